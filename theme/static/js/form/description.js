// Makes nodes of a description: paragraphs, lists, bold, emphasis and links, as the site does
// (catalogue/site/markup.py). Anything else, HTML as well, is shown as it was typed.

const ITEM = /^( *)([-*+]|(\d{1,9})[.)])(?: +|$)/;
const SCHEME = /^(https|tel|mailto(?!.*([?,;#]|%[01]|%2c|%3b|%3f))):/i;
const SIGNS = String.raw`[!-/:-@[-\x60{-~]`;
const TOKEN = new RegExp(
  String.raw`\\(${SIGNS})|( *|\\)\n *|<([a-z][a-z\d+.-]{1,31}:[^<>\s]*|[\w.+-]+@[\w.-]+)>|(\*+|_+)|(\[)`,
  "gi",
);
const TARGET =
  /^\(\s*(?:<([^<>\n]*)>|([^\s<()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\)/;

/**
 * A fragment of nodes.
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function description(text) {
  return blocks(text.replace(/\r\n?/g, "\n").split("\n"), true);
}

function blocks(lines, loose) {
  const made = new DocumentFragment();
  for (let at = 0; at < lines.length;) {
    if (!lines[at].trim()) at += 1;
    else if (ITEM.test(lines[at])) at = list(made, lines, at);
    else at = paragraph(made, lines, at, loose);
  }
  return made;
}

// A list in the middle of a paragraph needs a first item with words, and to begin with 1.
function interrupts(line) {
  const [whole, , , number] = ITEM.exec(line) ?? [];
  return whole !== undefined && line.length > whole.length && (number ?? "1") === "1";
}

function paragraph(made, lines, at, loose) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !interrupts(lines[end])) end += 1;
  const words = inline(
    lines
      .slice(at, end)
      .map((line) => line.trimStart())
      .join("\n")
      .trimEnd(),
  );
  made.append(loose ? element("p", words) : words, "\n");
  return end;
}

function list(made, lines, at) {
  const [, , mark, number] = /** @type {string[]} */ (ITEM.exec(lines[at]));
  const sign = mark.at(-1);
  const items = [];
  let loose = false;
  while (at < lines.length) {
    const found = ITEM.exec(lines[at]);
    if (!found || found[2].at(-1) !== sign) break;
    const { end, inside } = item(lines, at, found);
    items.push(inside);
    const blank = end < lines.length && !lines[end - 1].trim();
    const next = ITEM.exec(lines[end] ?? "");
    loose ||= hasGap(inside) || (blank && next?.[2].at(-1) === sign);
    at = end;
  }
  const whole = element(number === undefined ? "ul" : "ol");
  if (number !== undefined && number !== "1") whole.start = Number(number);
  whole.append("\n");
  for (const inside of items) whole.append(element("li", blocks(inside, loose)), "\n");
  made.append(whole, "\n");
  return at;
}

function item(lines, at, found) {
  const rest = lines[at].slice(found[0].length);
  const indent = rest ? found[0].length : found[0].trimEnd().length + 1;
  const inside = [rest];
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    const deep = line.search(/\S/) >= indent;
    const lazy = lines[end - 1].trim() && !ITEM.test(line);
    if (line.trim() && !deep && !lazy) break;
    inside.push(deep || !line.trim() ? line.slice(indent) : line.trimStart());
  }
  while (inside.length > 1 && !inside.at(-1).trim()) inside.pop();
  return { end, inside };
}

// Whether there is a blank line between two things of an item itself, not between those of a list in it.
function hasGap(lines) {
  return lines.some((line, at) => at && !line.trim() && lines[at + 1]?.search(/\S/) === 0);
}

// ---- within a line ----

function inline(text) {
  const made = new DocumentFragment();
  const token = new RegExp(TOKEN);
  const marks = [];
  let at = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    made.append(text.slice(at, found.index));
    const [whole, escaped, end, address, row, bracket] = found;
    at = token.lastIndex;
    if (escaped) made.append(escaped);
    else if (address) made.append(auto(address, whole));
    else if (row) marks.push(mark(made, text, found.index, row));
    else if (bracket) at = token.lastIndex = link(made, text, found.index);
    else made.append(...(end.length > 1 || end === "\\" ? [element("br")] : []), "\n");
  }
  made.append(text.slice(at));
  emphasise(marks);
  return made;
}

function auto(address, whole) {
  const href = address.includes(":") ? address : `mailto:${address}`;
  return SCHEME.test(href) ? element("a", address, { href }) : whole;
}

// Puts in what stands at a “[”, a link or the sign itself, and says where the text goes on.
function link(made, text, at) {
  const end = closing(text, at);
  const found = end && TARGET.exec(text.slice(end));
  const href = found && (found[1] ?? found[2]).replace(new RegExp(String.raw`\\(${SIGNS})`, "g"), "$1");
  const inside = found && SCHEME.test(href) && inline(text.slice(at + 1, end - 1));
  if (!inside || inside.querySelector("a")) {
    made.append("[");
    return at + 1;
  }
  const title = found[3] ?? found[4];
  made.append(element("a", inside, title ? { href, title } : { href }));
  return end + found[0].length;
}

function closing(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "[") depth += 1;
    else if (text[at] === "]" && (depth -= 1) === 0) return at + 1;
  }
  return 0;
}

// A row of * or _, and which way it can turn: CommonMark, section 6.2.
function mark(made, text, at, row) {
  const around = [text[at - 1] ?? " ", text[at + row.length] ?? " "];
  const [blankBefore, blankAfter] = around.map((letter) => /\s/.test(letter));
  const [signBefore, signAfter] = around.map((letter) => /[\p{P}\p{S}]/u.test(letter));
  const left = !blankAfter && (!signAfter || blankBefore || signBefore);
  const right = !blankBefore && (!signBefore || blankAfter || signAfter);
  const free = row[0] === "*";
  const node = new Text(row);
  made.append(node);
  const opens = left && (free || !right || signBefore);
  return { node, opens, closes: right && (free || !left || signAfter), sign: row[0], length: row.length };
}

function emphasise(marks) {
  for (const [at, close] of marks.entries()) {
    for (let back = at - 1; close.closes && close.node.length && back >= 0; back -= 1) {
      const open = marks[back];
      while (matches(open, close)) {
        const count = Math.min(open.node.length, close.node.length, 2);
        wrap(open.node, close.node, count === 2 ? "strong" : "em");
        for (const { node } of [open, close]) node.deleteData(0, count);
        for (const between of marks.slice(back + 1, at)) between.opens = between.closes = false;
      }
    }
  }
}

function matches(open, close) {
  const three =
    (open.closes || close.opens) && (open.length + close.length) % 3 === 0 && open.length % 3 !== 0;
  return open.opens && open.sign === close.sign && open.node.length && close.node.length && !three;
}

function wrap(first, last, name) {
  const made = element(name);
  while (first.nextSibling !== last) made.append(first.nextSibling);
  first.after(made);
}

/**
 * @param {string} name
 * @param {string | Node} [inside]
 * @param {Record<string, string>} [attributes]
 * @returns {any}
 */
function element(name, inside = "", attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(inside);
  return made;
}
