// Fields of the company's own: asked for only where another field says so, and records found while one types.
import { all, later, on, one } from "./dom.js";

function value(form, name) {
  const field = form.elements.namedItem(name);
  if (!field) return null;
  return field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value;
}

function settle(form) {
  for (const input of all("[data-asked-by]", form)) {
    const stands = value(form, input.dataset.askedBy);
    const field = input.closest("[data-field]");
    if (field && stands !== null) field.hidden = !JSON.parse(input.dataset.askedAt).includes(stands);
  }
}

const find = later(200, async (input) => {
  const answer = await fetch(`${input.dataset.recordFind}?q=${encodeURIComponent(input.value)}`);
  if (!answer.ok) return;
  let list = one(`#${CSS.escape(`${input.id}_found`)}`);
  if (!list) {
    list = Object.assign(document.createElement("datalist"), { id: `${input.id}_found` });
    input.after(list);
    input.setAttribute("list", list.id);
  }
  list.innerHTML = await answer.text();
});

on("input", "form", (_, form) => settle(form));
on("input", "[data-record-find]", (_, input) => find(input));

function start(root) {
  for (const form of new Set(all("[data-asked-by]", root).map((input) => input.form))) settle(form);
}
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
document.addEventListener("DOMContentLoaded", () => start(document));
if (document.readyState !== "loading") start(document);
