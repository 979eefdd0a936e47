// Dialogs and drawers: data-dialog="#id" opens one, data-close closes it, an htmx answer into #dialog or #drawer shows it.
import { on, one } from "./dom.js";

const close = (dialog) => dialog?.open && dialog.close();

on("click", "[data-dialog]", (event, element) => {
  const dialog = one(element.dataset.dialog);
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
});
on("click", "[data-close]", (_, element) => close(element.closest("dialog")));
on("mousedown", "dialog[open]", (event, dialog) => {
  if (event.target !== dialog) return;
  const box = dialog.getBoundingClientRect();
  const outside = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  if (outside && !dialog.querySelector("form[data-dirty]")) close(dialog);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const target = detail.target;
  if (!(target instanceof HTMLDialogElement) || target.open) return;
  if (target.firstElementChild) target.showModal();
});
/* A dialog whose request answers "nothing to show" has done its work. */
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.xhr.status === 204) close(detail.elt.closest("dialog"));
});
document.addEventListener("close-dialog", () => { close(one("#dialog")); close(one("#drawer")); });
document.addEventListener("close", ({ target }) => {
  if (target.id === "dialog" || target.id === "drawer") target.replaceChildren();
}, true);
