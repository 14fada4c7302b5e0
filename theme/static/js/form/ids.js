// The ids of runs: the twin of catalogue/run_ids.py. Calendars follow a run by its id, for ever.

const LETTERS = "bcdfghjkmnpqrstvwxz";
const SIGNS = `23456789${LETTERS}`;
const APART = ["starts", "ends", "reference", "note"];

/**
 * The values of a course's file with an id for each run that has none.
 * @param {Values} values
 * @returns {Values}
 */
export function withIds(values) {
  if (!values.runs) return values;
  const taken = new Set(values.runs.map(({ id }) => id));
  const nameless = values.runs.filter(({ id }) => !id);
  let told = nameless.map(placeAndMeetings);
  for (const name of APART) {
    const often = (words) => told.filter((other) => other === words).length > 1;
    const alike = told.map((words) => often(words) || taken.has(short(words)));
    told = told.map((words, at) => (alike[at] ? `${words}|${nameless[at][name] ?? ""}` : words));
  }
  const keys = told.map((words) => {
    while (taken.has(short(words))) words += "|";
    taken.add(short(words));
    return short(words);
  });
  return { ...values, runs: values.runs.map((run) => (run.id ? run : { ...run, id: keys.shift() })) };
}

const placeAndMeetings = ({ venue = "online", sessions = [] }) =>
  [
    venue,
    ...sessions.map((one) => ["day", "from", "to"].map((name) => one[name] ?? "").join(" ")).sort(),
  ].join("|");

function short(words) {
  let number = 2166136261;
  for (const byte of new TextEncoder().encode(words)) number = Math.imul(number ^ byte, 16777619) >>> 0;
  return [LETTERS, SIGNS, SIGNS, SIGNS, SIGNS]
    .map((signs) => {
      const sign = signs[number % signs.length];
      number = Math.floor(number / signs.length);
      return sign;
    })
    .join("");
}
