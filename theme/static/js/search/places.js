// Where people are, and how far that is from a venue. Nothing is sent: the file of a whole
// postcode district is fetched, and the rest is worked out here.

import { howFar, spoken, stepsBetween } from "./spelling.js";
import { plain, wordsIn } from "../letters.js";

const DEGREE = 10000;
const ANY_POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$|^[A-Z]{1,2}\d{1,2}[A-Z]?$/;
/** Words that lead up to a place. */
export const BEFORE_A_PLACE = "near nearby in at around round by from close to off of the area".split(" ");
const SHORTEST_NAME = 4; // letters of a name that may be mended
const MOST_OFFERS = 3;

/** What stands for the place where somebody is. */
export const HERE = "here";

/**
 * Returns {at, name, note, offers}. `note` says what is not quite as asked: "elsewhere" (a postcode of
 * another city), "district" (only the district is known), "mended" (its spelling was), "large" (it tells
 * nothing of where it is), "unknown" (no such place, and `offers` may be meant). `at` may be missing.
 * @param {string} text
 * @param {Place[]} places
 * @param {(district: string) => Promise<Record<string, Point> | undefined>} districtOf
 * @param {Record<string, string>} around the city's name, and the `areas` that its postcodes begin with,
 *   with | between them
 * @returns {Promise<Near>}
 */
export async function whereIs(text, places, districtOf, { city, areas }) {
  const passedOver = [...BEFORE_A_PLACE, ...wordsIn(city)];
  const tellingIn = (part) => wordsIn(part).filter((word) => !passedOver.includes(word));
  const name = text.trim();
  const telling = tellingIn(text);
  if (plain(name) === HERE) return whereWeAre();
  const code = postcodeIn(telling, areas);
  if (code) return ofPostcode(code[0], code[1], districtOf);
  // The whole, or a part of an address.
  for (const part of [text, ...text.split(/[,\d]+/)]) {
    const place = placeCalled(wordsIn(part), places) ?? placeCalled(tellingIn(part), places);
    if (place) return { at: place.at, name: place.name };
  }
  if (!telling.length && wordsIn(text).length) return { name }; // the city itself
  if (ANY_POSTCODE.test(telling.join("").toUpperCase())) return { name, note: "elsewhere" };
  return { name, note: "unknown", ...nearlyCalled(telling, places) };
}

const keyOf = (words) => words.join("").replace(/'/g, "");

const keysOf = ({ name, words }) => [name, ...words].map((other) => keyOf(wordsIn(other)));

function placeCalled(words, places) {
  const key = keyOf(words);
  return key && places.find((place) => keysOf(place).includes(key));
}

const isLong = (key) => key.length >= SHORTEST_NAME;

/**
 * One that begins so, or is as near as a word that is mended. Others are offered: those that may be meant as
 * well, or that are further off.
 * @param {string[]} words
 * @param {Place[]} places
 * @returns {Partial<Near> | undefined}
 */
export function nearlyCalled(words, places) {
  const key = keyOf(words);
  if (!isLong(key)) return undefined;
  const sound = spoken(key);
  const farFrom = (other) =>
    other.startsWith(key) ? 0.5 : Math.min(howFar(key, other, sound), stepsBetween(key, other));
  const near = places
    .map((place) => ({ ...place, far: Math.min(...keysOf(place).filter(isLong).map(farFrom)) }))
    .filter(({ far }) => far <= key.length / 3)
    .sort((one, other) => one.far - other.far || one.name.length - other.name.length);
  const [first, second] = near;
  const isSure = second?.far !== first?.far || second?.name.startsWith(first.name);
  if (first && first.far <= Math.max(1, key.length / 4) && isSure) {
    return { at: first.at, name: first.name, note: "mended" };
  }
  return { offers: near.slice(0, MOST_OFFERS).map((place) => place.name) };
}

// A whole postcode anywhere, or a district or the beginning of a postcode by itself. The letter O for nought,
// and I for one, are read as the digit where only a digit can stand.
function postcodeIn(words, areas) {
  const text = words.join(" ").toUpperCase();
  const digit = "[\\dOI]";
  const begins = `(${areas}) ?(${digit}${digit}?)`;
  const [, area, number, rest] =
    new RegExp(`(?:^| )${begins} ?(${digit} ?[A-Z]{2})(?: |$)`).exec(text) ??
    new RegExp(`^${begins}(?: ?(${digit}[A-Z]?))?$`).exec(text) ??
    [];
  const digits = (letters) => letters.replace(/O/g, "0").replace(/I/g, "1");
  return area && [area + digits(number), rest && digits(rest[0]) + rest.slice(1).trim()];
}

async function ofPostcode(district, rest, districtOf) {
  const spots = await districtOf(district);
  const name = rest ? `${district} ${rest}` : district;
  if (!spots) return { name, note: "unknown" };
  // The middle of the postcodes that begin so: of a whole one, its own spot.
  const within = Object.keys(spots).filter((end) => spots[end] && (rest ? end.startsWith(rest) : !end));
  const mean = (axis) => within.reduce((sum, end) => sum + spots[end][axis], 0) / within.length;
  if (within.length) return { at: degrees([mean(0), mean(1)]), name };
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
    const refuse = () => tell({ name: HERE, note: "refused" });
    if (!navigator.geolocation) refuse();
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => tell({ at: [coords.latitude, coords.longitude], name: HERE }),
      refuse,
      { maximumAge: 300000, timeout: 15000 },
    );
  });
}
