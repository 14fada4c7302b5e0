// The search page: reads what is asked from the address, asks Pagefind, shows tickets.
// Words for people stand in the page (data-says-…), never here.

const PAGE_LENGTH = 10;
const TYPING_PAUSE = 250;
const LONGEST_QUERY = 200;

const page = document.getElementById("search");
const form = document.getElementById("search-form");
const box = document.getElementById("q");
const filters = document.getElementById("filters");
const results = document.getElementById("results");
const count = document.getElementById("count");
const more = document.getElementById("more");
const clear = document.getElementById("clear");
const nothing = document.getElementById("nothing");
const ticket = document.getElementById("result");
const ticks = [...filters.querySelectorAll("input")];
const common = new Set(page.dataset.commonWords.split(" "));
const names = [...new Set(ticks.map((tick) => tick.name))];

let index; // the promise of Pagefind, once anybody has searched
let asked = 0; // counts searches, so that a late answer to an old question is dropped
let waiting; // found, but not shown yet
let typing; // the timer that waits for a pause in typing

function loadIndex() {
  index ??= import(new URL(page.dataset.index + "pagefind.js", document.baseURI)).then(
    async (pagefind) => {
      await pagefind.options({ baseUrl: new URL("..", new URL(page.dataset.index, document.baseURI)).pathname });
      await pagefind.init();
      return pagefind;
    },
  );
  return index;
}

// ---- the address and the form say the same ----

function readAddress() {
  const asks = new URLSearchParams(location.search);
  box.value = (asks.get("q") ?? "").slice(0, LONGEST_QUERY);
  for (const tick of ticks) tick.checked = asks.getAll(tick.name).includes(tick.value);
}

function writeAddress(keepInHistory) {
  const asks = new URLSearchParams();
  if (box.value.trim()) asks.set("q", box.value.trim());
  for (const tick of chosen()) asks.append(tick.name, tick.value);
  const address = asks.size ? `?${asks}` : location.pathname;
  if (address === (location.search || location.pathname)) return;
  history[keepInHistory ? "pushState" : "replaceState"](null, "", address);
}

function chosen() {
  return ticks.filter((tick) => tick.checked);
}

// ---- asking ----

async function search() {
  const number = ++asked;
  const words = box.value.trim();
  const wanted = chosen();
  clear.hidden = !wanted.length;
  for (const group of filters.querySelectorAll("details")) {
    const labels = [...group.querySelectorAll(":checked + .choice__label")].map((label) => label.textContent);
    group.querySelector(".filter__chosen").textContent = labels.join(", ");
  }
  if (!words && !wanted.length) {
    results.removeAttribute("aria-busy");
    show([], "");
    return;
  }
  results.setAttribute("aria-busy", "true");
  count.textContent = page.dataset.saysLoading;
  try {
    const pagefind = await loadIndex();
    const found = await ask(pagefind, words, wanted);
    if (number !== asked) return;
    const first = await Promise.all(found.results.slice(0, PAGE_LENGTH).map((result) => result.data()));
    if (number !== asked) return;
    show(first, countWords(found.results.length));
    nothing.hidden = found.results.length > 0;
    keepWaiting(found.results.slice(PAGE_LENGTH));
    results.setAttribute("aria-busy", "false");
    // Counts cost a download of their own: the answer does not wait for them.
    await pagefind.filters();
    const counts = await countsBeside(pagefind, words, wanted);
    if (number === asked) showCounts(counts);
  } catch (error) {
    if (number !== asked) return;
    index = undefined;
    show([], page.dataset.saysFailed);
    results.setAttribute("aria-busy", "false");
  }
}

// Asking for nothing would fetch the whole index: filters alone ask for a word every course has.
function ask(pagefind, words, wanted) {
  const any = (name) => wanted.filter((tick) => tick.name === name).map((tick) => tick.value);
  const wantedNames = names.filter((name) => any(name).length);
  return pagefind.search(telling(words) || page.dataset.everyCourse, {
    filters: Object.fromEntries(wantedNames.map((name) => [name, { any: any(name) }])),
    ...(words ? {} : { sort: { order: "asc" } }),
  });
}

