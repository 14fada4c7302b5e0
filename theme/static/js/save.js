// The list of saved courses on this device, and the buttons that put a course on it.
// A course is written as provider/course. Words for people stand in the page (data-says-…).

const SITE = new URL("../../..", import.meta.url).pathname;
const KEY = `saved courses of ${SITE}`;
const SET_ASIDE = `${KEY}, set aside`;
const COURSE = /^[a-z0-9-]{1,100}\/[a-z0-9-]{1,100}$/;

/** How many courses a list holds. */
export const MOST = 50;

/**
 * Each course once, and nothing that is no course: links and stored lists can hold anything.
 * @param {any[]} found
 * @returns {string[]}
 */
export function onlyCourses(found) {
  return [...new Set(found.filter((one) => typeof one === "string" && COURSE.test(one)))].slice(0, MOST);
}

/**
 * What is on the list. `trouble` is "off" where nothing can be stored, "broken" where it makes no sense.
 * @returns {{ courses: string[], trouble: string }}
 */
export function read() {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? { courses: [], trouble: "" } : understand(text);
  } catch {
    return { courses: [], trouble: "off" };
  }
}

function understand(text) {
  try {
    const { version, courses } = JSON.parse(text);
    const good = onlyCourses(courses);
    if (version === 1 && good.length === courses.length) return { courses: good, trouble: "" };
  } catch {
    // It is told apart below.
  }
  return { courses: [], trouble: "broken" };
}

/**
 * Whether the list could be kept. A list that made no sense is set aside, not lost.
 * @param {string[]} courses
 * @returns {boolean}
 */
export function write(courses) {
  try {
    if (read().trouble === "broken") localStorage.setItem(SET_ASIDE, localStorage.getItem(KEY) ?? "");
    localStorage.setItem(KEY, JSON.stringify({ version: 1, courses }));
  } catch {
    return false;
  }
  tellWorker(courses);
  showButtons();
  return true;
}

/**
 * Kept for when there is no network, where the browser can do that.
 * @param {string[]} courses
 */
export async function tellWorker(courses) {
  const found = await navigator.serviceWorker?.ready;
  found?.active?.postMessage({ saved: courses });
}

/** Forgets everything we ever put on this device. */
export async function forget() {
  try {
    for (const key in localStorage) if (key.split(/[ ,]/).includes(SITE)) localStorage.removeItem(key);
  } catch {
    // Where storage is off there is nothing to remove.
  }
  const found = await navigator.serviceWorker?.getRegistration(SITE);
  found?.active?.postMessage({ forget: true });
  await found?.unregister();
  for (const name of (await window.caches?.keys()) ?? []) {
    if (name.startsWith(`kept:${SITE}:`)) await caches.delete(name);
  }
}

// ---- buttons ----

const said = document.querySelector("[data-says-saved]");

/** Shows which courses are on the list, and how many. */
export function showButtons() {
  const { courses } = read();
  for (const button of document.querySelectorAll("[data-save]")) {
    button.setAttribute("aria-pressed", courses.includes(button.dataset.save));
  }
  for (const place of document.querySelectorAll("[data-saved-count]")) {
    place.textContent = courses.length ? `\u00a0(${courses.length})` : "";
  }
}

function press(/** @type {Part} */ button) {
  const { save } = button.dataset;
  const { courses, trouble } = read();
  const on = button.getAttribute("aria-pressed") !== "true";
  if (on && courses.length >= MOST) return say("full");
  if (!write(on ? [...courses, save] : courses.filter((id) => id !== save))) return say("off");
  say(trouble === "broken" ? "broken" : on ? "saved" : "removed");
}

function say(what) {
  const words = said?.getAttribute(`data-says-${what}`);
  if (words) said.textContent = words;
}

addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-save]");
  if (button) press(button);
});
addEventListener("storage", showButtons);
addEventListener("pageshow", showButtons);
document.documentElement.classList.add("can-save");
showButtons();
