// Coming back to a search: what its address does not say stands beside it in the history.

import { $, boxes } from "./question.js";

/**
 * What has the focus.
 * @returns {Part}
 */
export const held = () => /** @type {Part} */ (document.activeElement);

/**
 * Remembers how many courses are `shown`, where one is in the list, what has the focus, and what is typed and
 * not yet asked.
 * @param {number | undefined} shown
 */
export function remember(shown) {
  const { id, name, value } = held();
  const href = held().getAttribute("href");
  const focus = id ? `#${id}` : href ? `a[href="${href}"]` : name && `[name="${name}"][value="${value}"]`;
  history.replaceState({ shown, scroll: scrollY, focus, typed: [boxes.q.value, boxes.near.value] }, "");
}

/**
 * Puts the page as it was left. Within the page, what was typed has been asked since.
 * @param {{ scroll?: number, focus?: string, typed?: string[] }} state
 * @param {Event} [isWithin]
 */
export function comeBack({ scroll, focus, typed }, isWithin) {
  if (typed && !isWithin) [boxes.q.value, boxes.near.value] = typed;
  const control = focus && $("search").querySelector(focus);
  if (control) {
    for (let fold = control.closest("fieldset, .button"); fold; fold = fold.parentElement) {
      if (fold.localName === "details" && fold !== $("filters")) fold.open = true;
    }
    control.focus({ preventScroll: true });
  }
  if (scroll) scrollTo({ top: scroll, behavior: "instant" });
}
