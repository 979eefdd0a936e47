// Lists: choosing rows, j/k through them, row height, export of what is chosen. Works by delegation, so swaps need no set-up.
const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
const list = () => document.getElementById("list");
const boxes = () => [...(list()?.querySelectorAll("tbody input[name=id]") ?? [])];
const rows = () => [...(list()?.querySelectorAll("tbody tr[data-row]") ?? [])];
let lastBox = null;

function refresh() {
  const foot = list()?.querySelector("[data-chosen]");
  if (!foot) return;
  const all = boxes(), chosen = all.filter((box) => box.checked);
  const everything = foot.querySelector("[data-all-results]"), button = foot.querySelector("[data-choose-all]");
  if (chosen.length < all.length) everything.value = "";
  all.forEach((box) => box.closest("tr").setAttribute("aria-selected", box.checked));
  const head = list().querySelector("[data-all]");
  if (head) {
    head.checked = all.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const words = foot.querySelector("[data-chosen-words]");
  const whole = everything.value === "1";
  words.textContent = whole ? button.dataset.words : words.dataset.chosenWords.replace("%s", chosen.length);
  if (button) button.hidden = whole;
  foot.hidden = chosen.length === 0;
}

function clear() {
  boxes().forEach((box) => { box.checked = false; });
  refresh();
}

function range(box) {
  const all = boxes(), from = all.indexOf(lastBox), to = all.indexOf(box);
  if (from < 0 || to < 0) return;
  all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((item) => { item.checked = box.checked; });
}

function here() {
  return list()?.querySelector("tr.is-here");
}

function go(step) {
  const all = rows(), current = here();
  if (!all.length) return;
  const place = current ? all.indexOf(current) + step : step > 0 ? 0 : all.length - 1;
  const next = all[Math.max(0, Math.min(place, all.length - 1))];
  current?.classList.remove("is-here");
  next.classList.add("is-here");
  next.scrollIntoView({ block: "nearest" });
  const drawer = document.getElementById("drawer");
  if (drawer?.open) next.querySelector(".grid-peek")?.click();
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (box.matches?.("[data-all]")) boxes().forEach((item) => { item.checked = box.checked; });
  if (box.matches?.("[data-all], #list input[name=id]")) refresh();
});

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-choose-all], [data-density], [data-export], [data-reload], #list input[name=id]");
  if (!target) return;
  if (target.matches("input[name=id]")) {
    if (event.shiftKey && lastBox) range(target);
    lastBox = target;
    refresh();
  } else if (target.matches("[data-choose-all]")) {
    boxes().forEach((box) => { box.checked = true; });
    list().querySelector("[data-all-results]").value = "1";
    refresh();
  } else if (target.matches("[data-density]")) {
    const loose = list().classList.toggle("is-loose");
    target.setAttribute("aria-pressed", loose);
    document.cookie = `density=${loose ? "loose" : "dense"}; path=/; max-age=31536000; samesite=lax`;
  } else if (target.matches("[data-export]")) {
    const url = new URL(target.dataset.export, location.href);
    if (list().querySelector("[data-all-results]").value !== "1") {
      boxes().filter((box) => box.checked).forEach((box) => url.searchParams.append("id", box.value));
    }
    location.href = url;
  } else {
    location.reload();
  }
});

document.addEventListener("keydown", (event) => {
  if (!list() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.id === "list-q") event.target.blur();
  if (typing(event.target)) return;
  const modal = document.querySelector("dialog:modal:not(#drawer)");
  if (modal) return;
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    Enter: () => here()?.querySelector(".grid-name")?.click(),
    o: () => here()?.querySelector(".grid-peek")?.click(),
    x: () => here()?.querySelector("input[name=id]")?.click(),
    "/": () => document.getElementById("list-q")?.focus(),
    Escape: clear,
  };
  if (event.key === "Enter" && event.target.closest("a, button, [data-card], summary")) return;
  if (event.key === "Escape" && !boxes().some((box) => box.checked)) return;
  if (!rows().length && "jkoxEnter".includes(event.key)) return;
  if (keys[event.key]) {
    keys[event.key]();
    event.preventDefault();
  }
});

document.addEventListener("htmx:afterSettle", refresh);
addEventListener("pageshow", refresh);
