// Starts the worker that keeps pages for when there is no network. Every page works without it.

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
