// The few things that every module needs.
export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Listens on the document for events of elements that match, also of those that come later. */
export function on(type, selector, handler, options) {
  document.addEventListener(type, (event) => {
    const found = event.target instanceof Element ? event.target.closest(selector) : null;
    if (found) handler(event, found);
  }, options);
}

/** A word of the page's language, from the attributes of #words. */
export const word = (name) => one("#words")?.dataset[name] ?? "";

export const token = () => one("meta[name=csrf-token]")?.content ?? "";

export const isTyping = (target) => target instanceof HTMLElement
  && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|button|submit)$/.test(target.type);

export function later(wait, action) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), wait);
  };
}
