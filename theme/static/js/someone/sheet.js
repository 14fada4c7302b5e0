// What is on the sheet of /for-someone/: courses by their address and time, with notes. What is said of each
// is read from its own page, so that there is no second copy of its facts.

import { otherPage } from "../other_page.js";

const LONGEST_MAIL = 1800; // some mail programs take no longer address

/**
 * A sheet, and nothing that is none: what is stored can be anything. `run` is which time of a course is
 * meant; after another build they may have other numbers, and the first is.
 * @param {any} found
 * @param {string} build
 * @returns {{ build: string, note: string, courses: any[] }}
 */
export function onlySheet(found, build) {
  const text = (some) => (typeof some === "string" ? some : "");
  const all = Array.isArray(found.courses) ? found.courses : [];
  const courses = all.filter((one) => /^\/[\w./-]+\/$/.test(one?.href) && !one.href.startsWith("//"));
  return {
    build,
    note: text(found.note),
    courses: courses.map(({ href, run, note }) => ({
      href,
      run: found.build === build ? Number(run) || 0 : 0,
      note: text(note),
    })),
  };
}

const said = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";

/**
 * What the page of a course says, by the names that the sheet has for it; or why it says nothing.
 * @param {{ href: string, run: number }} course
 * @returns {Promise<Record<string, string>>}
 */
export async function factsOf({ href, run }) {
  const named = href.split("/").slice(-2)[0].replace(/-/g, " ");
  const whole = new URL(href, location.href).href;
  const answered = await otherPage(href).catch(() => undefined);
  if (answered?.status !== 200) {
    const isGone = [404, 410].includes(answered?.status ?? 0);
    return { title: named, page: whole, trouble: isGone ? "Gone" : "Away" };
  }
  const { page } = answered;
  const other = run ? page.getElementById(`time-${run + 1}`) : null;
  const first = (/** @type {string} */ name) => (other ?? page).querySelector(name);
  const [way, ways] = page.querySelectorAll("[data-fact=join]");
  const address = way?.querySelector("[href^='tel:']") ? "" : said(ways?.querySelector(".breakable"));
  const isShut = (other ?? page.querySelector(".pass"))?.classList.contains("shut");
  return {
    title: said(page.querySelector("h1")),
    example: said(page.querySelector(".pass .example-mark")),
    times: [...(other ?? page.querySelector(".pass") ?? page).querySelectorAll(".times")]
      .map(said)
      .join("; "),
    begins: said(first(".begins")),
    state: isShut ? said(first(".state")) : "",
    where: [said(first("[data-address]")), said(first("[data-street]"))].filter(Boolean).join(". "),
    provider: said(page.querySelector(".pass [data-fact=provider] a")),
    cost: said(page.querySelector("[data-fact=cost]")),
    join: [said(way), address].filter(Boolean).join(" "),
    page: said(page.querySelector(".on-paper b")) || whole,
  };
}

/**
 * The link that begins an e-mail with all of it, or with as much as mail programs take.
 * @param {{ note: string, courses: any[] }} sheet
 * @param {(what: string, values?: Record<string, any>) => string} words
 * @returns {string}
 */
export function mailOf({ note, courses }, words) {
  const start = `mailto:?subject=${encodeURIComponent(words("Subject"))}&body=`;
  const lines = (...texts) => encodeURIComponent(`${texts.filter(Boolean).join("\r\n")}\r\n\r\n`);
  const end = lines(note, words("Check"));
  const andMore = (left) => lines(words("More", { n: left }));
  const room = LONGEST_MAIL - start.length - end.length - andMore(courses.length).length;
  let body = "";
  for (const [place, { note: own, facts = {} }] of courses.entries()) {
    const { title, example, times, begins, state, where, provider, cost, join, page } = facts;
    const named = example ? `${title} (${example})` : title;
    const more = lines(
      named,
      [times, begins, state].filter(Boolean).join(". "),
      where,
      provider,
      cost,
      join,
      page,
      own,
    );
    if (body.length + more.length > room) return start + body + andMore(courses.length - place) + end;
    body += more;
  }
  return start + body + end;
}
