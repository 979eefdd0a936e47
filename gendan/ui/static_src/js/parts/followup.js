// The follow-up form: days that are proposed for the next step, and the names of chosen files.
import { all, on, one } from "./dom.js";

const mark = (field) => all("[data-due]", field.form).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.due === field.value)));

on("click", "[data-due]", (_, button) => {
  const field = one("[data-next-due]", button.form);
  if (!field) return;
  field.value = button.dataset.due;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
on("input", "[data-next-due]", (_, field) => mark(field));
on("change", "input[data-files]", (_, input) => {
  const names = all("input[data-files]", input.form).flatMap((field) => [...field.files].map((file) => file.name));
  const shown = one("[data-file-names]", input.form);
  if (shown) shown.textContent = names.join("、");
});
