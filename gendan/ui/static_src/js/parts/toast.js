// Short notices at the foot: `toast("已保存", { undo: "/todos/7/reopen" })`, or the server's HX-Trigger {"toast": {…}}.
import { all, on, one, token } from "./dom.js";

function leave(element, seconds) {
  let timer = setTimeout(() => element.remove(), seconds * 1000);
  element.addEventListener("mouseenter", () => clearTimeout(timer));
  element.addEventListener("mouseleave", () => { timer = setTimeout(() => element.remove(), 2000); });
}

/** Toasts must lie above an open dialog, so the whole box moves into the top layer. */
function raise(box) {
  if (!box.showPopover) return;
  box.popover = "manual";
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
}

export function toast(text, { undo = "", seconds = 3, label = "", action = null } = {}) {
  const box = one("#toasts");
  const made = one("#toast-template")?.content.firstElementChild.cloneNode(true);
  if (!box || !made || !text) return;
  made.firstElementChild.textContent = text;
  const button = one("button", made);
  if (label) button.textContent = label;
  if (undo || action) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      made.remove();
      if (action) return action();
      await fetch(undo, { method: "POST", headers: { "X-CSRFToken": token() } });
      location.reload();
    });
    seconds = Math.max(seconds, 6);
  }
  box.append(made);
  raise(box);
  leave(made, seconds);
}

function adopt() {
  const waiting = all("[data-toast]:not([data-seen])");
  if (waiting.length) raise(one("#toasts"));
  for (const element of waiting) {
    element.dataset.seen = "1";
    leave(element, one("button", element) ? Math.max(Number(element.dataset.seconds) || 0, 6) : Number(element.dataset.seconds) || 3);
  }
}

document.addEventListener("DOMContentLoaded", adopt);
document.addEventListener("htmx:oobAfterSwap", adopt);
document.addEventListener("toast", ({ detail }) => toast(detail.text ?? detail.value, detail));
on("click", "[data-toast-text]", (_, element) => toast(element.dataset.toastText));
