// Single keys while nothing is being typed: "?" shows them all.
import { all, isTyping, on, one } from "./dom.js";
import { open as openPalette } from "./palette.js";

let waiting = 0;

const rows = () => all("[data-row]").filter((row) => row.offsetParent);

function move(step) {
  const list = rows();
  if (!list.length) return one(`[data-key="${step > 0 ? "j" : "k"}"]`)?.click();
  const at = list.findIndex((row) => row.classList.contains("is-focus"));
  const next = list[Math.min(Math.max(at + step, 0), list.length - 1)];
  list[at]?.classList.remove("is-focus");
  next.classList.add("is-focus");
  next.scrollIntoView({ block: "nearest" });
  next.dispatchEvent(new CustomEvent("row-focus", { bubbles: true }));
}

const focused = () => rows().find((row) => row.classList.contains("is-focus"));

function search() {
  const field = one("[data-list-search], [data-slash]");
  if (field) field.select();
  else openPalette();
}

function create() {
  const button = one("[data-new]");
  if (button) return button.click();
  const menu = one("[data-create]")?.closest("details");
  if (!menu) return undefined;
  menu.open = true;
  return one(".menu-item", menu)?.focus();
}

function go(letter) {
  waiting = 0;
  one(`[data-go="${CSS.escape(letter)}"]`)?.click();
}

/* A page of a list has keys of its own for its rows. */
const ROW_KEYS = new Set(["j", "k", "x", "Enter"]);

const ACTIONS = {
  "/": search,
  "?": () => one("#keys")?.showModal(),
  g: () => { waiting = Date.now(); },
  n: create,
  e: () => one("[data-edit]")?.click(),
  j: () => move(1),
  k: () => move(-1),
  x: () => one('input[type="checkbox"]', focused() ?? document.createElement("i"))?.click(),
  Enter: () => one("[data-open]", focused() ?? document.createElement("i"))?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || one("dialog[open]")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (waiting && Date.now() - waiting < 1500) {
    event.preventDefault();
    go(event.key);
    return;
  }
  if (event.defaultPrevented || (ROW_KEYS.has(event.key) && one("[data-list]"))) return;
  const action = ACTIONS[event.key];
  if (!action || (event.key === "Enter" && !focused())) return;
  event.preventDefault();
  action();
});
on("click", "[data-keys]", () => one("#keys")?.showModal());
