// On a small screen the filters open over the page. How many courses fit so far, page.js says on a
// button there.

import { $ } from "./question.js";

const filters = $("filters");
const sheet = $("sheet");
const first = sheet.querySelector("button");
const isWide = () => matchMedia("(min-width: 64rem)").matches;
let wide;
let over;

// What lies below can be neither reached nor heard; browsers that know no `inert` are led back below.
function cover(lies) {
  over = lies;
  document.documentElement.classList.toggle("covered", over);
  sheet.setAttribute("role", over ? "dialog" : "group");
  for (let part = sheet; part !== document.body; part = part.parentElement) {
    for (const other of part.parentElement.children) other.toggleAttribute("inert", over && other !== part);
  }
}

function fit() {
  filters.open = wide = isWide();
  cover(false);
}

filters.addEventListener("toggle", () => {
  const was = over;
  cover(filters.open && !wide);
  if (over) first.focus();
  else if (was) filters.querySelector("summary").focus({ preventScroll: true });
});
const close = () => (filters.open = false);
first.onclick = $("sheet-show").onclick = close;
sheet.addEventListener("keydown", (/** @type {any} */ { key }) => over && key === "Escape" && close());
addEventListener(
  "focusin",
  (/** @type {any} */ { target }) => over && !sheet.contains(target) && first.focus(),
);
addEventListener("resize", () => wide !== isWide() && fit());
filters.hidden = false;
fit();
