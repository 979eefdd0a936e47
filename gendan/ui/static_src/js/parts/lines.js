// Lines of a paper with prices: a grid over the text that a spreadsheet copies. The text stays what is sent, so that
// drafts, errors and browsers without scripts have it; sums are reckoned in whole numbers, as exact as the server's.
import { all, on, one } from "./dom.js";

const PLACES = { quantity: 3n, price: 4n };
const LOOKED_UP = ["name", "specification", "unit", "price", "tax_rate"];
const AT_ONCE = 50;

const made = (tag, values = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...children);
  return element;
};

/** "1,280.5" with four places → 12805000n; what is no number is nothing. */
function whole(text, places) {
  const plain = text.normalize("NFKC").replace(/[\s,¥$€]/g, "");
  const found = /^(\d*)(?:\.(\d*))?$/.exec(plain);
  if (!plain || !found) return 0n;
  const rest = (found[2] ?? "").slice(0, Number(places)).padEnd(Number(places), "0");
  return BigInt((found[1] || "0") + rest);
}

function amountOf(quantity, price, digits) {
  const step = 10n ** (PLACES.quantity + PLACES.price - BigInt(digits));
  return (quantity * price + step / 2n) / step;
}

function shown(amount, digits) {
  const text = amount.toString().padStart(digits + 1, "0");
  const head = (digits ? text.slice(0, -digits) : text).replace(/\B(?=(\d{3})+$)/g, ",");
  return digits ? `${head}.${text.slice(-digits)}` : head;
}

class Grid {
  constructor(source) {
    this.source = source;
    this.plan = JSON.parse(source.dataset.lineGrid);
    this.keys = this.plan.columns.map((column) => column.key);
    this.offers = new Map();
    this.body = made("tbody");
    this.sum = made("td", { className: "num" });
    source.hidden = true;
    source.after(this.frame());
    this.read();
  }

  frame() {
    const { words } = this.plan;
    const heads = this.plan.columns.map(({ title, number }) => made("th", { className: number ? "num" : "", textContent: title }));
    const head = made("tr", {}, made("th", { className: "num", textContent: "#" }), ...heads,
      made("th", { className: "num", textContent: words.amount }), made("th", { textContent: words.list }), made("th"));
    const label = made("td", { colSpan: this.keys.length + 1, textContent: `${words.total} ${this.plan.currency}` });
    const foot = made("tr", {}, label, this.sum, made("td", { colSpan: 2 }));
    const table = made("table", { className: "table line-grid" }, made("thead", {}, head), this.body, made("tfoot", {}, foot));
    const add = made("button", { type: "button", className: "btn btn-small", textContent: words.add });
    add.addEventListener("click", () => this.focus(this.add().rowIndex - 1, this.keys[0]));
    const keys = made("small", { className: "muted hide-phone", textContent: words.keys });
    return made("div", { className: "line-frame" }, made("div", { className: "table-scroll" }, table), made("div", { className: "row" }, add, keys));
  }

  /** Draw the rows anew from the text. */
  read() {
    const rows = this.source.value.split("\n").filter((line) => line.trim()).map((line) => line.split("\t"));
    this.body.replaceChildren();
    for (const cells of rows) this.add(cells);
    this.add();
    this.reckonAll();
    this.lookUp(all("tr", this.body), { fill: false });
  }

  add(cells = []) {
    const inputs = this.plan.columns.map(({ key, title, number }, place) => {
      const input = made("input", { className: `input${number ? " num" : ""}`, value: cells[place] ?? "", autocomplete: "off" });
      input.dataset.key = key;
      input.ariaLabel = title;
      if (number) input.inputMode = "decimal";
      if (key === "code") {
        input.id = `line_code_${Grid.count = (Grid.count ?? 0) + 1}`;
        input.dataset.recordFind = this.plan.find;
      }
      return made("td", { className: number ? "num" : "" }, input);
    });
    const remove = made("button", { type: "button", className: "btn btn-icon btn-bare", ariaLabel: this.plan.words.remove, textContent: "×", tabIndex: -1 });
    remove.addEventListener("click", () => this.remove(remove.closest("tr")));
    const row = made("tr", {}, made("td", { className: "num muted" }), ...inputs, made("td", { className: "num" }), made("td", { className: "nowrap muted" }), made("td", {}, remove));
    this.body.append(row);
    row.firstChild.textContent = this.body.rows.length;
    return row;
  }

  remove(row) {
    const place = [...this.body.rows].indexOf(row);
    row.remove();
    if (!this.body.rows.length) this.add();
    [...this.body.rows].forEach((other, number) => { other.firstChild.textContent = number + 1; });
    this.reckonAll();
    this.focus(Math.min(place, this.body.rows.length - 1), this.keys[0]);
  }

  input(row, key) { return one(`[data-key="${key}"]`, row); }

  isEmpty(row) { return all("input", row).every((input) => !input.value.trim()); }

