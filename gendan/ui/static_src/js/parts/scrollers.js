// What is wider than its place can be scrolled by keys: a stop of the Tab key only while something is hidden.
import { all, later } from "./dom.js";

const SCROLLERS = ".table-scroll, .path, .board-sums, [data-scroller]";

function reach() {
  for (const place of all(SCROLLERS)) {
    if (place.scrollWidth > place.clientWidth) place.tabIndex = 0;
    else place.removeAttribute("tabindex");
  }
}

reach();
document.addEventListener("htmx:load", reach);
addEventListener("resize", later(150, reach));
