// The board: cards are moved by hand or by keys. The server decides; a refused card goes back to where it stands.
import Sortable from "sortablejs";
import { toast } from "./toast.js";

let lifted = null;

const column = (card) => card.closest("[data-state]");
const board = () => document.querySelector("[data-board]");
const columns = () => [...board().querySelectorAll("[data-state]")];
const cardsOf = (place) => [...place.querySelectorAll("[data-card]")];

function movesFrom(place) {
  return Object.fromEntries(place.dataset.moves.split(" ").filter(Boolean).map((pair) => {
    const [target, ...move] = pair.split(":");
    return [target, move.join(":")];
  }));
}

function dim(from) {
  const allowed = from && movesFrom(from);
  columns().forEach((place) => {
    place.classList.toggle("is-shut", Boolean(from) && place !== from && !(place.dataset.state in allowed));
    place.classList.toggle("is-open", Boolean(from) && place.dataset.state in allowed);
    place.classList.remove("is-target");
  });
}

// The engine answers 204 and loads the page anew when it is done; 422 brings a form or a refusal into the dialog.
// A refusal perhaps says that somebody else has moved the card: the columns are read again behind its words.
function drop(card, from, to, back) {
  const [transition, ask] = (movesFrom(from)[to.dataset.state] ?? "").split(":");
  if (!transition) return back();
  const url = `/do/${board().dataset.kind}/${card.dataset.card}/${transition}`;
  const dialog = document.getElementById("dialog");
  let done = false;
  const answered = (event) => {
    const { xhr } = event.detail;
    done ||= xhr.status === 204;
    if (xhr.getResponseHeader("HX-Retarget")) {
      finish();
      window.htmx.ajax("GET", window.location.href, "#list");
    } else if (xhr.status >= 400 && xhr.status !== 422) finish();
  };
  const finish = () => {
    document.removeEventListener("htmx:afterRequest", answered);
    if (!done) back();
  };
  document.addEventListener("htmx:afterRequest", answered);
  dialog.addEventListener("close", finish, { once: true });
  window.htmx.ajax(ask ? "GET" : "POST", url, { target: "#dialog", swap: "innerHTML" });
  return undefined;
}

function sortable(place) {
  const cards = place.querySelector("[data-cards]") ?? place;
  if (cards.dataset.sortable) return;
  cards.dataset.sortable = "1";
  let next = null;
  Sortable.create(cards, {
    group: "board", draggable: "[data-card]", animation: 120, sort: false, delay: 150, delayOnTouchOnly: true,
    onStart: (event) => { next = event.item.nextElementSibling; dim(column(event.item)); },
    onMove: (event) => !event.to.closest("[data-state]").classList.contains("is-shut"),
    onEnd: (event) => {
      const from = event.from.closest("[data-state]"), to = event.to.closest("[data-state]"), card = event.item;
      dim(null);
      if (from !== to) drop(card, from, to, () => event.from.insertBefore(card, next?.parentNode === event.from ? next : null));
    },
  });
}

function focusCard(card, key) {
  const place = column(card), cards = cardsOf(place);
  if (key === "ArrowDown" || key === "ArrowUp") {
    cards[cards.indexOf(card) + (key === "ArrowDown" ? 1 : -1)]?.focus();
    return;
  }
  const open = columns().filter((item) => cardsOf(item).length);
  const next = open[open.indexOf(place) + (key === "ArrowRight" ? 1 : -1)];
  if (next) (cardsOf(next)[cards.indexOf(card)] ?? cardsOf(next).at(-1)).focus();
}

function lift(card) {
  lifted = { card, target: column(card) };
  card.classList.add("is-lifted");
  dim(column(card));
  toast(board().dataset.lifted);
}

function aim(step) {
  const allowed = movesFrom(column(lifted.card)), from = column(lifted.card);
  const open = columns().filter((place) => place === from || place.dataset.state in allowed);
  lifted.target = open[Math.max(0, Math.min(open.indexOf(lifted.target) + step, open.length - 1))];
  columns().forEach((place) => place.classList.toggle("is-target", place === lifted.target && place !== from));
  lifted.target.scrollIntoView({ inline: "nearest", block: "nearest" });
}

function land(keep) {
  const { card, target } = lifted, from = column(card);
  lifted = null;
  card.classList.remove("is-lifted");
  dim(null);
  if (keep && target !== from) drop(card, from, target, () => card.focus());
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (!card || event.target !== card) return;
  const { key } = event;
  if (lifted) {
    if (key === "ArrowRight" || key === "ArrowLeft") aim(key === "ArrowRight" ? 1 : -1);
    else if (key === "Enter" || key === " ") land(true);
    else if (key === "Escape") land(false);
    else return;
  } else if (key.startsWith("Arrow")) focusCard(card, key);
  else if (key === " ") lift(card);
  else if (key === "Enter") card.querySelector(".card-title").click();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

function start() {
  if (board()) columns().forEach(sortable);
}
document.addEventListener("htmx:afterSettle", start);
document.addEventListener("DOMContentLoaded", start);
if (document.readyState !== "loading") start();
