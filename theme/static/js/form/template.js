// Renders a template that the build has turned into lists (catalogue/site/template_tree.py says how
// they are made). What people typed never becomes markup: it is put into finished nodes as text.

const SIGN = "\uE000";
const HOLE = /\uE000(\d+)\uE000/;
// Trusted Types: only here is markup made of text, of our own template with holes for what people typed.
const POLICY = window.trustedTypes?.createPolicy("template", { createHTML: (html) => html });
const LEADS_SOMEWHERE = /^(https?:|mailto:|tel:|[/#])/i;

/**
 * Markup of our own, such as a piece of the template. Never call it with what people typed.
 * @param {string} html
 * @returns {{ html: string }}
 */
export const markup = (html) => ({ html });

/**
 * Puts words into the places of a sentence: say("Starts {day}", { day }) gives pieces.
 * @param {string} sentence
 * @param {Record<string, Pieces>} words
 * @returns {Pieces[]}
 */
export const say = (sentence, words) =>
  sentence.split(/\{(\w+)\}/).map((part, odd) => (odd % 2 ? words[part] : part));

/**
 * The text of pieces, without marks.
 * @param {Pieces} pieces
 * @returns {string}
 */
export function plain(pieces) {
  if (Array.isArray(pieces)) return pieces.map(plain).join("");
  return /** @type {any} */ (pieces)?.html === undefined ? String(pieces ?? "") : "";
}

/**
 * Makes nodes of a template's tree; `values` are what it knows by name.
 * @param {{ body: any[], macros: Record<string, any> }} template
 * @param {Values} values
 * @returns {DocumentFragment}
 */
export function render({ body, macros }, values) {
  return nodesOf(run(body, values, macros));
}

/**
 * Makes nodes of pieces.
 * @param {Pieces} pieces
 * @returns {DocumentFragment}
 */
export function nodesOf(pieces) {
  const holes = [];
  const whole = document.createElement("template");
  const html = /** @type {any[]} */ ([pieces])
    .flat(Infinity)
    .map((piece) => piece?.html ?? `${SIGN}${holes.push(piece ?? "") - 1}${SIGN}`)
    .join("");
  whole.innerHTML = POLICY?.createHTML(html) ?? html;
  const walker = document.createTreeWalker(whole.content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const node of found) (node.nodeType === Node.TEXT_NODE ? fillText : fillAttributes)(node, holes);
  return whole.content;
}

function fillText(text, holes) {
  if (!HOLE.test(text.data)) return;
  text.replaceWith(...text.data.split(HOLE).map((part, odd) => (odd % 2 ? holes[part] : part)));
}

function fillAttributes(element, holes) {
  for (const { name, value } of [...element.attributes]) {
    if (!HOLE.test(value)) continue;
    const filled = value
      .split(HOLE)
      .map((part, odd) => (odd % 2 ? plain(holes[part]) : part))
      .join("");
    if (name === "href" && !LEADS_SOMEWHERE.test(filled)) element.removeAttribute(name);
    else element.setAttribute(name, filled);
  }
}

function run(body, values, macros) {
  const known = { ...values };
  return body.map((part) => (typeof part === "string" ? markup(part) : perform(part, known, macros)));
}

function perform([sign, what, ...rest], known, macros) {
  const value = (tree) => valueOf(tree, known, macros);
  switch (sign) {
    case "=":
      return value(what);
    case "?":
      return run(rest[isTrue(value(what)) ? 0 : 1], known, macros);
    case "*":
      return value(rest[0]).map((one, place) =>
        run(rest[1], { ...known, [what]: one, loop: { index: place + 1, first: !place } }, macros),
      );
    case ":":
      return run(rest[1], { ...known, [what]: value(rest[0]) }, macros);
    default:
      known[what] = run(rest[0], known, macros);
      return [];
  }
}

function valueOf(tree, known, macros) {
  if (typeof tree === "string") return at(tree, known);
  const [sign, one, other] = tree;
  const value = (part) => valueOf(part, known, macros);
  switch (sign) {
    case "'":
      return one;
    case "!":
      return !isTrue(value(one));
    case "&":
      return isTrue(value(one)) ? value(other) : value(one);
    case "|":
      return isTrue(value(one)) ? value(one) : value(other);
    case "+":
      return add(value(one), value(other));
    case "[:":
      return value(one).slice(0, other);
    case "%":
      return one
        .split(/%\((\w+)\)s/)
        .map((part, odd) => (odd % 2 ? value(other[part]) : part.replaceAll("%%", "%")));
    default:
      return called(macros[one], other.map(value), macros);
  }
}

function called([names, body], given, macros) {
  return run(body, Object.fromEntries(names.map((name, place) => [name, given[place] ?? ""])), macros);
}

const add = (one, other) => (Array.isArray(one) ? [...one, ...other] : one + other);
const isTrue = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function at(path, known) {
  return path.split(".").reduce((value, name) => {
    if (value?.[name] === undefined) throw new Error(`The preview lacks ${path}`);
    return value[name];
  }, known);
}
