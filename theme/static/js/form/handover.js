// The ways in which a finished file leaves the browser. None of them sends anything by itself.

import { mailto } from "./phones.js";

const LONGEST_LINK = 7000; // GitHub's own command line takes 8,192 bytes for the longest that works
const LONGEST_MAIL = 1800; // what Outlook takes from a link

/**
 * The page of GitHub that makes a new file with `text` in it, or null where the address would be too long.
 * @param {string} repository
 * @param {string} path
 * @param {string} text
 * @returns {string | null}
 */
export function githubAddress(repository, path, text) {
  const address = `${newFileAddress(repository, path)}&value=${encodeURIComponent(text)}`;
  return address.length > LONGEST_LINK ? null : address;
}

/**
 * The page of GitHub that makes a new file, for a text that is pasted.
 * @param {string} repository
 * @param {string} path
 * @returns {string}
 */
export function newFileAddress(repository, path) {
  return `${repository}/new/main?filename=${encodeURIComponent(path)}`;
}

/**
 * The page of GitHub that changes a file. It cannot be given a text.
 * @param {string} repository
 * @param {string} path
 * @returns {string}
 */
export function editAddress(repository, path) {
  return `${repository}/edit/main/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * An e-mail that is begun, or null where its text would be too long for a link.
 * @param {string} email
 * @param {string} subject
 * @param {string} body
 * @returns {string | null}
 */
export function mailAddress(email, subject, body) {
  const address = mailto(email, { subject, body });
  return address.length > LONGEST_MAIL ? null : address;
}

/**
 * Puts a text on the clipboard. Returns whether that worked.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Lets a link download a text as a file.
 * @param {any} link
 * @param {string} name
 * @param {string} text
 */
export function offerDownload(link, name, text) {
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = name;
}
