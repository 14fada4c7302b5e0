// Whom to ring, where what was typed has words of reference/help.yaml: these, and no others.

import { split } from "./question.js";
import { spaced } from "./text.js";

const lines = [...document.querySelectorAll("[data-need]")].map((line) => ({
  line,
  phrases: split(line.dataset.words).map((phrase) => ` ${phrase} `),
}));

// Small words of time stand between others: “my dad just died”.
const BETWEEN = / (?:just|only|recently|suddenly|sadly|now)(?= )/g;

/**
 * Shows the lines that words call for, and no other, and says whether there is one. The words are read as
 * they were typed, and without small words of time.
 * @param {string} typed
 * @returns {boolean}
 */
export function showHelp(typed) {
  const said = spaced(typed);
  const both = said + said.replace(BETWEEN, "");
  for (const { line, phrases } of lines) line.hidden = !phrases.some((phrase) => both.includes(phrase));
  return lines.some(({ line }) => !line.hidden);
}
