// What people type into a box, read as a file has it: “(0151) 496-0123”, “£45”, a list that comes from a word
// processor. The plain forms of what catalogue/sheets reads. What is not sure is asked, with offers; what is
// written as a file has it stays to the letter. Each reader returns a Reading: its value, or why it asks.

import { readDay, readTime, shownDay } from "./moments.js";

const DASHES = /[\u2010-\u2015\u2212]/g;
const LABELS = new RegExp(
  "\\b(?:tel(?:ephone)?|phone|mob(?:ile)?|number|no|call|ring|e-?mail|mail|web(?:site)?|link|url|t|m|e|w" +
    "|to|on|at|or|us|please|book|online|via|visit|see|go|the)\\b",
  "gi",
);
const EMAIL = /[^\s@<>"'(),;:/]+@[^\s@<>"'(),;:/]*[^\s@<>"'(),;:/.]/g;
const ENDINGS = "uk|org|com|net|info|edu|gov|liverpool|co|io|eu|me|link|london|scot|wales|example".split("|");
const PATH = "[^\\s<>\"']*[^\\s<>\"'.,;:)]";
const LINK = new RegExp(`(?:https?://|www\\.)${PATH}|(?:[\\w-]+\\.)+[a-z]{2,}(?:[/?#]${PATH}|/)?`, "gi");

const unique = (list) => [...new Set(list)];
const saysMore = (text) => /[\p{L}\p{N}]/u.test(text.replace(LABELS, ""));

// One of its kind alone, with words beside it, or several.
function only(found, rest, none) {
  const all = unique(found);
  if (all.length > 1) return { why: "two", offers: all };
  if (!all.length) return { why: none };
  return saysMore(rest) ? { why: "more", offers: all } : { value: all[0] };
}

// ---- how to reach somebody ----

const PHONE = /^[+0][0-9 ()]+$/;
const digitsOf = (text) => text.replace(/\D/g, "");

