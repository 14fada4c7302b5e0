// Takes the place of worker.js when OFFLINE is False: forgets what was kept, then goes for good.
// It answers nothing, so that a page is never its business. Why: docs/decisions/0012-offline.md.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`kept:${SITE.home}:`)) await caches.delete(name);
  }
  await registration.unregister();
}
