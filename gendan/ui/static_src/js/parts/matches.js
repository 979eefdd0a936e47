// Likely duplicates: registering is off while one is so like that a reason is needed and none is written.
const weigh = () => {
  const matches = document.getElementById("matches");
  const reason = matches?.querySelector('[name="duplicate_reason"]');
  const form = matches && document.getElementById(matches.dataset.form);
  const button = form?.querySelector("[data-submit]");
  if (button) button.disabled = Boolean(matches.dataset.blocked) && Boolean(reason) && !reason.value.trim();
};

document.addEventListener("input", (event) => {
  if (event.target.name === "duplicate_reason") weigh();
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "matches" || event.detail?.target?.id === "matches") weigh();
});
weigh();
