// Forms: Ctrl+Enter saves, Ctrl+S saves and stays, Esc goes back, nothing is sent twice, nothing is left by accident.
import { all, on, one, word } from "./dom.js";

const submitters = (form) => all('button:not([type="button"]), input[type="submit"]', form);

function name(form) {
  let once = form.elements.namedItem("once");
  if (!once) {
    once = Object.assign(document.createElement("input"), { type: "hidden", name: "once" });
    form.append(once);
  }
  once.value = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
}

function busy(form, state) {
  form.toggleAttribute("data-busy", state);
  for (const button of submitters(form)) {
    button.toggleAttribute("aria-busy", state);
    if (state) button.setAttribute("aria-busy", "true");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.hasAttribute("data-busy")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.matches("[data-form], [data-once]") && !form.elements.namedItem("once")) name(form);
  form.removeAttribute("data-dirty");
  busy(form, true);
}, true);
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest("form");
  if (!form) return;
  busy(form, false);
  if (detail.xhr.status && detail.xhr.status < 500) form.elements.namedItem("once")?.remove();
  else form.setAttribute("data-dirty", "");
});
addEventListener("pageshow", () => all("form[data-busy]").forEach((form) => busy(form, false)));
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented && !event.target.matches("[hx-post], [hx-get]")) busy(event.target, false);
});

on("input", "form[data-form]", (_, form) => form.setAttribute("data-dirty", ""));
addEventListener("beforeunload", (event) => {
  const open = all("form[data-form][data-dirty]:not([data-draft])").some((form) => !form.hasAttribute("data-busy"));
  if (open) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form") ?? one("form[data-main]");
  if (!form) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit(one(".btn-main:not([disabled])", form) ?? undefined);
  } else if (command && event.key.toLowerCase() === "s" && form.matches("[data-form]")) {
    event.preventDefault();
    form.requestSubmit(one("[data-stay]", form) ?? one(".btn-main:not([disabled])", form) ?? undefined);
  } else if (event.key === "Escape" && !form.closest("dialog") && !event.defaultPrevented) {
    const back = one("[data-cancel]", form);
    if (back && (!form.hasAttribute("data-dirty") || form.dataset.draft || confirm(word("leave")))) back.click();
  }
});

/* The label of a next step shows the state that it will have. */
on("input", "[data-next-due]", (_, field) => {
  const label = one("[data-next-state]", field.form);
  const today = new Date().toLocaleDateString("sv");
  const state = !field.value ? "none" : field.value.slice(0, 10) === today ? "today" : "plan";
  if (!label) return;
  label.classList.remove("is-none", "is-today", "is-plan", "is-overdue");
  label.classList.add(`is-${state}`);
  for (const glyph of all("[data-state]", label)) glyph.hidden = glyph.dataset.state !== state;
});

addEventListener("DOMContentLoaded", () => one(".errors a[href^='#']")?.focus());
