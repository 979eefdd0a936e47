// Ctrl+K: finds pages, records and commands. The server answers with links of class palette-item in palette-group blocks.
import { all, later, on, one, word } from "./dom.js";

const palette = one("#palette");
const field = palette && one("input", palette);
const list = palette && one(".palette-list", palette);
let asked = 0;

function choose(item) {
  all("[aria-selected]", list).forEach((other) => other.removeAttribute("aria-selected"));
  item?.setAttribute("aria-selected", "true");
  if (item) item.id ||= "palette-choice-" + all(".palette-item", list).indexOf(item);
  field.setAttribute("aria-activedescendant", item?.id ?? "");
  item?.scrollIntoView({ block: "nearest" });
}

/** Without an answer from the server: the places and commands of this very page. */
function places(text) {
  const found = all(".rail-item[href], #create-sheet .menu-item").filter((link) => link.textContent.toLowerCase().includes(text.toLowerCase()));
  list.replaceChildren(...found.map((link) => {
    const copy = document.createElement("a");
    copy.className = "palette-item";
    copy.role = "option";
    copy.href = link.href;
    copy.textContent = link.textContent.trim();
    return copy;
  }));
}

async function ask(text) {
  const turn = (asked += 1);
  const url = palette.dataset.url;
  let html = null;
  if (url && url !== "/") {
    const response = await fetch(`${url}?${new URLSearchParams({ q: text, from: location.pathname })}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (response?.ok) html = await response.text();
  }
  if (turn !== asked) return;
  if (html === null) places(text);
  else {
    list.innerHTML = html;
    window.htmx?.process(list);
  }
  if (!one(".palette-item", list)) {
    const nothing = Object.assign(document.createElement("p"), { className: "palette-group", textContent: word("nothing") });
    list.replaceChildren(nothing);
  }
  choose(one(".palette-item", list));
}

export function open(text = "") {
  if (!palette || palette.open) return;
  palette.showModal();
  field.value = text;
  field.select();
  ask(text);
}

const soon = later(120, () => ask(field.value.trim()));
field?.addEventListener("input", soon);
field?.addEventListener("keydown", (event) => {
  const items = all(".palette-item", list);
  const at = items.findIndex((item) => item.hasAttribute("aria-selected"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length]);
  } else if (event.key === "Enter" && items[at]) {
    event.preventDefault();
    items[at].click();
  }
});
on("click", ".palette-item", () => palette?.open && palette.close());
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open();
  }
});
on("click", "[data-palette]", (event) => {
  event.preventDefault();
  open();
});
