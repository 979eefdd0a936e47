// A spoken note: recorded on the page where the browser can, else chosen or recorded by the phone's own program as a plain file.
import { all, on, one } from "./dom.js";

const LONGEST = 180_000;
const KINDS = [["audio/webm;codecs=opus", "webm"], ["audio/ogg;codecs=opus", "ogg"], ["audio/mp4", "m4a"]];
const kind = () => KINDS.find(([type]) => window.MediaRecorder?.isTypeSupported(type));
const allowed = () => !!navigator.mediaDevices?.getUserMedia && (document.featurePolicy?.allowsFeature("microphone") ?? true) && !!kind();

const show = () => all("[data-voice]").forEach((button) => {
  if (!allowed()) return;
  button.hidden = false;
  one("[data-voice-file]", button.form).hidden = true;
});

let running = null;

function heard(button, blob, ending) {
  const form = button.form, input = one("[data-voice-file] input", form), box = one("[data-voice-heard]", form);
  const now = new Date(), stamp = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace(/[-:T]/g, "");
  const files = new DataTransfer();
  files.items.add(new File([blob], `voice-${stamp}.${ending}`, { type: blob.type }));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const player = one("audio", box);
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(blob);
  box.hidden = false;
}

async function start(button) {
  const said = one("[data-voice-said]", button.form);
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    said.textContent = said.dataset.refused;
    button.hidden = true;
    one("[data-voice-file]", button.form).hidden = false;
    return;
  }
  const [type, ending] = kind(), pieces = [], recorder = new MediaRecorder(stream, { mimeType: type }), since = Date.now();
  const clock = setInterval(() => {
    const seconds = Math.floor((Date.now() - since) / 1000);
    said.textContent = `${said.dataset.recording} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} · ${said.dataset.note}`;
    if (Date.now() - since > LONGEST) recorder.stop();
  }, 250);
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = () => {
    clearInterval(clock);
    stream.getTracks().forEach((track) => track.stop());
    running = null;
    button.setAttribute("aria-pressed", "false");
    button.title = named;
    said.textContent = "";
    if (button.isConnected) heard(button, new Blob(pieces, { type: type.split(";")[0] }), ending);
  };
  const named = button.title;
  button.title = button.dataset.stop;
  recorder.start();
  running = recorder;
  button.setAttribute("aria-pressed", "true");
}

on("click", "[data-voice]", (_, button) => (running ? running.stop() : start(button)));
on("click", "[data-voice-drop]", (_, button) => {
  const input = one("[data-voice-file] input", button.form);
  input.value = "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
  one("[data-voice-heard]", button.form).hidden = true;
});
document.addEventListener("htmx:load", show);
show();
