// Keeps the pages that people open, so that they open again without a network, marked with the day
// they were fetched. The network is always asked first. Why: docs/decisions/0012-offline.md.
// The build puts a line with SITE before this: addresses, words, and what names this build.

const NAME = `kept:${SITE.home}:`;
const PAGES = `${NAME}pages`;
const SAVED = `${NAME}saved`;
const ASSETS = `${NAME}assets:${SITE.build}`; // with the pages that are always kept
const FETCHED = "x-fetched";
const MOST_PAGES = 60;
const PATIENCE = 4000; // for a page, where there is a copy
const LESS_PATIENCE = 1000; // for a style sheet or a script: the copy is of the same build

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(install());
});

addEventListener("activate", (event) => event.waitUntil(tidy()));

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !pathname.startsWith(SITE.home)) return;
  if (mode === "navigate" || pathname.endsWith("/")) event.respondWith(page(event, origin + pathname));
  else if (pathname.startsWith(SITE.assets)) event.respondWith(asset(event));
});

// One list after the other, or an older one could undo a newer.
let turn = Promise.resolve();
addEventListener("message", (event) => {
  turn = turn.then(() => keepSaved(event.data.saved)).catch(() => {});
  event.waitUntil(turn);
});

// ---- answering ----

async function page(event, address) {
  // “no-cache” asks the server: the browser's own cache could pass an old page off as a fresh one.
  const network = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(network.then((response) => keep(address, response.clone())).catch(() => {}));
  const kept = await find(address);
  const answer = await inTime(network, kept, PATIENCE);
  if (answer && !(kept && answer.status >= 500)) return answer;
  if (event.request.mode !== "navigate") return kept ?? Response.error();
  return kept ? marked(kept) : away();
}

async function asset(event) {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(event.request);
  return (await inTime(fetch(event.request), kept, LESS_PATIENCE)) ?? kept ?? Response.error();
}

// What the network says, or nothing: at once when it fails, after a while where there is a copy.
function inTime(network, kept, patience) {
  const answer = network.catch(() => undefined);
  if (!kept) return answer;
  return Promise.race([answer, new Promise((done) => setTimeout(done, patience))]);
}

async function marked(kept) {
  const when = new Intl.DateTimeFormat(SITE.language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(kept.headers.get(FETCHED)));
  const text = (await kept.text())
    .replace("<title>", (tag) => tag + SITE.title)
    .replace(/<header|<main|<\/body>/, (tag) => SITE.bar.replace("{when}", when) + tag);
  return new Response(text, kept);
}

async function away() {
  const kept = await find(location.origin + SITE.offline);
  return kept ? new Response(kept.body, { headers: kept.headers, status: 503 }) : Response.error();
}

// ---- keeping ----

async function install() {
  const assets = await caches.open(ASSETS);
  for (const address of [SITE.offline, SITE.saved]) {
    const response = await fetch(address, { cache: "no-cache" });
    if (!isPage(response)) throw new Error(`${address} cannot be kept`);
    await put(assets, location.origin + address, response);
  }
  // Pages opened before there was a worker, and what kept pages need from this build.
  for (const { url } of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    const { origin, pathname } = new URL(url);
    if (pathname.startsWith(SITE.home) && !(await find(origin + pathname))) {
      await fetchAndKeep(origin + pathname);
    }
  }
  for (const name of [SAVED, PAGES]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = /** @type {Response} */ (await cache.match(request));
      await keepAssets(await kept.text());
    }
  }
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && ![PAGES, SAVED, ASSETS].includes(name)) await caches.delete(name);
  }
  await clients.claim();
}

async function find(address) {
  for (const name of [SAVED, PAGES, ASSETS]) {
    const kept = await (await caches.open(name)).match(address);
    if (kept) return kept;
  }
}

function isPage(response) {
  const kind = response.headers.get("content-type") ?? "";
  return response.ok && response.type === "basic" && !response.redirected && kind.startsWith("text/html");
}

async function keep(address, response) {
  const [saved, pages] = await Promise.all([caches.open(SAVED), caches.open(PAGES)]);
  if ([404, 410].includes(response.status)) {
    await Promise.all([saved.delete(address), pages.delete(address)]);
  } else if (isPage(response)) {
    await put((await saved.match(address)) ? saved : pages, address, response);
    const kept = await pages.keys(); // the oldest first
    for (const request of kept.slice(0, -MOST_PAGES)) await pages.delete(request);
  }
}

async function fetchAndKeep(address) {
  const response = await fetch(address, { cache: "no-cache" }).catch(() => undefined);
  if (response) await keep(address, response);
}

async function put(cache, address, response) {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set(FETCHED, new Date().toISOString());
  await cache.delete(address);
  await cache.put(address, new Response(text, { headers }));
  await keepAssets(text);
}

async function keepAssets(text) {
  const cache = await caches.open(ASSETS);
  for (const [, address] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
    if (!address.startsWith(SITE.assets) || (await cache.match(address))) continue;
    await cache.add(new Request(address, { cache: "no-cache" })).catch(() => {});
  }
}

// Saved courses are kept however many other pages come after them.
async function keepSaved(courses) {
  const wanted = courses.map((id) => `${location.origin}${SITE.courses}${id}/`);
  const [saved, pages] = await Promise.all([caches.open(SAVED), caches.open(PAGES)]);
  for (const { url } of await saved.keys()) if (!wanted.includes(url)) await saved.delete(url);
  for (const address of wanted) {
    if (await saved.match(address)) continue;
    if (!(await pages.match(address))) await fetchAndKeep(address);
    const kept = await pages.match(address);
    if (kept) await saved.put(address, kept);
    await pages.delete(address);
  }
}
