// What is typed into a form with data-draft="key" is kept in this browser until it is saved.
import { all, on, one, later, word } from "./dom.js";
import { toast } from "./toast.js";

const SKIPPED = new Set(["csrfmiddlewaretoken", "once", "next"]);
const place = (key) => `draft:${document.body.dataset.me}:${key}`;

function values(form) {
  const kept = [];
  for (const [name, value] of new FormData(form)) if (!SKIPPED.has(name) && typeof value === "string") kept.push([name, value]);
  return kept;
}

function note(form) {
  const shown = one("[data-draft-note]", form) ?? one("[data-draft-note]");
  const time = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  if (shown) shown.lastChild.textContent = `${word("draftSaved")} ${time}`;
  if (shown) shown.hidden = false;
}

const keep = later(400, (form) => {
  if (!form.isConnected || form.hasAttribute("data-busy")) return;
  try {
    localStorage.setItem(place(form.dataset.draft), JSON.stringify({ at: Date.now(), values: values(form) }));
    form.dataset.draftKept = "1";
    note(form);
  } catch { /* a full or forbidden store loses the draft, never the form */ }
});

function fill(form, pairs) {
  const seen = new Map();
  for (const [name, value] of pairs) seen.set(name, [...(seen.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || SKIPPED.has(field.name) || field.type === "file" || field.type === "password") continue;
    const wanted = seen.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
    else if (field.multiple) all("option", field).forEach((option) => { option.selected = wanted.includes(option.value); });
    else if (wanted.length) field.value = wanted.shift();
  }
  form.dispatchEvent(new Event("draft-restored", { bubbles: true }));
}

function restore(form) {
  if (form.dataset.draftSeen) return;
  form.dataset.draftSeen = "1";
  const key = place(form.dataset.draft);
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!kept || form.querySelector(".has-error, .field-error")) return;
  const before = values(form);
  if (JSON.stringify(before) === JSON.stringify(kept.values)) return;
  fill(form, kept.values);
  toast(word("restored"), { seconds: 6, label: word("discard"), action: () => { localStorage.removeItem(key); fill(form, before); } });
}

/* A plain form that was sent is saved when the next page no longer holds it. */
function settle() {
  const sent = sessionStorage.getItem("draft-sent");
  if (!sent) return;
  sessionStorage.removeItem("draft-sent");
  if (!all("form[data-draft]").some((form) => place(form.dataset.draft) === sent)) localStorage.removeItem(sent);
}

on("input", "form[data-draft]", (_, form) => keep(form));
on("change", "form[data-draft]", (_, form) => keep(form));
on("submit", "form[data-draft]", (_, form) => {
  if (!form.matches("[hx-post]")) sessionStorage.setItem("draft-sent", place(form.dataset.draft));
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig?.elt;
  const saved = detail.xhr.status >= 200 && detail.xhr.status < 300;
  if (saved && form?.matches?.("form[data-draft]")) localStorage.removeItem(place(form.dataset.draft));
});
document.addEventListener("htmx:load", ({ detail }) => all("form[data-draft]", detail.elt.parentNode ?? document).forEach(restore));
document.addEventListener("DOMContentLoaded", () => { settle(); all("form[data-draft]").forEach(restore); });
