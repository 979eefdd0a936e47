// Likely duplicates: registering is off while one is so like that a reason is needed and none is written.
const panel = () => document.getElementById("matches");
const reasonIn = (matches) => matches?.querySelector('input:not([type=hidden])[name="duplicate_reason"]');

const weigh = () => {
  const matches = panel();
  const reason = reasonIn(matches);
  const form = matches && document.getElementById(matches.dataset.form);
  const button = form?.querySelector("[data-submit]");
  if (button) button.disabled = Boolean(matches.querySelector("[data-blocked]")?.dataset.blocked) && Boolean(reason) && !reason.value.trim();
};

// What was written while an answer was under way is newer than what the answer brings back.
let written = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const reason = event.detail.target?.id === "matches" ? reasonIn(panel()) : null;
  written = reason && { value: reason.value, focused: reason === document.activeElement };
});
document.addEventListener("htmx:afterSwap", (event) => {
  const reason = written && event.detail.target?.id === "matches" ? reasonIn(panel()) : null;
  if (!reason) return;
  reason.value = written.value;
  if (written.focused) reason.focus();
});

document.addEventListener("input", (event) => {
  if (event.target.name === "duplicate_reason") weigh();
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "matches" || event.detail?.target?.id === "matches") weigh();
});
weigh();
