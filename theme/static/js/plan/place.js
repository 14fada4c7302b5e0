// Finds places for a new course: the twin of catalogue/planning/place_finder.py, in the same data.

const MOST = 10;
const EVERYONE = "residents";

/**
 * @typedef {object} Measure
 * @property {string} id
 * @property {string} label
 * @property {"area" | "home"} by
 * @property {string[]} topics
 * @property {string[]} levels
 * @property {number[]} figures
 * @typedef {object} Data
 * @property {string[]} places
 * @property {[string, string][]} names
 * @property {number[]} closed
 * @property {number[][]} near
 * @property {number[]} residents
 * @property {number[]} areas
 * @property {Measure[]} measures
 * @property {Record<string, number[]>} taught
 * @typedef {object} Found
 * @property {string} venue
 * @property {number} place
 * @property {number} people
 * @property {number} without
 */

const section = document.querySelector("[data-places]");
const form = section.querySelector("form");
const said = section.querySelector("[data-said]");
/** @type {Promise<Data> | undefined} */
let fetched;

function fetchData() {
  fetched =
    fetched ||
    fetch(section.dataset.places).then((answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    });
  return fetched;
}

/**
 * @param {string} day
 * @param {string} start
 * @returns {string}
 */
function timeOf(day, start) {
  if (day === "saturday" || day === "sunday") return "weekend";
  if (start < "12:00") return "morning";
  return start < "17:00" ? "afternoon" : "evening";
}

/**
 * @param {Data} data
 * @param {string} topic
 * @param {string} level
 * @returns {Measure}
 */
function whomFor({ measures }, topic, level) {
  const isAnswered = (/** @type {Measure} */ { topics, levels }) =>
    topics.length + levels.length > 0 &&
    (!topics.length || topics.includes(topic)) &&
    (!levels.length || levels.includes(level));
  const found = measures.find(isAnswered) || measures.find((one) => one.id === EVERYONE);
  return /** @type {Measure} */ (found);
}

/**
 * @param {Data} data
 * @param {Measure} measure
 * @returns {number[]}
 */
function peopleOf({ areas, residents }, { by, figures }) {
  if (by === "home") return figures;
  /** @type {number[]} */
  const whole = figures.map(() => 0);
  for (const [home, area] of areas.entries()) whole[area] += residents[home];
  return areas.map((area, home) => (figures[area] * residents[home]) / whole[area]);
}

/**
 * @param {Data} data
 * @param {string} topic
 * @param {string} level
 * @param {string} time
 * @returns {Found[]}
 */
export function placesFor(data, topic, level, time) {
  const people = peopleOf(data, whomFor(data, topic, level));
  const like = data.taught[`${topic} ${level} ${time}`] || [];
  const taken = new Set(like.flatMap((place) => data.near[place]));
  const sum = (/** @type {number[]} */ homes) => homes.reduce((all, home) => all + people[home], 0);
  return data.places
    .map((venue, place) => ({
      venue,
      place,
      people: sum(data.near[place]),
      without: sum(data.near[place].filter((home) => !taken.has(home))),
    }))
    .filter(({ place }) => !data.closed.includes(place))
    .sort((one, other) => other.without - one.without || (one.venue < other.venue ? -1 : 1))
    .slice(0, MOST);
}

/**
 * Rounds to ten people, and halves to the even ten, as Python does.
 * @param {number} people
 * @returns {string}
 */
function rounded(people) {
  const tens = people / 10;
  const below = Math.floor(tens);
  const isHalf = tens - below === 0.5;
  return ((isHalf ? below + (below % 2) : Math.round(tens)) * 10).toLocaleString("en-GB");
}

/**
 * @param {string} tag
 * @param {string} text
 * @param {boolean} [isFigure]
 * @returns {HTMLElement}
 */
function cell(tag, text, isFigure = false) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (isFigure) made.className = "figure";
  return made;
}

/**
 * @param {Data} data
 * @param {Found} found
 * @returns {HTMLElement}
 */
function rowOf(data, { venue, place, people, without }) {
  const [name, ward] = data.names[place];
  const row = document.createElement("tr");
  const head = cell("th", "");
  head.setAttribute("scope", "row");
  const link = document.createElement("a");
  link.href = `${section.dataset.venues}${venue}/`;
  link.className = "alone";
  link.textContent = name;
  head.append(link);
  row.append(head, cell("td", ward));
  row.append(cell("td", `about ${rounded(without)}`, true));
  row.append(cell("td", `about ${rounded(people)}`, true));
  return row;
}

async function show() {
  const { topic, level, day, time } = form.elements;
  said.textContent = "Looking …";
  try {
    const data = await fetchData();
    const when = timeOf(day.value, time.value);
    const found = placesFor(data, topic.value, level.value, when);
    const whom = whomFor(data, topic.value, level.value).label;
    section.querySelector("tbody").textContent = "";
    section.querySelector("tbody").append(...found.map((one) => rowOf(data, one)));
    section.querySelector(".plan-table").hidden = !found.length;
    section.querySelector("#found-places").hidden = !found.length;
    said.textContent = "There is no place whose point on the map is known.";
    if (found.length) {
      const [name] = data.names[found[0].place];
      const people = `about ${rounded(found[0].without)} ${whom}`;
      said.textContent = `${name} comes first, with ${people} who have nothing like it.`;
    }
  } catch {
    fetched = undefined;
    said.textContent = "What this page needs cannot be fetched. Try again in a moment.";
  }
}

form.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  show();
});
document.documentElement.classList.add("started");
