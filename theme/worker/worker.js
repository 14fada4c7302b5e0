// Keeps the pages that people open, so that they open again without a network, marked with the day
// they were fetched. The network is always asked first. Why: docs/decisions/0012-offline.md.
// The build puts a line with SITE before this: addresses, words, and what names this build.

const NAME = `kept:${SITE.home}:`;
const PAGES = `${NAME}pages`;
const SAVED = `${NAME}saved`;
const ALWAYS = `${NAME}always`; // the pages that need no visit to be kept
const ASSETS = `${NAME}assets`; // each at an address that never gets other content
const KEPT = [SAVED, PAGES, ALWAYS];
const FETCHED = "x-fetched";
const GONE = "";
const MOST_PAGES = 60;
const PATIENCE = 4000; // for a page, where there is a copy

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

// One after the other: an older list could undo a newer, or a page come after all has been forgotten.
let turn = Promise.resolve();
let forgotten = false;
function inTurn(work) {
  turn = turn.then(() => (forgotten ? forget() : work())).catch(() => {});
  return turn;
}

addEventListener("message", (event) => {
  forgotten = Boolean(event.data.forget);
  event.waitUntil(inTurn(() => keepSaved(event.data.saved)));
});

// ---- answering ----

async function page(event, address) {
  // “no-cache” asks the server: the browser's own cache could pass an old page off as a fresh one.
  const network = fetch(event.request, { cache: "no-cache" });
  const copy = network.then((response) => wordsOf(address, response.clone()));
  event.waitUntil(copy.then((words) => inTurn(() => keep(address, words))).catch(() => {}));
  const kept = await find(address);
  const answer = await inTime(network, kept);
  if (answer && !(kept && answer.status >= 500)) return answer;
  if (event.request.mode !== "navigate") return kept ?? Response.error();
  return kept ? marked(kept) : away();
}

async function asset(event) {
  return (await caches.match(event.request, { cacheName: ASSETS })) ?? fetch(event.request);
}

// What the network says, or nothing: at once when it fails, after a while where there is a copy.
function inTime(network, kept) {
  const answer = network.catch(() => undefined);
  if (!kept) return answer;
  return Promise.race([answer, new Promise((done) => setTimeout(done, PATIENCE))]);
}

async function marked(kept) {
  const when = new Intl.DateTimeFormat(SITE.language, { dateStyle: "full", timeStyle: "short" }).format(
    new Date(kept.headers.get(FETCHED)),
  );
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
  const always = await caches.open(ALWAYS);
  for (const path of [SITE.offline, SITE.saved]) {
    const address = location.origin + path;
    const words = await wordsOf(address, await fetch(address, { cache: "no-cache" }));
    if (!words) throw new Error(`${path} cannot be kept`);
    await put(always, address, words);
  }
  // Pages opened before there was a worker.
  for (const { url } of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    const { origin, pathname } = new URL(url);
    if (pathname.startsWith(SITE.home) && !(await find(origin + pathname))) {
      await fetchAndKeep(origin + pathname);
    }
  }
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && ![...KEPT, ASSETS].includes(name)) await caches.delete(name);
  }
  const needed = new Set();
  for (const name of KEPT) {
    for (const kept of await (await caches.open(name)).matchAll()) {
      for (const address of assetsOf(await kept.text())) needed.add(location.origin + address);
    }
  }
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) if (!needed.has(url)) await assets.delete(url);
  await clients.claim();
}

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
}

async function find(address) {
  for (const name of KEPT) {
    const kept = await caches.match(address, { cacheName: name });
    if (kept) return kept;
  }
}

// The text of a page, or GONE, or nothing where it is not our page of this address: a log-in or
// maintenance page may answer for any.
async function wordsOf(address, response) {
  if ([404, 410].includes(response.status)) return GONE;
  if (!response.ok || response.type !== "basic" || response.redirected) return undefined;
  const text = await response.text();
  return text.includes(SITE.mark.replace("{path}", new URL(address).pathname)) ? text : undefined;
}

async function keep(address, words) {
  if (words === undefined) return;
  const [saved, pages] = await Promise.all([caches.open(SAVED), caches.open(PAGES)]);
  if (words === GONE) {
    await Promise.all([saved.delete(address), pages.delete(address)]);
    return;
  }
  await put((await saved.match(address)) ? saved : pages, address, words);
  const kept = await pages.keys(); // the oldest first
  for (const request of kept.slice(0, -MOST_PAGES)) await pages.delete(request);
}

async function fetchAndKeep(address) {
  const response = await fetch(address, { cache: "no-cache" }).catch(() => undefined);
  if (response) await keep(address, await wordsOf(address, response));
}

async function put(cache, address, text) {
  const headers = { "content-type": "text/html; charset=utf-8", [FETCHED]: new Date().toISOString() };
  await cache.delete(address);
  await cache.put(address, new Response(text, { headers }));
  await keepAssets(text);
}

async function keepAssets(text) {
  const cache = await caches.open(ASSETS);
  for (const address of assetsOf(text)) {
    if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  }
}

function assetsOf(text) {
  const addresses = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
  return addresses.filter((address) => address.startsWith(SITE.assets));
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
