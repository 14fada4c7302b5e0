// What every page does: it brings back what was typed, prints what is folded away, and is kept for when
// there is no network.

// ---- boxes that search or narrow down: browsers empty them when somebody comes back, some without a word.
// History keeps what was typed beside the page's address.

const boxes = [...document.querySelectorAll("[data-back]")];

function keep() {
  const typed = boxes.map(({ value }) => value);
  if (typed.some(Boolean)) history.replaceState({ ...history.state, typed }, "");
}

// What is said when a page is left comes too late for one that is loaded again.
let soon;
addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(keep, 400);
});
addEventListener("pagehide", keep);

function bringBack() {
  const typed = history.state?.typed ?? [];
  const emptied = boxes.filter((box, place) => !box.value && typed[place]);
  for (const box of emptied) box.value = typed[boxes.indexOf(box)];
  for (const box of emptied) box.dispatchEvent(new Event("change"));
}

// WebKit empties boxes only after it has said that the page is shown, and on a busy device a while after.
addEventListener("pageshow", () => [0, 300].forEach((wait) => setTimeout(bringBack, wait)));

// ---- paper: newer browsers print what is folded away by print.css alone ----

if (!window.CSS?.supports("selector(::details-content)")) {
  const folded = "main details:not([open]):not(.filters):not(.filter):not([data-free])";
  const opened = new Set(); // some browsers say twice that they are about to print
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll(folded)) opened.add(one);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened.clear();
  });
}

// ---- the worker that keeps pages: every page works without it ----

const { worker } = document.querySelector("[data-worker]").dataset;
// Trusted Types ask who vouches for the address of a script: we do, for this one and no other.
const vouched =
  window.trustedTypes?.createPolicy("worker", { createScriptURL: () => worker }).createScriptURL("") ??
  worker;
const start = () => navigator.serviceWorker.register(vouched, { updateViaCache: "none" }).catch(() => {});

// The page itself comes first, on a slow line above all.
if (navigator.serviceWorker) {
  addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(start));
}