function readPhone(text) {
  if (PHONE.test(text)) return { value: text };
  const zeros = text.replace(/o/gi, "0");
  if (zeros !== text && PHONE.test(zeros)) return { why: "meant", offers: [zeros] };
  const plain = text.replace(DASHES, "-");
  const [whole, ...extension] = plain.split(/[\s,;(]*\b(?:ext(?:ension)?|x)\.?\s*:?\s*(?=\d)/i);
  const found = [];
  const rest = whole.replace(/[+(]?\d[\d\s().-]*\d/g, (piece) => {
    const number = asNumber(piece);
    if (!number) return piece;
    found.push(number);
    return " ";
  });
  const last = found.length === 1 && /^\D*(?:\/|&|\bor\b|\band\b)\s*(\d{1,4})\D*$/.exec(rest);
  if (last) return { why: "two", offers: [found[0], found[0].slice(0, -last[1].length) + last[1]] };
  return only(found, [rest, ...extension].join(" "), "no-phone");
}

// As it is dialled here, with the 0 that a spreadsheet drops.
function asNumber(piece) {
  const digits = digitsOf(piece);
  if (digits.length < 9 || digits.length > 14) return "";
  const spaced = piece
    .replace("(0)", "")
    .replace(/[().-]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^(?:\+|00)?44 ?0?(?=.{9})/, "0");
  if (/^(\+|0)/.test(spaced)) return spaced;
  return digits.length <= 10 ? `0${spaced}` : "";
}

const isEmail = (text) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

function readEmail(text) {
  const whole = text.replace(/\bmailto:\s*/gi, "").replace(/\?subject=.*$/i, "");
  const found = (whole.match(EMAIL) ?? []).filter(isEmail);
  if (!found.length) {
    const meant = whole
      .replace(/\s+at\s+|\s*[([]at[)\]]\s*/gi, "@")
      .replace(/\s+dot\s+|\s*[([]dot[)\]]\s*|,/gi, ".")
      .replace(/\s/g, "")
      .replace(/^\.+|\.+$/g, "");
    if (meant !== whole && isEmail(meant)) return { why: "meant", offers: [meant] };
  }
  // As programs for e-mail write it: the name, and the address in angle brackets.
  const named = /^[^<>@]*<[^<>]+>[\s;,.]*$/.test(whole);
  const rest = named ? "" : found.reduce((left, one) => left.replaceAll(one, " "), whole);
  return only(found, rest, "no-email");
}

const withScheme = (address) =>
  /^https?:\/\//i.test(address)
    ? address
    : address.replace(/^[^/?#]+/, (host) => `https://${host.toLowerCase()}`);

function readLink(text) {
  if (/^https?:\/\/[^\s<>"']*[^\s<>"'.,;]$/.test(text)) return { value: text };
  const slip = text.replace(/^(?:https?|htp|http?s)?\s*[:;]?\s*\/+\s*(?=\S+\.\S)/i, "https://");
  const found = (text.match(LINK) ?? []).filter(
    (one) => /^(https?:|www\.)/i.test(one) || ENDINGS.includes(hostOf(one).split(".").at(-1)),
  );
  if (slip !== text && !/^https?:\/\//i.test(text) && !/\s/.test(slip)) {
    return { why: "meant", offers: [slip] };
  }
  if (text.includes("@")) return { why: "no-link" };
  const rest = found.reduce((left, one) => left.replaceAll(one, " "), text);
  return only(found.map(withScheme), rest, "no-link");
}

const hostOf = (address) => address.toLowerCase().split(/[/?#]/)[0];

const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

function readPostcode(text) {
  const letters = text.toUpperCase().replace(/[^A-Z\d]/g, "");
  if (POSTCODE.test(letters)) return { value: letters.replace(POSTCODE, "$1 $2") };
  const meant = letters.replace(/O(?=[A-Z]{2}$)/, "0").replace(/^([A-Z]{1,2})O/, "$10");
  if (POSTCODE.test(meant)) return { why: "meant", offers: [meant.replace(POSTCODE, "$1 $2")] };
  const inside = unique(text.toUpperCase().match(/\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g) ?? []);
  if (inside.length === 1) return { why: "more", offers: [readPostcode(inside[0]).value] };
  return { why: "no-postcode" };
}

// ---- numbers ----

const AMOUNT = /\d(?:[\d.,]*\d)?/g;

function readMoney(text) {
  const words = text.toLowerCase().replace(DASHES, "-");
  if (/^(?:free|nil|none|no (?:charge|cost|fee)s?|£?0(?:\.00)?)(?: of charge)?$/.test(words)) {
    return /\d/.test(words) ? { value: "0" } : { why: "free-price" };
  }
  const amounts = unique(words.match(AMOUNT) ?? []);
  if (!amounts.length || /^-|£-|[€$]/.test(words)) return { why: "no-price" };
  const decimal = amounts.map(decimalOf);
  const unsure = /^\d+,\d{1,2}$/.test(amounts[0]) || (/\d\s*p\b/.test(words) && !words.includes("£"));
  if (amounts.length > 1) return { why: "two-prices", offers: decimal.filter(Boolean) };
  if (
    /\b(?:per|an?|each|every) (?!course|person|learner|head)|\/\s*[a-z]|\beach\b|weekly|monthly/.test(words)
  ) {
    return { why: "each-time" };
  }
  if (!decimal[0]) return { why: "no-price" };
  if (unsure) {
    const pence = /\d\s*p\b/.test(words) ? (Number(amounts[0]) / 100).toFixed(2) : decimal[0];
    return { why: "meant", offers: [pence] };
  }
  const rest = words
    .replace(amounts[0], "")
    .replace(
      /£|\b(?:gbp|pounds?|quid|only|just|in total|total|per (?:course|person|learner|head)|pp)\b/g,
      "",
    );
  return /[^\s.,;:/()-]/.test(rest) ? { why: "more", offers: [decimal[0]] } : { value: decimal[0] };
}

// 1,200.5 is 1200.50, and 45.00 is 45.
function decimalOf(text) {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
  if (!/^\d+(\.\d{1,2}0*)?$/.test(plain)) return "";
  return Number(plain) % 1 ? Number(plain).toFixed(2) : String(Number(plain));
}

const AROUND = new RegExp(
  "\\b(?:max(?:imum)?|up to|places?|spaces?|seats?|learners?|people|students?|adults?|persons?" +
    "|in total|total|of|hours?|hrs?|h)\\b|[()]|[.:]+(?=\\s|$)",
  "gi",
);

function readNumber(text) {
  const plain = text
    .replace(AROUND, " ")
    .replace(/(\d),(?=\d{3}\b)/g, "$1")
    .trim();
  if (/^-?\d+(\.\d+)?$/.test(plain)) return { value: plain };
  const found = unique(text.match(/\d+(?:\.\d+)?/g) ?? []);
  if (found.length && found.length < 4) {
    return { why: found.length > 1 ? "two-numbers" : "more", offers: found };
  }
  return { why: "no-number" };
}

// ---- texts ----

// What word processors put before the rows of a list, some of it from a font of their own.
const SIGN =
  "[\\u2022\\u2023\\u25aa\\u25ab\\u25cf\\u25cb\\u25e6\\u2043\\u2219\\u00b7" + "\\uf0a7\\uf0b7\\uf0d8\\uf0fc]";
const BULLET = new RegExp(`^\\s*(?:${SIGN}\\s*|o\\t\\s*)`, "u");
const NUMBERED = /^\s*(\d{1,2})[.)]\s+/;
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g; // none of them is part of a word in any language
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

const withoutUnseen = (text) => text.replace(UNSEEN, "").replace(BREAKS, "\n");
const plainBlanks = (text) => text.replace(/[\t\p{Zs}]/gu, " ");
const rowOf = (line) => plainBlanks(line).replace(/ {2,}/g, " ").trim();

function readLine(text) {
  return { value: rowOf(withoutUnseen(text).replace(BULLET, "").replace(/\n+/g, " ")) };
}

function readLines(text) {
  const lines = withoutUnseen(text)
    .split("\n")
    .filter((line) => line.trim());
  const counted =
    lines.length > 1 && lines.every((line, index) => NUMBERED.exec(line)?.[1] === `${index + 1}`);
  const bare = (line) => rowOf(line.replace(BULLET, "").replace(counted ? NUMBERED : /^\s*[-*–]\s+/, ""));
  return { value: lines.map(bare).filter(Boolean).join("\n") };
}

// A list keeps a blank line from the sentences around it.
function readParagraphs(text) {
  const whole = withoutUnseen(text);
  if (!whole.split("\n").some((line) => BULLET.test(line))) return { value: plainBlanks(whole).trim() };
  const lines = whole
    .split("\n")
    .map((line) => (BULLET.test(line) ? `- ${rowOf(line.replace(BULLET, ""))}` : plainBlanks(line).trimEnd()))
    .filter((line) => line !== "- ");
  const isRow = (line) => /^\s*[-*] /.test(line ?? "");
  const spaced = lines.flatMap((line, index) => {
    const before = lines[index - 1];
    return before?.trim() && line.trim() && isRow(before) !== isRow(line) ? ["", line] : [line];
  });
  return { value: spaced.join("\n").trim() };
}

function readCourses(text) {
  const { value } = readLines(text);
  const ends = value
    .split("\n")
    .map((line) => /\/courses\/([a-z0-9-]+\/[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(line)?.[1] ?? line);
  return { value: ends.join("\n") };
}

// ---- all of them ----

const READERS = {
  day: readDay,
  time: readTime,
  phone: readPhone,
  email: readEmail,
  link: readLink,
  postcode: readPostcode,
  money: readMoney,
  number: readNumber,
  whole: readNumber,
  line: readLine,
  lines: readLines,
  paragraphs: readParagraphs,
  courses: readCourses,
};

/**
 * Whether a kind of field holds words, and nothing that has one right way of writing.
 * @param {string} kind
 * @returns {boolean}
 */
export const isText = (kind) => ["line", "lines", "paragraphs", "courses"].includes(kind);

/**
 * Reads what stands in a box for a field of some kind. An empty box says nothing.
 * @param {string} kind
 * @param {string} text
 * @param {{ today: string, after?: string }} about
 * @returns {Reading}
 */
export function read(kind, text, about) {
  const plain = isText(kind) ? text : rowOf(withoutUnseen(text).replace(/\n/g, " "));
  return plain.trim() ? (READERS[kind] ?? readLine)(plain, about) : { value: "" };
}

/**
 * A value as its box shows it.
 * @param {string} kind
 * @param {string} value
 * @returns {string}
 */
export const shown = (kind, value) => (kind === "day" ? shownDay(value) : value);
