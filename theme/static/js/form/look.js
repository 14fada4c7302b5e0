// The form's last step: the page as it will look, and which courses are much like this one. All words
// stand in the page.

import { today } from "./days.js";
import { preview } from "./preview.js";
import { nodesOf, say } from "./template.js";

const root = document.getElementById("form");
const frame = document.getElementById("preview");
const narrow = document.getElementById("preview-narrow");
const alike = document.getElementById("overlaps");
const { partners: folder } = root.dataset;

let known; // the promise of preview.json, and of the frame's page
let latest = 0;

const start = () => (known ??= Promise.all([fetched(), framed()]));

async function fetched() {
  const reply = await fetch(`${folder}preview.json`);
  if (!reply.ok) throw new Error(`preview.json: ${reply.status}`);
  return reply.json();
}

const framed = () =>
  new Promise((done) => {
    frame.addEventListener("load", () => done(frame.contentDocument.getElementById("main")), { once: true });
    frame.src = frame.dataset.page;
  });

/**
 * Shows {values, provider, file} of a course, finished or not, with a new place as a venue if there is one.
 * @param {Values} look
 */
async function show({ values, provider, file, place, placeId }) {
  const turn = (latest += 1);
  const [published, main] = await start();
  const data = place
    ? { ...published, venues: { ...published.venues, [placeId]: venueOf(place) } }
    : published;
  const about = { id: `${provider}/${file}`, provider, today: today() };
  preview(values, main, about, data);
  fit();
  // Only this step asks, so the form does not bring it along.
  const overlaps = await import("./overlaps.js");
  const [nearby, own] = await Promise.all([
    overlaps.nearbyOf(values, folder),
    provider ? overlaps.coursesOf(provider, folder) : [],
  ]);
  if (turn === latest) showAlike(overlaps, values, about, { nearby, own, file, data });
}

/**
 * A new place as preview.json has venues.
 * @param {Values} place
 * @returns {Values}
 */
function venueOf({ name = "", address = {}, access = {}, access_note: note = "" }) {
  const parts = [address.street, address.locality, address.town, address.postcode];
  return {
    name,
    address: parts.filter(Boolean).join(", "),
    area: address.locality ?? "",
    areas: [],
    access,
    note,
    example: false,
  };
}

function showAlike({ namesakesOf, overlapsOf, overlapWords }, values, about, { nearby, own, file, data }) {
  const says = alike.dataset;
  const sentences = { near: says.saysNear, same: says.saysSame, online: says.saysOnline };
  const link = (id, words) => {
    const made = Object.assign(document.createElement("a"), {
      href: data.hrefs.course.replace("{id}", id),
      target: "_blank",
    });
    made.append(words);
    return made;
  };
  const lines = [
    ...namesakesOf(values.title, file, own).map(([title, name]) =>
      say(says.saysOwn, { title: link(`${about.provider}/${name}`, title) }),
    ),
    ...overlapsOf(values, nearby, about, data).map((found) =>
      overlapWords(
        { ...found, course: { ...found.course, title: link(found.course.id, found.course.title) } },
        sentences,
        about.today,
        data,
      ),
    ),
  ];
  alike.querySelector("ul").replaceChildren(...lines.map(row));
  alike.hidden = !lines.length;
}

function row(pieces) {
  const made = document.createElement("li");
  made.append(nodesOf(pieces));
  return made;
}

// The frame is as high as its page, so that nothing scrolls within something that scrolls.
function fit() {
  const { body } = frame.contentDocument;
  frame.height = Math.ceil(body.getBoundingClientRect().height) + 4;
  watching ??= new ResizeObserver(fit);
  watching.observe(body);
}
let watching;

narrow.addEventListener("click", () => {
  const on = narrow.getAttribute("aria-pressed") !== "true";
  narrow.setAttribute("aria-pressed", on);
  frame.classList.toggle("narrow", on);
});

root.addEventListener("look", ({ detail }) => show(detail).catch(() => (known = undefined)));
