// Passkeys: the server is asked for a challenge, the browser for a key, and the form sends what the key said.
import { all, one } from "../parts/dom.js";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

/** What the server wants, with bytes for texts. */
function wanted(told) {
  const user = told.user && { ...told.user, id: bytes(told.user.id) };
  return {
    ...told, challenge: bytes(told.challenge), ...(user && { user }), excludeCredentials: named(told.excludeCredentials) ?? [],
    allowCredentials: named(told.allowCredentials) ?? [],
  };
}

/** What the key said, with texts for bytes. */
function said({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].filter((name) => response[name]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(parts.map((name) => [name, text(response[name])])) };
}

async function ask(form) {
  const answer = await fetch(form.dataset.passkeyOptions, {
    method: "POST", headers: { "X-CSRFToken": one("[name=csrfmiddlewaretoken]", form).value },
  });
  if (!answer.ok) throw new Error(answer.status);
  const publicKey = wanted(await answer.json());
  one("[name=credential]", form).value = JSON.stringify(said(await navigator.credentials[form.dataset.passkey]({ publicKey })));
  form.submit();
}

for (const form of window.PublicKeyCredential ? all("[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = one("button", form), error = one("[data-passkey-error]", form);
    button.disabled = true;
    error.hidden = true;
    ask(form).catch(() => { error.hidden = false; }).finally(() => { button.disabled = false; });
  });
}
