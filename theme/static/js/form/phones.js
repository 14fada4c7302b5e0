// UK telephone numbers, as catalogue/phones.py reads them.

/**
 * What is dialled of a number after the country's 44: no 0 in front, in brackets or not.
 * @param {string} phone
 * @returns {string}
 */
export const digitsOf = (phone) =>
  phone
    .replace(/[ ()]/g, "")
    .replace(/^(\+44|0044)0?|^0(?!0)/, "")
    .replace(/^0/, "");
