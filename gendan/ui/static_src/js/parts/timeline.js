// Long entries open on a click; system entries can be hidden.
import { on, one } from "./dom.js";

on("click", "[data-fold]", (event, body) => {
  if (!event.target.closest("a") && !String(getSelection())) body.classList.toggle("is-open");
});
on("click", "[data-system]", (_, button) => {
  const hidden = one(".timeline")?.classList.toggle("no-system");
  button.setAttribute("aria-pressed", String(Boolean(hidden)));
});
