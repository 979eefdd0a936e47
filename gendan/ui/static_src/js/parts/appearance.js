// Theme and rail change at once; the server keeps the choice for the next page.
import { all, on, token } from "./dom.js";

function choose(name) {
  on("submit", `[data-${name}-form]`, (event, form) => {
    const value = event.submitter?.value;
    if (!value) return;
    event.preventDefault();
    document.documentElement.dataset[name] = value;
    for (const button of all(`button[name=${name}]`)) {
      if (button.value === value) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    fetch(form.action, { method: "POST", headers: { "X-CSRFToken": token(), "X-Quiet": "1" }, body: new URLSearchParams({ [name]: value }) });
  });
}
choose("theme");
choose("rail");
