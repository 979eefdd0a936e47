// Forms: one sending only, the other's value on a click, and the first error in sight.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-form]");
  if (!form || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  form.querySelector("[type=submit]")?.setAttribute("aria-busy", "true");
  setTimeout(() => { delete form.dataset.sent; }, 8000);
  return undefined;
});
document.addEventListener("click", (event) => {
  const take = event.target.closest?.("[data-take]");
  if (!take) return;
  const input = take.closest("form").elements[take.dataset.take];
  if (!input) return;
  if (input.type === "checkbox") input.checked = take.dataset.value === "True";
  else input.value = take.dataset.value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  take.closest("tr").setAttribute("aria-selected", "true");
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  document.querySelector("[data-errors], [data-conflict]")?.scrollIntoView({ block: "nearest" });
});
