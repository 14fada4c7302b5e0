// The ways in which a finished file leaves the browser. None of them sends anything by itself.

import { mailto } from "./phones.js";

const LONGEST_LINK = 5000; // what goes through for sure: GitHub takes 8,192 bytes, and some on the way fewer
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
 * The form on GitHub in which somebody sends files or short messages (3-send-in.yml), with `text` in it; null
 * where the address would be too long, and with no text the empty form.
 * @param {string} repository
 * @param {string} title
 * @param {string} [text]
 * @returns {string | null}
 */
export function issueAddress(repository, title, text) {
  const fields = new URLSearchParams({ template: "3-send-in.yml", title, ...(text && { text }) });
  const address = `${repository}/issues/new?${fields}`;
  return text && address.length > LONGEST_LINK ? null : address;
}

/**
 * Files as one text, as whoever takes it in reads it: a line with the path of each, then what is in it;
 * fenced where it goes into a page of GitHub.
 * @param {{ path: string, text: string }[]} files
 * @param {boolean} [isFenced]
 * @returns {string}
 */
export function textOf(files, isFenced = false) {
  const inside = (text) => (isFenced ? `\`\`\`yaml\n${text}\`\`\`\n` : text);
  return files.map(({ path, text }) => `${path}\n\n${inside(text)}`).join("\n");
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
 * Lets a link download a text, or what is made already, as a file.
 * @param {any} link
 * @param {string} name
 * @param {string | Blob} body
 */
export function offerDownload(link, name, body) {
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  const type = name.endsWith(".txt") ? "text/plain" : "application/yaml";
  const blob = typeof body === "string" ? new Blob([body], { type }) : body;
  link.href = URL.createObjectURL(blob);
  link.download = name;
}

/**
 * Shows one file with its ways out (components/handover.html). One that `isThere` is changed on GitHub.
 * @param {{ path: string, text: string, isThere: boolean }} file
 * @param {string} repository
 * @param {Says} says
 * @returns {Part}
 */
export function fileView({ path, text, isThere }, repository, says) {
  const view = document.importNode(document.getElementById("file").content, true).firstElementChild;
  const part = (name) => view.querySelector(`[data-part="${name}"]`);
  part("path").textContent = path;
  part("text").textContent = text;
  offerDownload(part("download"), path.slice(path.lastIndexOf("/") + 1), text);
  offerCopy(view, text, says);
  if (repository) {
    const address = isThere ? editAddress(repository, path) : githubAddress(repository, path, text);
    part("github").href = address ?? newFileAddress(repository, path);
    part("long").hidden = address !== null;
  }
  return view;
}

// Copies a text from the button of a view; where that cannot be done the text is shown.
function offerCopy(view, text, says) {
  const part = (name) => view.querySelector(`[data-part="${name}"]`);
  part("copy").onclick = async () => {
    const copied = await copy(text);
    part("said").textContent = says(copied ? "copied" : "not-copied");
    if (!copied) view.querySelector("details").open = true;
  };
}

/**
 * Shows the ways in which one text leaves the browser (components/handover.html): as a whole in a link where
 * it fits, else copied or attached.
 * @param {Part} view
 * @param {{ title: string, issue: string, mail: string, plain: string, file: string, attach: string }} what
 *     `plain` is what is shown and downloaded as `file`; `attach` asks for that in an e-mail
 * @param {{ repository: string, email: string }} to
 * @param {Says} says
 */
export function offerWays(view, { title, issue, mail, plain, file, attach }, { repository, email }, says) {
  const part = (name) => view.querySelector(`[data-part="${name}"]`);
  part("text").textContent = plain;
  part("said").textContent = "";
  offerDownload(part("download"), file, plain);
  offerCopy(view, issue, says);
  if (repository) {
    const whole = issueAddress(repository, title, issue);
    part("issue").href = whole ?? issueAddress(repository, title) ?? "";
    part("long").hidden = whole !== null;
  }
  if (email) {
    const whole = mailAddress(email, title, mail);
    part("mail").href = whole ?? mailAddress(email, title, attach) ?? "";
    part("attach").hidden = whole !== null;
  }
}

/**
 * The link that begins an e-mail with the files in it, or one that asks to attach them where they are too
 * long; `attach` says so.
 * @param {string} email
 * @param {{ path: string, text: string }[]} files
 * @param {string} subject
 * @param {string} attach
 * @returns {{ href: string, isWhole: boolean }}
 */
export function mailOf(email, files, subject, attach) {
  const whole = mailAddress(email, subject, textOf(files));
  return { href: whole ?? mailAddress(email, subject, attach) ?? "", isWhole: whole !== null };
}
