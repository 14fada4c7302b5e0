// Starts the worker that keeps pages for when there is no network. Every page works without it.

const { worker } = document.querySelector("[data-worker]").dataset;
const start = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(() => {});

// The page itself comes first, on a slow line above all.
if (navigator.serviceWorker) {
  addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(start));
}