  reckon(row) {
    const { digits, words } = this.plan;
    const [quantity, price] = ["quantity", "price"].map((key) => this.input(row, key).value);
    const empty = this.isEmpty(row);
    row.amount = empty ? 0n : amountOf(quantity.trim() ? whole(quantity, 3n) : 1000n, whole(price, 4n), digits);
    const offer = this.offers.get(this.input(row, "code").value.trim());
    const [amount, list] = [...row.cells].slice(-3);
    amount.textContent = empty ? "" : shown(row.amount, digits);
    const below = offer?.floor && price.trim() && whole(price, 4n) < whole(offer.floor, 4n);
    list.textContent = below ? words.below.replace("%s", offer.floor) : offer?.list ? words.listed.replace("%s", offer.list) : "";
    list.classList.toggle("muted", !below);
  }

  total() {
    const sum = [...this.body.rows].reduce((before, row) => before + (row.amount ?? 0n), 0n);
    this.sum.textContent = shown(sum, this.plan.digits);
  }

  reckonAll() {
    for (const row of this.body.rows) this.reckon(row);
    this.settle();
  }

  /** The sum, and the text that is sent; the form's draft hears of it. */
  settle() {
    this.total();
    const lines = [...this.body.rows].filter((row) => !this.isEmpty(row));
    const text = lines.map((row) => this.keys.map((key) => this.input(row, key).value.trim()).join("\t")).join("\n");
    if (text === this.source.value) return;
    this.source.value = text;
    this.source.dispatchEvent(new Event("input", { bubbles: true }));
  }

  changed(row, key) {
    if (row === this.body.lastChild && !this.isEmpty(row)) this.add();
    this.reckon(row);
    this.settle();
    if (key === "code") this.lookUp([row], { fill: true });
  }

  /** What products are called and cost, for rows whose code is not known yet. */
  async lookUp(rows, { fill }) {
    const codes = [...new Set(rows.map((row) => this.input(row, "code").value.trim()).filter((code) => code && !this.offers.has(code)))];
    for (let place = 0; place < codes.length; place += AT_ONCE) {
      const asked = new URLSearchParams(codes.slice(place, place + AT_ONCE).map((code) => ["code", code]));
      const answer = await fetch(`${this.plan.offers}?${asked}`);
      if (!answer.ok) return;
      for (const [code, offer] of Object.entries(await answer.json())) this.offers.set(code, offer);
    }
    for (const row of rows) {
      const offer = this.offers.get(this.input(row, "code").value.trim());
      for (const key of fill && offer ? LOOKED_UP : []) {
        const input = this.input(row, key);
        if (!input.value.trim() && offer[key]) input.value = offer[key];
      }
      this.reckon(row);
    }
    this.settle();
  }

  focus(place, key) {
    const row = this.body.rows[place];
    const input = row && this.input(row, key);
    input?.focus();
    input?.select();
  }

  keydown(event, input) {
    const row = input.closest("tr"), place = [...this.body.rows].indexOf(row), { key } = input.dataset;
    if (event.ctrlKey && event.key === "Delete") this.remove(row);
    else if (event.ctrlKey || event.metaKey || event.isComposing) return;
    else if (event.key === "ArrowDown" || event.key === "Enter" && !event.shiftKey) this.focus(place + 1, key);
    else if (event.key === "ArrowUp" || event.key === "Enter") this.focus(place - 1, key);
    else return;
    event.preventDefault();
  }

  /** A block from a spreadsheet goes in from this cell on, to the right and down. */
  paste(event, input) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim()).map((line) => line.split("\t"));
    const left = this.keys.indexOf(input.dataset.key), rows = [];
    let row = input.closest("tr");
    for (const cells of lines) {
      cells.slice(0, this.keys.length - left).forEach((cell, place) => { this.input(row, this.keys[left + place]).value = cell.trim(); });
      rows.push(row);
      row = row.nextElementSibling ?? this.add();
    }
    this.reckonAll();
    this.lookUp(rows, { fill: true });
  }
}

const grids = new WeakMap();
const gridOf = (element) => grids.get(element.closest(".line-frame")?.previousElementSibling ?? element);

function start() {
  for (const source of all("textarea[data-line-grid]")) if (!grids.has(source)) grids.set(source, new Grid(source));
}

on("input", ".line-grid input", (_, input) => {
  const grid = gridOf(input), row = input.closest("tr");
  if (row === grid.body.lastChild) grid.add();
  grid.reckon(row);
  grid.settle();
});
on("change", ".line-grid input", (_, input) => gridOf(input).changed(input.closest("tr"), input.dataset.key));
on("keydown", ".line-grid input", (event, input) => gridOf(input).keydown(event, input));
on("paste", ".line-grid input", (event, input) => gridOf(input).paste(event, input));
document.addEventListener("draft-restored", (event) => {
  for (const source of all("textarea[data-line-grid]", event.target)) grids.get(source)?.read();
});
document.addEventListener("htmx:load", start);
document.addEventListener("DOMContentLoaded", start);
if (document.readyState !== "loading") start();
