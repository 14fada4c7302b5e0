// Whom to ring, where what was typed has words of reference/help.yaml: these, and no others.

import { split } from "./question.js";
import { wordsIn } from "./text.js";

const lines = [...document.querySelectorAll("[data-need]")].map((line) => ({
  line,
  phrases: split(line.dataset.words).map((phrase) => ` ${phrase} `),
}));

/**
 * Shows the lines that words call for, and no other, and says whether there is one. The words are read as
 * they were typed.
 * @param {string} typed
 * @returns {boolean}
 */
export function showHelp(typed) {
  const said = ` ${wordsIn(typed).join(" ").replace(/'/g, "")} `;
  for (const { line, phrases } of lines) line.hidden = !phrases.some((phrase) => said.includes(phrase));
  return lines.some(({ line }) => !line.hidden);
}
