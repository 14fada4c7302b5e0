// UK telephone numbers and e-mail addresses, as catalogue/phones.py and mail.py read them.

const [SHORTEST, SHORT] = [3, 6]; // digits of a number for which no area is dialled: 999, 116 123

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

/**
 * The link that rings a number, or nothing where there is none. Short ones, 999 and 116 123, are dialled as
 * they are: there is none with the country in front.
 * @param {string} [phone]
 * @returns {string}
 */
export function telOf(phone = "") {
  const digits = phone.replace(/\D/g, "");
  if (digits.length >= SHORTEST && digits.length <= SHORT) return `tel:${digits}`;
  return phone && `tel:+44${digitsOf(phone)}`;
}

/**
 * Whether ringing it costs more than an ordinary call.
 * @param {string} phone
 * @returns {boolean}
 */
export const costsExtra = (phone) => /^(70|84|87|9)/.test(digitsOf(phone));

/**
 * The link that begins an e-mail to one address, or nothing where a text is none.
 * @param {string} address
 * @param {Record<string, string>} [fields]
 * @returns {string}
 */
export function mailto(address, fields = {}) {
  const [, person, host] = /^(.+)@([^@]+)$/s.exec(address) ?? [];
  if (!host) return "";
  const query = Object.entries(fields)
    .map(([name, text]) => `${name}=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`)
    .join("&");
  return `mailto:${encodeURIComponent(person)}@${encodeURIComponent(host)}${query && `?${query}`}`;
}
