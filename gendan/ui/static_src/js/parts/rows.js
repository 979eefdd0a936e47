// Rows to be written: another empty one without a journey to the server.
import { on, one } from "./dom.js";

on("click", "[data-rows-more]", (event, button) => {
  const form = button.closest("[data-rows]");
  const total = one(`[name="${CSS.escape(`${form.dataset.rows}-TOTAL_FORMS`)}"]`, form);
  event.preventDefault();
  const holder = document.createElement("tbody");
  holder.innerHTML = one("[data-rows-blank]", form).innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const row = holder.firstElementChild;
  one("[data-rows-body]", form).append(row);
  one("input, select, textarea", row)?.focus();
});
