// A form that may say where it is filled in: the phone is asked only when somebody presses the button.
import { all, on, one } from "./dom.js";

function show() {
  if ("geolocation" in navigator) all("[data-here-ask]").forEach((button) => { button.hidden = false; });
}

on("click", "[data-here-ask]", (_event, button) => {
  const form = button.closest("[data-here]"), note = one("[data-here-note]", form);
  button.disabled = true;
  const done = (words) => { note.textContent = words; button.disabled = false; };
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    one("[name=latitude]", form).value = coords.latitude.toFixed(5);
    one("[name=longitude]", form).value = coords.longitude.toFixed(5);
    one("[name=accuracy]", form).value = Math.round(coords.accuracy);
    done(`${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)} ±${Math.round(coords.accuracy)} m`);
  }, (error) => done(error.message), { enableHighAccuracy: true, timeout: 15000 });
});
document.addEventListener("htmx:afterSettle", show);
show();
