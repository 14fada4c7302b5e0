// Shows a course as its page would look, from what stands in the form: words it as
// catalogue/site/views/course.py does, and lets the same template show it. A test feeds it every
// published course and compares. `data` is preview.json.

import { plus } from "./days.js";
import { description } from "./description.js";
import { costsExtra, mailto, telOf } from "./phones.js";
import { canJoin, inOrder, isOver, latestFirst, runWords, understood } from "./runs.js";
import { nodesOf, render, say } from "./template.js";
import { wordingOf } from "./wording.js";

const LONG_AGO = 183;
const USELESS = ".actions, #actions-said, .save-said, #add-class, .report, .for-provider";
const EVERYONE = "everyone";

/**
 * Fills `root` with the main part of the page of a course. `values` are those of its file, finished or not.
 * @param {Values} values
 * @param {Part} root
 * @param {{ provider: string, today: string, id?: string }} about
 * @param {PreviewFile} data
 */
export function preview(values, root, about, data) {
  const main = render(data, { view: courseView(values, about, data), frame: data.frame });
  for (const useless of main.querySelectorAll(USELESS)) {
    useless.remove();
  }
  root.replaceChildren(main);
}

function courseView(values, { id = "", provider, today }, data) {
  const wording = wordingOf(data);
  const { words, gap } = wording;
  const runs = (values.runs?.length ? values.runs : [{}]).map(understood);
  const live = inOrder(
    runs.filter((run) => !isOver(run, today)),
    today,
  );
  const past = runs.filter((run) => isOver(run, today)).sort(latestFirst);
  const view = runWords(data, wording, today).view;
  const [run, ...others] = (live.length ? live : past.slice(0, 1)).map(view);
  const who = data.providers[provider] ?? { name: gap };
  const link = (kind, id, text) => ({ text, href: data.hrefs[kind].replace("{id}", id) });
  const terms = (name, ids) => ids.map((one) => data.terms[name][one]?.[0]).filter(Boolean);
  const level = data.terms.levels[values.level];
  const taught = (facet, one) => live.length > 0 || data.taught[facet].includes(one);
  const venues = [...new Set(live.map((one) => one.venue))].filter((venue) => data.venues[venue]);
  const audiences = values.audiences?.length ? values.audiences : [EVERYONE];
  const groups = Object.entries(data.terms.audiences)
    .filter(([one]) => one !== EVERYONE && audiences.includes(one))
    .map(([, [label, , people = label, who = "", kind = ""]]) => ({ people, who, kind }));
  const limited = values.only_for_audiences && groups.length && !audiences.includes(EVERYONE);
  const join = joinView(words, values.join ?? {}, who.name);
  const support = answers("support", values.support);
  const places = venues.map((venue) => place(venue, data.venues[venue]));
  const checked = values.checked || today;

  return {
    id,
    title: values.title || gap,
    page_title: values.title || "",
    summary: values.summary || gap,
    description: values.description?.trim() ? description(values.description) : nodesOf(gap),
    example: Boolean(values.example),
    provider: link("provider", provider, who.name),
    topics: (values.topics ?? [])
      .filter((topic) => data.terms.topics[topic] && taught("topic", topic))
      .map((topic) => link("topic", topic, data.terms.topics[topic][0])),
    areas: [...new Set(venues.flatMap((venue) => data.venues[venue].areas))].map((area) =>
      link("area", area, data.terms.areas[area][0]),
    ),
    level: level
      ? {
          text: values.level === "none" && limited ? words.beginners : level[0],
          href: taught("level", values.level) ? link("level", values.level).href : "",
        }
      : { text: gap, href: "" },
    level_meaning: values.level === "none" ? "" : (level?.[1] ?? ""),
    standing: runs.some((one) => canJoin(one, today)) ? "" : standing(run.state, who.name),
    run,
    other_times: wording.counted(words.other_times, others.length),
    other_runs: others,
    past_runs: past
      .slice(live.length ? 0 : 1)
      .slice(0, 3)
      .map(view),
    cost: costView(values.cost ?? {}),
    free: freeView(values.cost ?? {}),
    join,
    who_for: values.who_for || gap,
    only_for: onlyFor(),
    suits: suits(),
    you_will_learn: (values.you_will_learn ?? []).filter(Boolean),
    how_you_learn: values.how_you_learn ?? "",
    qualification: qualification(values.qualification ?? {}),
    entry_needs: orNothing(values.entry_needs, words.nothing),
    bring: values.bring ?? "",
    assessment: orNothing(values.assessment, words.no_test),
    taught_in: taughtIn(values.taught_in ?? []),
    support,
    places,
    to_ask: toAsk([support, ...places.map((one) => one.answers)].flatMap(({ ask }) => ask)),
    next_steps: values.next_steps ?? "",
    path_on: { before: [], after: [] }, // needs other courses
    similar: [], // as well
    checked: wording.dateElement(checked),
    checked_long_ago: plus(checked, LONG_AGO) < today,
    report: { text: words.report, href: "" },
    edit_href: "",
    qr: "", // nobody prints a preview
  };

  function standing({ kind, text }, name) {
    const advice = say(words.advice[kind] ?? words.advice.late, { provider: name });
    const way_on = { text: words.way_on, href: data.hrefs.starting_soon };
    return { kind, text: kind === "over" ? words.not_now : text, advice, way_on };
  }

  function costView({ kind, pounds, concession_pounds: reduced, free_if: reasons = [], note = "" }) {
    const known = (amount) => amount !== undefined && amount !== null && amount !== "";
    const sentences = [];
    if (!kind) sentences.push(gap);
    else if (kind === "free") sentences.push(words.free);
    else {
      if (kind === "free-if") sentences.push(words.free_for_some);
      if (known(pounds)) {
        sentences.push(
          say(kind === "free-if" ? words.others_pay : words.costs, { price: wording.pounds(pounds) }),
        );
      }
      if (known(reduced)) sentences.push(say(words.reduced, { price: wording.pounds(reduced) }));
    }
    return {
      sentences: sentences.length ? sentences : [words.ask_cost],
      free_if: terms("free-if", reasons),
      note,
    };
  }

  function freeView({ kind, concession_pounds: reduced, free_if: reasons = [] }) {
    const answer = data.free[kind];
    if (!answer || kind === "free") return "";
    if (reasons.length) return { href: data.hrefs.free, reasons: reasons.join(" "), word: "", words: "" };
    return {
      href: data.hrefs.free,
      reasons: "",
      word: answer.word,
      words: reduced ? answer.reduced : answer.words,
    };
  }

  function toAsk(unknown) {
    if (!unknown.length) return "";
    const { phone, email } = join;
    const whom = say(phone ? words.call_to_ask : words.mail_to_ask, { phone, email: email || gap });
    const things = wording.list([...new Set(unknown.map(({ label }) => label))]);
    return {
      whom: [whom, join.phone_note && `. ${join.phone_note}`],
      things: say(words.things_to_ask, { who: who.name, things }),
    };
  }

  function onlyFor() {
    if (!limited) return "";
    const kinds = new Map();
    for (const group of groups) kinds.set(group.kind, [...(kinds.get(group.kind) ?? []), group]);
    const [first, ...others] = kinds.values();
    const which = (some, name) => wording.either(some.map((group) => group[name]));
    const who = others.map((some) => say(words.who, { what: which(some, "who") }).join(""));
    let people = which(first, "people");
    if (who.length) people = say(words.people_who, { people, who: wording.list(who) });
    return say(words.only_for, { people });
  }

  function suits() {
    if (limited) return "";
    if (!groups.length) return words.everyone;
    const people = wording.list(groups.map((group) => group.people));
    return say(audiences.includes(EVERYONE) ? words.suits : words.made_for, { people });
  }

  function qualification({ title, awarding_body: given_by, number }) {
    if (!title) return "";
    const sentence =
      given_by && number
        ? words.gain_all
        : given_by
          ? words.gain_given
          : number
            ? words.gain_number
            : "{title}";
    return say(sentence, { title, given_by, number });
  }

  function taughtIn(tags) {
    if (!tags.length || tags.join() === "en") return "";
    return say(words.taught_in, { languages: wording.list(terms("languages", tags)) });
  }

  function answers(vocabulary, given = {}) {
    const all = Object.entries(data.terms[vocabulary]);
    const answered = (wanted) =>
      all.filter(([one]) => (given[one] || "ask") === wanted).map(([, [label]]) => ({ label, meaning: "" }));
    return { yes: answered("yes"), no: answered("no"), ask: answered("ask") };
  }

  function place(id, { name, access, note }) {
    return { name, href: link("venue", id).href, answers: answers("access", access), note };
  }
}

// What the schema asks partners to write where there is nothing is said in our words.
const orNothing = (said = "", nothing) => (/^none\.*$/i.test(said) ? nothing : said);

function joinView(words, { how = "", phone = "", email = "", url = "" }, provider) {
  const way = phone
    ? { text: say(words.call_button, { phone }), href: telOf(phone) }
    : email
      ? { text: say(words.mail_button, { provider }), href: mailto(email) }
      : { text: words.web_button, href: url };
  return {
    way,
    how,
    phone,
    phone_note: costsExtra(phone) ? words.phone_costs : "",
    email,
    email_href: mailto(email),
    url,
  };
}
