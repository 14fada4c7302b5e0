// What is wrong in what is written so far, in the form's words: a field goes by its label and not by the
// name that a file has for it. Rules ask for a whole file; so that one is told where its answer is given, and
// not when the last step is filled in, what is still missing is stood in for, and nothing is said of that.

import { problemsOf } from "./check.js";

/**
 * The problems of what is written so far. `known` is form.json.
 * @param {Values} values
 * @param {FormFile} known
 * @param {{ kind: string, today: string }} about
 * @returns {Problem[]}
 */
export function problemsSoFar(values, known, about) {
  const ours = { ...known, words: { ...known.words, ...known.words_in_form } };
  const schema = known.schemas[about.kind];
  const found = problemsOf(values, ours, about);
  const { whole, standsFor } = completed(values, found, schema);
  const later = standsFor.length ? problemsOf(whole, ours, about) : [];
  const isStandIn = (field) => standsFor.some((way) => way.every((step, at) => field[at] === step));
  const written = later.filter(({ field }) => !isStandIn(field) && isWritten(values, field));
  return [...found, ...written].map((problem) => named(problem, values, schema, ours));
}

const isWritten = (values, field) => field.reduce((part, step) => part?.[step], values) !== undefined;

// ---- what stands in for what is missing ----

/**
 * The values with something right in the place of each part that is missing or has a problem, and the ways to
 * these parts. What depends on the other answers of a run goes with the run, but for the times of a session
 * whose day alone is said.
 * @param {Values} values
 * @param {Problem[]} found
 * @param {Schema} schema
 * @returns {{ whole: Values, standsFor: Field[] }}
 */
function completed(values, found, schema) {
  const whole = structuredClone(values);
  const standsFor = [];
  const put = (way, value) => {
    const name = way.at(-1) ?? "";
    const around = way.slice(0, -1).reduce((part, step) => part[step], whole);
    if (value === undefined) delete around[name];
    else around[name] = value;
    standsFor.push(way);
  };
  for (const name of schema.required) {
    if (!Object.hasOwn(whole, name)) put([name], standIn(schema.properties[name]));
  }
  const timeless = found.filter((problem) => isOfATimelessSession(problem, values));
  for (const { field } of timeless) {
    const session = field.reduce((part, step) => part[step], whole);
    Object.assign(session, { from: "10:00", to: "12:00" });
    standsFor.push([...field, "from"], [...field, "to"]);
  }
  for (const problem of found) {
    const [name, row] = problem.field;
    if (name === undefined || timeless.includes(problem)) continue;
    const part = schema.properties[name];
    if (part?.items?.properties && row !== undefined) put([name, row], standIn(part.items));
    else put([name], schema.required.includes(name) ? standIn(part) : undefined);
  }
  return { whole, standsFor };
}

function isOfATimelessSession({ field, code }, values) {
  const session = field.reduce((part, step) => part?.[step], values);
  return code === "missing-field" && field[2] === "sessions" && Object.keys(session).join() === "day";
}

function standIn(schema) {
  if (schema.properties) {
    const names = schema.required ?? Object.keys(schema.properties).slice(0, 1);
    return Object.fromEntries(names.map((name) => [name, standIn(schema.properties[name])]));
  }
  if (schema.items) return [standIn(schema.items)];
  return schema.enum?.[0] ?? schema.examples?.[0] ?? "";
}

// ---- in words ----

/**
 * A problem at the field that it is about, by its label.
 * @param {Problem} problem
 * @param {Values} values
 * @param {Schema} schema
 * @param {FormFile} known
 * @returns {Problem}
 */
function named(problem, values, schema, known) {
  const name = whatIsMissing(problem, values, schema, known);
  const field = name ? [...problem.field, name] : problem.field;
  // It is told of a field by the name that a file has for it.
  const told = { "missing-field": name, "no-source": field[0] }[problem.code];
  if (!told) return { ...problem, field };
  const { title } = partOf(schema, problem.code === "no-source" ? [told] : field);
  return { ...problem, field, what: problem.what.replace(`“${told}”`, `“${title}”`) };
}

/**
 * The field that a problem of the one around it is about: nothing is there to carry the problem.
 * @param {Problem} problem
 * @param {Values} values
 * @param {Schema} schema
 * @param {FormFile} known
 * @returns {string}
 */
function whatIsMissing({ code, field, what }, values, schema, known) {
  if (code === "no-venue") return "venue";
  if (code !== "missing-field") return "";
  const there = field.reduce((part, step) => part[step], values);
  const names = Object.keys(partOf(schema, field).properties).filter((name) => !Object.hasOwn(there, name));
  return names.find((name) => known.words[code][0].replace("{name}", name) === what) ?? "";
}

const partOf = (schema, field) => field.reduce((part, step) => part.properties?.[step] ?? part.items, schema);
