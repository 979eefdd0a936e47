// Talking to the server: the token goes along, and what fails is said in words.
import htmx from "htmx.org";
import { token, word } from "./dom.js";
import { toast } from "./toast.js";

window.htmx = htmx;
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") detail.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status } = detail.xhr;
  toast(status === 403 ? word("forbidden") : word("error"), { seconds: 8 });
});
document.addEventListener("htmx:sendError", () => toast(word("offline"), { seconds: 8 }));
document.addEventListener("htmx:timeout", () => toast(word("offline"), { seconds: 8 }));
