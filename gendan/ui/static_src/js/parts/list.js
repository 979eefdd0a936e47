// Lists: choosing rows, row height, export of what is chosen, and the drawer that follows j and k.
import { all, isTyping, on, one } from "./dom.js";

const boxes = () => all("#list tbody input[name=id]");
let last = null;

function refresh() {
  const foot = one("#list [data-chosen]");
  if (!foot) return;
  const every = boxes(), chosen = every.filter((box) => box.checked);
  const everything = one("[data-all-results]", foot), button = one("[data-choose-all]", foot);
  if (chosen.length < every.length) everything.value = "";
  every.forEach((box) => box.closest("tr").setAttribute("aria-selected", box.checked));
  const head = one("#list [data-all]"), words = one("[data-chosen-words]", foot);
  if (head) {
    head.checked = every.length > 0 && chosen.length === every.length;
    head.indeterminate = chosen.length > 0 && chosen.length < every.length;
  }
  const whole = everything.value === "1";
  words.textContent = whole ? button.dataset.words : words.dataset.chosenWords.replace("%s", chosen.length);
  if (button) button.hidden = whole;
  foot.hidden = chosen.length === 0;
}

function choose(list, state) {
  list.forEach((box) => { box.checked = state; });
  refresh();
}

on("change", "[data-all]", (_, head) => choose(boxes(), head.checked));
on("change", "[data-all-of-group]", (_, head) => choose(all("input[name=id]", head.closest("tbody")), head.checked));
on("change", "#list input[name=id]", refresh);
on("click", "#list input[name=id]", (event, box) => {
  const every = boxes(), from = every.indexOf(last), to = every.indexOf(box);
  if (event.shiftKey && from >= 0) choose(every.slice(Math.min(from, to), Math.max(from, to) + 1), box.checked);
  last = box;
});
on("click", "[data-choose-all]", () => {
  one("#list [data-all-results]").value = "1";
  choose(boxes(), true);
});
on("click", "[data-density]", (_, button) => {
  const loose = one("#list").classList.toggle("is-loose");
  button.setAttribute("aria-pressed", loose);
  document.cookie = `density=${loose ? "loose" : "dense"}; path=/; max-age=31536000; samesite=lax`;
});
on("click", "[data-export]", (_, button) => {
  const url = new URL(button.dataset.export, location.href);
  if (one("#list [data-all-results]").value !== "1") {
    boxes().filter((box) => box.checked).forEach((box) => url.searchParams.append("id", box.value));
  }
  location.href = url;
});
on("click", "[data-reload]", () => location.reload());
on("click", ".grid-peek", (_, button) => {
  all("#list tr.is-focus").forEach((row) => row.classList.remove("is-focus"));
  button.closest("tr").classList.add("is-focus");
});
document.addEventListener("keydown", (event) => {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!step || !one("#drawer")?.open || isTyping(event.target) || one("#dialog")?.open) return;
  const rows = all("#list tr[data-row]"), at = rows.findIndex((row) => row.classList.contains("is-focus")), next = rows[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  one(".grid-peek", next).click();
  next.scrollIntoView({ block: "nearest" });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || isTyping(event.target) || one("dialog[open]")) return;
  choose(boxes(), false);
});
/* A changed cell: Enter saves by the form, Esc puts the old value back. */
on("keydown", "[data-cell] input, [data-cell] select", (event, input) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  window.htmx.ajax("GET", `${input.form.dataset.cell}?show=1`, { target: input.closest("td"), swap: "outerHTML" });
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  refresh();
  one("[data-cell] input, [data-cell] select", detail.elt)?.focus();
});
addEventListener("pageshow", refresh);
