// How far a course is from the place that a search had in its address. Fetched only by somebody who
// comes from such a search. The words, the names of places and where its files are stand on that page.

import { HERE, milesBetween, roundedMiles, whereIs } from "./search/places.js";
import { plain } from "./search/text.js";

export async function showMiles(search, near) {
  if (plain(near.trim()) === HERE) return; // a device is asked where it is only by a search
  const page = new DOMParser().parseFromString(await fetched(search, "text"), "text/html");
  const says = page.getElementById("search").dataset;
  const places = [...page.querySelectorAll("#places option")].map(({ value, dataset }) => ({
    name: value,
    at: degrees(dataset.at),
    words: dataset.words?.split("|") ?? [],
  }));
  const { at, name } = await whereIs(near, places, (district) => fetched(`${says.data}near/${district}.json`, "json"));
  if (!at) return;
  for (const place of document.querySelectorAll("[data-point]")) {
    const miles = roundedMiles(milesBetween(at, degrees(place.dataset.point)));
    const line = document.createElement("p");
    line.textContent = says.saysMiles
      .replace("{miles}", miles.toLocaleString(document.documentElement.lang))
      .replace("{place}", () => name);
    place.after(line);
  }
}

const degrees = (written) => written.split(",").map(Number);

// What the search has fetched a moment ago is mostly still there.
async function fetched(address, kind) {
  const reply = await fetch(address, { cache: "force-cache" });
  return reply.ok ? reply[kind]() : undefined;
}
