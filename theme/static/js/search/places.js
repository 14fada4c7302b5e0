// Where people are, and how far that is from a venue. Nothing is sent: the file of a whole
// postcode district is fetched, and the rest is worked out here.

import { plain } from "./text.js";

const DEGREE = 10000;
const ANY_POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$|^[A-Z]{1,2}\d{1,2}[A-Z]?$/;

/** What stands for the place where somebody is. */
export const HERE = "here";

/**
 * Returns {at, name, note}. `note` says what is not quite as asked: "elsewhere" (a postcode of another city),
 * "district" (only the district is known), "unknown" (no such place). `at` may be missing.
 * @param {string} text
 * @param {Place[]} places
 * @param {(district: string) => Promise<Record<string, Point> | undefined>} districtOf
 * @param {Record<string, string>} around the city's name, and the `areas` that its postcodes begin with,
 *   with | between them
 * @returns {Promise<Near>}
 */
export async function whereIs(text, places, districtOf, { city, areas }) {
  const beside = new RegExp(`^(?:(?:in|near|at|around|by|the)\\s+)+|,?\\s*${city}$`, "gi");
  const wanted = text.trim().replace(beside, "") || text.trim();
  if (plain(wanted) === HERE) return whereWeAre();
  const code = plain(wanted)
    .toUpperCase()
    .replace(/[^A-Z\d]/g, "");
  const parts = postcodeIn(code, areas);
  if (parts) return ofPostcode(parts[0], parts[1], districtOf);
  const place = placeCalled(text, places) ?? placeCalled(wanted, places);
  if (place) return { at: place.at, name: place.name };
  return { name: text.trim(), note: ANY_POSTCODE.test(code) ? "elsewhere" : "unknown" };
}

function placeCalled(text, places) {
  const key = keyOf(text);
  return places.find(({ name, words }) => [name, ...words].some((other) => keyOf(other) === key));
}

const keyOf = (text) => plain(text).replace(/[^\p{L}\p{N}]/gu, "");

// The letter O for nought, and I for one, are read as the digit where only a digit can stand.
function postcodeIn(code, areas) {
  const [, area, district, rest] =
    new RegExp(`^(${areas})([\\dOI]{1,2}?)([\\dOI][A-Z]{2})?$`).exec(code) ?? [];
  const digits = (letters) => letters.replace(/O/g, "0").replace(/I/g, "1");
  return area && [area + digits(district), rest && digits(rest[0]) + rest.slice(1)];
}

async function ofPostcode(district, rest, districtOf) {
  const spots = await districtOf(district);
  const name = rest ? `${district} ${rest}` : district;
  if (!spots) return { name, note: "unknown" };
  const spot = spots[rest ?? ""];
  if (spot) return { at: degrees(spot), name };
  if (!spots[""]) return { name, note: "large" };
  return { at: degrees(spots[""]), name: district, note: "district" };
}

/**
 * @param {number[]} spot
 * @returns {Point}
 */
const degrees = ([north, east]) => [north / DEGREE, east / DEGREE];

function whereWeAre() {
  return new Promise((tell) => {
    if (!navigator.geolocation) tell({ name: HERE, note: "refused" });
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => tell({ at: [coords.latitude, coords.longitude], name: HERE }),
      () => tell({ name: HERE, note: "refused" }),
      { maximumAge: 300000, timeout: 15000 },
    );
  });
}
