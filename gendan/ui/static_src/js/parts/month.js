// The grid of a month: arrows go from cell to cell, one cell at a time can be reached by Tab, Enter presses it.
import { all, one } from "./dom.js";

let last = "";

const cells = (row) => all("td", row).map((cell) => one(".sign-cell", cell)).filter(Boolean);
const rows = (grid) => all("tbody tr", grid).map(cells).filter((row) => row.length);

function rove(grid, chosen) {
  all(".sign-cell", grid).forEach((cell) => { cell.tabIndex = cell === chosen ? 0 : -1; });
}

function prepare() {
  const grid = one("[data-month-grid]");
  if (!grid || grid.dataset.roving) return;
  grid.dataset.roving = "1";
  const again = last && one(`[data-cell="${CSS.escape(last)}"]`, grid);
  const chosen = again ?? one(".sign-cell", grid);
  rove(grid, chosen);
  if (again) again.focus();
}

function target(grid, cell, key) {
  const lines = rows(grid), y = lines.findIndex((row) => row.includes(cell)), x = lines[y]?.indexOf(cell) ?? 0;
  const row = lines[y];
  if (key === "ArrowRight") return row[x + 1];
  if (key === "ArrowLeft") return row[x - 1];
  if (key === "Home") return row[0];
  if (key === "End") return row.at(-1);
  return lines[y + (key === "ArrowDown" ? 1 : -1)]?.[x];
}

document.addEventListener("keydown", (event) => {
  const cell = event.target instanceof Element ? event.target.closest("[data-month-grid] .sign-cell") : null;
  if (!cell || !/^(Arrow|Home$|End$)/.test(event.key)) return;
  const grid = cell.closest("[data-month-grid]"), next = target(grid, cell, event.key);
  event.preventDefault();
  if (!next) return;
  rove(grid, next);
  next.focus();
});
document.addEventListener("focusin", (event) => {
  const cell = event.target instanceof Element ? event.target.closest("[data-month-grid] .sign-cell") : null;
  if (cell) last = cell.dataset.cell;
});
document.addEventListener("htmx:afterSettle", prepare);
prepare();
