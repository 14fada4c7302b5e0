// How a finished course leaves the form, and what is said once it was sent. A draft stays until somebody says
// that it was.

import { fileView, offerWays, textOf } from "./handover.js";

const root = document.getElementById("form");
const [form, receipt] = [root.querySelector("form.form"), document.getElementById("receipt")];
// Nobody, in practice.
const to = () => ({ repository: root.dataset.repository, email: root.dataset.email });

/**
 * Offers the ways out for the files of a course, a new place before it, as one text.
 * @param {{ path: string, text: string, isThere: boolean }[]} files
 * @param {string} title
 * @param {Says} says
 */
export function offerFiles(files, title, says) {
  const name = files.at(-1)?.path.replace(/.*\/|\.yaml$/g, "");
  const plain = textOf(files);
  const what = {
    title: says("mail-subject", { title }),
    issue: textOf(files, true),
    mail: plain,
    plain,
    file: `${name}.txt`,
    attach: says("mail-attach", { file: `${name}.txt` }),
  };
  offerWays(document.getElementById("ways"), what, to(), says);
  const views = files.map((file) => fileView(file, to().repository, says));
  document.getElementById("files").replaceChildren(...views);
}

/**
 * Offers the ways out for a short message of what has changed.
 * @param {Part} view
 * @param {string} message
 * @param {Says} says
 */
export function offerMessage(view, message, says) {
  const what = { title: message, issue: message, mail: `${message}\n`, plain: message, attach: message };
  offerWays(view, { ...what, file: "message.txt" }, to(), says);
}

/**
 * Says what happens next, in the place of what was sent. `address` is where the course will be.
 * @param {string} address
 */
export function showReceipt(address) {
  const link = receipt.querySelector("[data-part=address]");
  link.href = address;
  link.textContent = new URL(address, location.href).href.replace(/^https?:\/\//, "");
  left = form.hidden ? document.getElementById("start") : form;
  left.hidden = true;
  receipt.hidden = false;
  receipt.querySelector("h2").focus();
  receipt.scrollIntoView();
}

let left; // what stood in its place

/** Shows again what was sent, where something was. */
export function hideReceipt() {
  receipt.hidden = true;
  if (left) left.hidden = false;
  left = undefined;
}

/**
 * What another course of the same people has in common with one: where, what it costs, and whom to ask.
 * @param {Values} values
 * @returns {Values}
 */
export function anotherLike({ cost, join, runs = [] }) {
  const places = runs.map(({ venue, delivery }) => ({ venue, delivery }));
  return { cost, join, runs: places.slice(0, 1) };
}
