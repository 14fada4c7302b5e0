// Coming back to a search: what its address does not say stands beside it in the history.

import { $, boxes } from "./question.js";

/**
 * What has the focus.
 * @returns {Part}
 */
export const held = () => /** @type {Part} */ (document.activeElement);

/**
 * Remembers how many courses are `shown`, where one is in the list, what has the focus and, of a page that is
 * left, what is typed and not yet asked.
 * @param {number | undefined} shown
 * @param {boolean} isLeaving
 */
export function remember(shown, isLeaving) {
  const { id, name, value } = held();
  const href = held().getAttribute("href");
  const focus = id ? `#${id}` : href ? `a[href="${href}"]` : name && `[name="${name}"][value="${value}"]`;
  const typed = isLeaving ? [boxes.q.value, boxes.near.value] : undefined;
  history.replaceState({ shown, scroll: scrollY, focus, typed }, "");
}

/**
 * Puts the page as it was left.
 * @param {{ scroll?: number, focus?: string, typed?: string[] }} state
 */
export function comeBack({ scroll, focus, typed }) {
  if (typed) [boxes.q.value, boxes.near.value] = typed;
  const control = focus && $("search").querySelector(focus);
  if (control) {
    for (let fold = control.closest("fieldset, .button"); fold; fold = fold.parentElement) {
      if (fold.localName === "details" && fold !== $("filters")) fold.open = true;
    }
    control.focus({ preventScroll: true });
  }
  if (scroll) scrollTo({ top: scroll, behavior: "instant" });
}
