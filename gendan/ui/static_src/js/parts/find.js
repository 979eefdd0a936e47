// A select with very many choices gets a line above it in which one types: a part of the words, pinyin, or initials.
import { all } from "./dom.js";

const FEW = 12, SHOWN = 8;

function plain(text) {
  return text.toLowerCase().replace(/\s+/g, "");
}

function enhance(select) {
  const choices = [...select.options];
  if (select.dataset.found || choices.length <= FEW) return;
  select.dataset.found = "1";
  const line = Object.assign(document.createElement("input"), {
    type: "search", className: "input find-line", placeholder: select.dataset.find, autocomplete: "off",
  });
  line.setAttribute("aria-label", select.dataset.find);
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
  select.before(line);
}

function start(root) {
  all("select[data-find]", root).forEach(enhance);
}
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
document.addEventListener("DOMContentLoaded", () => start(document));
if (document.readyState !== "loading") start(document);
