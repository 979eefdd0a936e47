// Very many choices, to choose one (select) or several (a list of checks), get a line above them in which one types:
// a part of the words, pinyin, or initials.
import { all } from "./dom.js";

const FEW = 12, SHOWN = 8;

function plain(text) {
  return text.toLowerCase().replace(/\s+/g, "");
}

function lineFor(box) {
  const line = Object.assign(document.createElement("input"), {
    type: "search", className: "input find-line", placeholder: box.dataset.find, autocomplete: "off",
  });
  line.setAttribute("aria-label", box.dataset.find);
  box.dataset.found = "1";
  box.before(line);
  return line;
}

function enhanceSelect(select) {
  const choices = [...select.options];
  if (select.dataset.found || choices.length <= FEW) return;
  const line = lineFor(select);
  const says = new Map(choices.map((choice) => [choice, plain(`${choice.text} ${choice.dataset.keys ?? ""}`)]));

  const close = () => { select.size = 0; };
  const filter = () => {
    const wanted = plain(line.value), chosen = select.selectedOptions[0];
    const found = choices.filter((choice) => (choice.value || !wanted) && says.get(choice).includes(wanted));
    select.replaceChildren(...found);
    if (found.includes(chosen)) chosen.selected = true;
    else if (found.length) found[0].selected = true;
    select.size = wanted ? Math.max(2, Math.min(found.length, SHOWN)) : 0;
  };
  line.addEventListener("input", filter);
  line.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") select.focus();
    else if (event.key === "Enter") close();
    else return;
    event.preventDefault();
  });
  select.addEventListener("change", close);
  select.addEventListener("blur", close);
}

function enhanceChecks(box) {
  const lines = all("label", box);
  if (box.dataset.found || lines.length <= FEW) return;
  const line = lineFor(box);
  const says = new Map(lines.map((one) => [one, plain(`${one.textContent} ${one.control.dataset.keys ?? ""}`)]));
  line.addEventListener("input", () => {
    const wanted = plain(line.value);
    lines.forEach((one) => { one.hidden = !says.get(one).includes(wanted) && !one.control.checked; });
  });
  line.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}

function start(root) {
  all("select[data-find]", root).forEach(enhanceSelect);
  all("div[data-find]", root).forEach(enhanceChecks);
}
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
document.addEventListener("DOMContentLoaded", () => start(document));
if (document.readyState !== "loading") start(document);
