// How far two places are apart. Both are points, [degrees north, degrees east].

const EARTH_MILES = 3959;
const RADIANS = Math.PI / 180;

/**
 * Miles as the crow flies; a city is small enough to be flat.
 * @param {Point} here
 * @param {Point} there
 * @returns {number}
 */
export function milesBetween([north, east], [otherNorth, otherEast]) {
  const across = (otherEast - east) * RADIANS * Math.cos(((north + otherNorth) / 2) * RADIANS);
  return EARTH_MILES * Math.hypot((otherNorth - north) * RADIANS, across);
}

/**
 * Miles as they are said: “under a quarter of a mile” is as exact as a postcode is.
 * @param {number} miles
 * @returns {number}
 */
export const roundedMiles = (miles) =>
  miles < 10 ? Math.max(Math.round(miles * 10) / 10, 0.1) : Math.round(miles);
