// How far two places are apart. Both are points, [degrees north, degrees east].

const RADIANS = Math.PI / 180;
const DEGREE_MILES = 3959 * RADIANS;

/**
 * Miles as the crow flies; a city is small enough to be flat.
 * @param {Point} here
 * @param {Point} there
 * @returns {number}
 */
export function milesBetween([north, east], [otherNorth, otherEast]) {
  const across = (otherEast - east) * Math.cos(north * RADIANS);
  return DEGREE_MILES * Math.hypot(otherNorth - north, across);
}

/**
 * Miles as they are said: “under a quarter of a mile” is as exact as a postcode is.
 * @param {number} miles
 * @returns {number}
 */
export const roundedMiles = (miles) =>
  miles < 10 ? Math.max(Math.round(miles * 10) / 10, 0.1) : Math.round(miles);
