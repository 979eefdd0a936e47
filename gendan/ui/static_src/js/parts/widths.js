// The width of a column: pulled at the edge of its head, or changed by the arrow keys; the address keeps it, and so do saved views.
import { all, later, on, one } from "./dom.js";

const NARROWEST = 48, WIDEST = 800, STEP = 16;

const column = (grip) => one(`col[data-col="${grip.dataset.grip}"]`, grip.closest("table"));

function set(grip, width) {
  const col = column(grip), whole = Math.round(Math.min(Math.max(width, NARROWEST), WIDEST));
  col.width = whole;
  grip.setAttribute("aria-valuenow", whole);
}

function keep(table, without) {
  const changed = all("[data-grip]", table).map((grip) => [grip.dataset.grip, Number(column(grip).width)])
    .filter(([key]) => key !== without).map(([key, width]) => `${key}-${width}`);
  const url = location.pathname + table.dataset.widths + encodeURIComponent(changed.join("."));
  window.htmx.ajax("GET", url, { target: "#list", swap: "outerHTML" }).then(() => history.replaceState(history.state, "", url));
}
const keepSoon = later(600, keep);

on("pointerdown", "[data-grip]", (event, grip) => {
  if (event.button) return;
  event.preventDefault();
  const from = event.clientX, before = Number(column(grip).width);
  grip.setPointerCapture(event.pointerId);
  const move = (moved) => set(grip, before + moved.clientX - from);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", () => {
    grip.removeEventListener("pointermove", move);
    if (Number(column(grip).width) !== before) keep(grip.closest("table"));
  }, { once: true });
});
on("dblclick", "[data-grip]", (_, grip) => keep(grip.closest("table"), grip.dataset.grip));
on("click", "[data-grip]", (event) => event.preventDefault());
on("keydown", "[data-grip]", (event, grip) => {
  const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  set(grip, Number(column(grip).width) + step);
  keepSoon(grip.closest("table"));
});
