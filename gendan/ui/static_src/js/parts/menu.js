// Menus are details elements; this closes them and lets arrows walk through them.
import { all, on, one } from "./dom.js";

const items = (menu) => all(".menu-item, .seg button", menu).filter((item) => item.offsetParent);

document.addEventListener("click", ({ target }) => {
  for (const menu of all("details[data-menu][open]")) if (!menu.contains(target)) menu.open = false;
});
on("click", ".menu-box a:not([data-keep]), .menu-box button[hx-get]:not([data-keep]), .menu-box button[hx-post]", (_, item) => {
  const menu = item.closest("details[data-menu]");
  if (menu) menu.open = false;
});
on("keydown", "details[data-menu]", (event, menu) => {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    one("summary", menu).focus();
    event.stopPropagation();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  menu.open = true;
  const list = items(menu);
  const step = event.key === "ArrowDown" ? 1 : -1;
  list[(list.indexOf(document.activeElement) + step + list.length) % list.length]?.focus();
});