// “What is there for dementia” asks for dementia: Pagefind would want pages with each of the words.
function telling(words) {
  const kept = words.split(/\s+/).filter((word) => !common.has(word.toLowerCase().replace(/[.,:;!?]+$/, "")));
  return kept.join(" ") || words;
}

function countWords(number) {
  if (number === 0) return page.dataset.saysNone;
  if (number === 1) return page.dataset.saysOne;
  return page.dataset.saysMany.replace("{n}", number.toLocaleString("en-GB"));
}

// How many there would be beside each box: within a group any of the chosen will do, so what is
// chosen in the group itself does not count.
async function countsBeside(pagefind, words, wanted) {
  const found = await Promise.all(
    names.map((name) => ask(pagefind, words, wanted.filter((tick) => tick.name !== name))),
  );
  return Object.fromEntries(names.map((name, place) => [name, found[place].filters[name] ?? {}]));
}

function showCounts(counts) {
  for (const tick of ticks) {
    tick.closest("label").querySelector(".choice__count").textContent = counts[tick.name][tick.value] ?? 0;
  }
}

// ---- showing ----

function show(found, words) {
  nothing.hidden = true;
  results.replaceChildren(...found.map(ticketOf));
  count.textContent = words;
  keepWaiting([]);
}

function keepWaiting(left) {
  waiting = left;
  more.hidden = !left.length;
}

// What a ticket shows comes with each result as filters called fact-…: Pagefind would put every
// word of its own “meta” into the index.
function ticketOf({ url, meta: { title }, filters }) {
  const fact = (name) => filters[`fact-${name}`]?.[0] ?? "";
  const shown = ticket.content.cloneNode(true).firstElementChild;
  const link = shown.querySelector("a");
  link.href = url;
  link.textContent = title;
  shown.classList.add(`ticket--${fact("state")}`);
  shown.querySelector(".state").classList.add(`state--${fact("state")}`);
  shown.querySelector(".example-mark").hidden = !fact("example");
  for (const place of shown.querySelectorAll("[data-fact]")) place.textContent = fact(place.dataset.fact);
  const days = fact("days").split(" ");
  for (const day of shown.querySelectorAll("[data-day]")) {
    day.classList.toggle("on", days.includes(day.dataset.day));
  }
  const times = shown.querySelector('[data-fact="meetings"]');
  times.replaceWith(...fact("meetings").split("; ").map(timeLine));
  return shown;
}

// “Mondays and Fridays, 10am to midday”: the days in bold, the times after them.
function timeLine(text) {
  const line = document.createElement("p");
  const days = document.createElement("b");
  const comma = text.lastIndexOf(", ");
  line.className = "ticket__time";
  days.textContent = comma < 0 ? text : text.slice(0, comma);
  line.append(days, comma < 0 ? "" : ` ${text.slice(comma + 2)}`);
  return line;
}

async function showMore() {
  const number = asked;
  const next = waiting.slice(0, PAGE_LENGTH);
  results.setAttribute("aria-busy", "true");
  try {
    const found = await Promise.all(next.map((result) => result.data()));
    if (number !== asked) return;
    const tickets = found.map(ticketOf);
    results.append(...tickets);
    keepWaiting(waiting.slice(PAGE_LENGTH));
    tickets[0].querySelector("a").focus();
  } catch (error) {
    count.textContent = page.dataset.saysFailed;
  }
  if (number === asked) results.setAttribute("aria-busy", "false");
}

// ---- listening ----

function changed(keepInHistory) {
  clearTimeout(typing);
  writeAddress(keepInHistory);
  search();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  changed(true);
});
box.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => changed(false), TYPING_PAUSE);
});
filters.addEventListener("change", () => changed(true));
clear.addEventListener("click", () => {
  for (const tick of ticks) tick.checked = false;
  box.focus();
  changed(true);
});
more.addEventListener("click", showMore);
addEventListener("popstate", () => {
  clearTimeout(typing);
  readAddress();
  search();
});

filters.hidden = false;
readAddress();
search();
