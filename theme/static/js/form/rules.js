// The rules that need no other file: catalogue/rules/ says why.

import { length } from "./constraints.js";
import { numberOf } from "./days.js";
import { costsExtra, digitsOf } from "./phones.js";
import { runs } from "./run_rules.js";
import { quoted } from "./saying.js";

const YEAR = 365;

/**
 * What is wrong with the values of a course, as of a day.
 * @param {any} values
 * @param {any} words
 * @param {any} form
 * @param {string} today
 * @yields {any}
 */
export function* course(values, words, form, today) {
  yield* titles(values, words, form.rules);
  yield* cost(values.cost, words);
  const { phone, email, url } = values.join;
  if (!phone && !email) yield words.say(["join"], "no-contact");
  const now = numberOf(today);
  const all = [
    [["join", "phone"], phone, "phone"],
    [["join", "email"], email, "email"],
    [["join", "url"], url, "page"],
  ];
  yield* ways(values, all, words, form.rules);
  yield* runs(values, now, words);
  yield* checked(numberOf(values.checked), now, today, words);
}

/**
 * What is wrong with the values of a place.
 * @param {any} values
 * @param {any} words
 * @param {any} form
 * @yields {any}
 */
export function* venue(values, words, form) {
  const { rules } = form;
  if (!(values.address.postcode || values.point || values.areas)) yield words.say(["address"], "no-place");
  yield* ways(
    values,
    [
      [["phone"], values.phone, "phone"],
      [["website"], values.website, "page"],
    ],
    words,
    rules,
  );
  const sourceLinks = (values.sources ?? []).map(({ link }, row) => [["sources", row, "link"], link, "page"]);
  yield* ways(values, sourceLinks, words, rules, values.example);
  yield* sources(values, words, rules);
}

const wordsIn = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
const startsWith = (all, first) => first.every((word, index) => word === all[index]);

function* titles({ title, summary, description }, { say }, { spokenInCapitals }) {
  if (isShouting(title, spokenInCapitals)) yield say(["title"], "shouting");
  if (/(?:^|[^.])\.$|[!?]{2,}$/.test(title)) yield say(["title"], "title-end", { sign: title.at(-1) });
  const [one, two, three] = [title, summary, description].map(wordsIn);
  if (one.length && startsWith(two, one) && two.length < one.length + 3) {
    yield say(["summary"], "repeats-title");
  }
  if (two.length === three.length && startsWith(three, two)) yield say(["description"], "repeats-summary");
}

function isShouting(title, spoken) {
  const all = title.match(/[\p{L}\p{Nl}\p{No}]+(?:['’][\p{L}\p{Nl}\p{No}]+)*/gu) ?? [];
  const words = all.filter((word) => !spoken.includes(word));
  const letters = (some) => some.reduce((sum, word) => sum + length(word), 0);
  const loud = words.filter(
    (word) => length(word) > 1 && word === word.toUpperCase() && word !== word.toLowerCase(),
  );
  return (letters(loud) >= 8 || loud.length >= 2) && letters(loud) * 2 > letters(words);
}

function* cost({ kind, pounds, concession_pounds: reduced, free_if: reasons }, { say }) {
  const price = (value) => Number(value).toFixed(2);
  const field = ["cost", "concession_pounds"];
  if (kind === "free") {
    for (const [name, value] of [
      ["pounds", pounds],
      ["concession_pounds", reduced],
    ]) {
      if (Number(value ?? 0)) yield say(["cost", name], "free-with-price", { price: price(value) });
    }
  } else if ((kind === "fee" || kind === "free-if") && Number(pounds ?? 1) === 0) {
    yield say(["cost", "pounds"], "paid-without-price");
  }
  if (reasons && kind !== "free-if") yield say(["cost", "free_if"], "free-if-unused", { kind });
  if (kind === "free" || reduced === undefined) return;
  if (pounds === undefined) yield say(field, "concession-alone");
  else if (Number(reduced) > Number(pounds)) {
    yield say(field, "concession-too-high", { reduced: price(reduced), full: price(pounds) });
  }
}

// Ways to reach somebody, each as [field, what it says, phone, email or page].
function* ways({ example }, all, { say }, rules, mayBeReal) {
  for (const [field, said, kind] of all) {
    if (!said) continue;
    const { fault, invented } = { phone: ring, email: write, page: visit }[kind](said, rules);
    if (fault) yield say(field, ...fault);
    if (invented === undefined || mayBeReal) continue;
    if (example && !invented) {
      yield say(field, "example-is-real", { said: quoted(said), phone: rules.phoneExample });
    }
    if (!example && invented) yield say(field, "real-is-example", { said: quoted(said) });
  }
}

// UK numbers have ten digits without the 0; the few that have fewer only the check can tell.
function ring(phone, { drama, phoneExample }) {
  const digits = digitsOf(phone);
  const fault = ["bad-phone", { phone, example: phoneExample }];
  if (!/^[0+]/.test(phone) || !/^\d*$/.test(digits) || digits.length > 10) return { fault };
  if (digits.length < 10) return digits.length === 9 || digits.length === 7 ? {} : { fault };
  return {
    fault: costsExtra(phone) ? ["costly-phone", { phone }] : undefined,
    invented: drama.some(([first, end]) => digits >= first && digits < end),
  };
}

const isInvented = (host) => host.toLowerCase().replace(/\.+$/, "").endsWith(".example");
const write = (email) => ({ invented: isInvented(email.split("@").at(-1)) });

function visit(address, { shorteners }) {
  const [, scheme, site] = /** @type {string[]} */ (/^(https?):\/\/([^/?#]*)/.exec(address));
  if (/[[\]]/.test(site)) return {};
  const [host, ...rest] = site.replace(/.*@/s, "").toLowerCase().split(":");
  const port = rest.join(":");
  const invented = host.includes(".") ? isInvented(host) : undefined;
  const given = { address: quoted(address), host: quoted(host) };
  const name = (() => {
    if (port && !(/^\d+$/.test(port) && Number(port) < 65536)) return ["bad-link"];
    if (scheme !== "https") return ["not-https"];
    if (site.includes("@")) return ["hidden-link", "name-before-site"];
    if (/(^|\.)\d+\.*$/.test(host)) return ["hidden-link", "number-for-site"];
    if (shorteners.includes(host.replace(/^www\./, ""))) return ["hidden-link", "short-link"];
    if (/[^\x00-\x7f]|xn--/.test(host)) return ["odd-site"];
    return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?$/.test(host) ? [] : ["bad-link"];
  })();
  return { fault: name.length ? [name[0], given, name[1]] : undefined, invented };
}

function* checked(date, now, today, { say, dayText }) {
  const given = { day: dayText(date), today };
  if (date > now) yield say(["checked"], "checked-in-future", given);
  else if (now - date > YEAR) yield say(["checked"], "checked-long-ago", given);
}

function* sources(values, { say, listed }, { venueFacts, venueFields }) {
  const rows = values.sources ?? [];
  if (!values.example) {
    const sourced = rows.flatMap((row) => row.for);
    const saysSome = Object.values(values.access).some((answer) => answer !== "ask");
    const facts = [...venueFacts.filter((name) => name in values), ...(saysSome ? ["access"] : [])];
    for (const name of facts) if (!sourced.includes(name)) yield say([name], "no-source", { name });
  }
  const there = venueFields.filter((name) => name in values);
  for (const [row, source] of rows.entries()) {
    for (const [index, name] of source.for.entries()) {
      if (!there.includes(name)) {
        yield say(["sources", row, "for", index], "stray-source", { name, names: listed(there) });
      }
    }
  }
}
