// Two people at once: a click puts the other's value into the field.
import { on, one } from "./dom.js";

on("click", "[data-take]", (_, button) => {
  const input = button.closest("form").elements.namedItem(button.dataset.take);
  if (!input) return;
  if (input.type === "checkbox") input.checked = button.dataset.value === "True";
  else input.value = button.dataset.value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest("tr").setAttribute("aria-selected", "true");
});
document.addEventListener("DOMContentLoaded", () => one("[data-conflict]")?.scrollIntoView({ block: "start" }));
