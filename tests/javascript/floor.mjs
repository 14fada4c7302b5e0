// Two rules that hold scripts and style sheets to .browserslistrc by what MDN knows of browsers: `script`
// finds names that a browser lacks, `style` properties, values and selectors without a fallback.

import { readFileSync } from "node:fs";

import known from "@mdn/browser-compat-data" with { type: "json" };
import browserslist from "browserslist";

const IN_MDN = {
  chrome: "chrome",
  edge: "edge",
  firefox: "firefox",
  safari: "safari",
  ios_saf: "safari_ios",
};

const floors = new Map();

// The oldest version of each browser, by the name that MDN has for it.
function floorOf(who) {
  if (!floors.has(who)) {
    const floor = {};
    for (const one of browserslist(null, { path: process.cwd(), env: who })) {
      const [name, versions] = one.split(" ");
      const version = parseFloat(versions);
      floor[IN_MDN[name]] = Math.min(version, floor[IN_MDN[name]] ?? Infinity);
    }
    floors.set(who, floor);
  }
  return floors.get(who);
}

// The first browser of the floor that lacks a feature, in words, or nothing.
function lacking(feature, who) {
  const { support } = feature.__compat;
  return Object.entries(floorOf(who))
    .filter(([browser, version]) => support[browser] && !isIn(support[browser], version))
    .map(([browser, version]) => `${browser} ${version}`)[0];
}

const isIn = (support, version) =>
  [support]
    .flat()
    .some(
      ({ version_added: from, flags, prefix, alternative_name: other }) =>
        from && !flags && !prefix && !other && parseFloat(`${from}`.replace("≤", "")) <= version,
    );

// The features of each name among what `owners` have.
function byName(...owners) {
  const found = new Map();
  for (const [name, feature] of owners.flatMap(Object.entries)) {
    const own = name.replace(/_static$/, "");
    if (feature.__compat) found.set(own, [...(found.get(own) ?? []), feature]);
  }
  return found;
}

const { api, css, javascript } = known;
const { Intl, ...builtins } = javascript.builtins;
const globals = byName(api, builtins);
const members = byName(...Object.values(api), ...Object.values(builtins), Intl, ...Object.values(Intl));
const functions = byName(css.types, ...Object.values(css.types));

const schema = [
  {
    type: "object",
    properties: { who: { enum: ["residents", "partners"] }, spared: { type: "array" } },
  },
];

const script = {
  meta: { type: "problem", schema },
  create(context) {
    const [{ who, spared = [] }] = context.options;
    // A name that several things have is missing only where all of them lack it.
    const tell = (node, named) => {
      const gaps = (named.get(node.name) ?? []).map((one) => lacking(one, who));
      if (!gaps.length || !gaps.every(Boolean) || spared.includes(node.name)) return;
      context.report({ node, message: `${gaps[0]} has no “${node.name}”.` });
    };
    // Names of one word may be our own where they are not called, as `near.at` is.
    const isTheirs = (name = "") => /[A-Z]/.test(name);
    const called = ({ callee }) => {
      const { type, property } = callee;
      if (type === "Identifier" && context.sourceCode.isGlobalReference(callee)) tell(callee, globals);
      if (type === "MemberExpression" && !isTheirs(property.name)) tell(property, members);
    };
    return {
      CallExpression: called,
      NewExpression: called,
      MemberExpression({ property, computed }) {
        if (!computed && isTheirs(property.name)) tell(property, members);
      },
      "ObjectPattern > Property"({ key }) {
        if (isTheirs(key.name)) tell(key, members);
      },
      "Literal[regex]"(node) {
        const gap = lacking(javascript.regular_expressions.lookbehind_assertion, who);
        if (gap && /\(\?<[=!]/.test(node.regex.pattern)) {
          context.report({ node, message: `${gap} cannot look behind.` });
        }
      },
    };
  },
};

const STANDS_IN = { "overflow-wrap": "word-break" };
const FLOOR_SHEET = readFileSync(new URL("../../theme/static/css/floor.css", import.meta.url), "utf8");

const style = {
  meta: { type: "problem", schema },
  create(context) {
    const [{ who, spared = [] }] = context.options;
    const { sourceCode } = context;
    const text = (node) => sourceCode.getText(node);
    const within = (node, name) =>
      node && ((node.type === "Atrule" && node.name === name) || within(sourceCode.getParent(node), name));
    const tell = (node, feature, name) => {
      const gap = feature?.__compat && lacking(feature, who);
      if (!gap || spared.includes(name) || within(node, "supports")) return;
      context.report({ loc: node.loc, message: `${gap} has no “${name}”: give it a fallback.` });
    };

    function declaration(node) {
      const { property } = node;
      if (within(node, "font-face") || property.startsWith("-") || spared.includes(property)) return;
      const feature = css.properties[property];
      tell(node, feature, property);
      const all = sourceCode.getParent(node).children ?? [];
      const before = all.slice(0, all.indexOf(node)).map((one) => one.property);
      const stands = before.includes(property) || before.includes(STANDS_IN[property]);
      for (const value of node.value.children ?? []) {
        const of = value.type === "Function" ? functions.get(value.name)?.[0] : feature?.[value.name];
        if (!stands) tell(value, of, value.name);
        // WebKit before Safari 26.2 drops all of it, and says that it knows the property.
        if (property === "text-decoration" && ["Dimension", "Percentage"].includes(value.type)) {
          context.report({
            loc: value.loc,
            message: "Safari drops a line with a thickness: write it apart.",
          });
        }
      }
    }

    // Nothing can ask a browser whether it keeps parts of a flexible box apart.
    function gap({ prelude, block }) {
      const named = (pattern) => block.children.find(({ property }) => pattern.test(property));
      const apart = named(/^(column-)?gap$/);
      const isFlexible = block.children.some(
        (one) => one.property === "display" && /flex/.test(text(one.value)),
      );
      if (!isFlexible || !apart || !lacking(css.properties.gap.flex_context, who)) return;
      const parts = [" > *", " li", "::before"];
      for (const selector of prelude.children.map(text)) {
        if (parts.some((part) => FLOOR_SHEET.includes(`${selector}${part}`))) continue;
        context.report({
          loc: apart.loc,
          message: `floor.css has no margins in place of the gap of ${selector}.`,
        });
      }
    }

    return {
      Declaration: declaration,
      Rule: gap,
      PseudoClassSelector: (node) => tell(node, css.selectors[node.name], node.name),
      PseudoElementSelector: (node) => tell(node, css.selectors[node.name], node.name),
      Atrule: (node) => tell(node, css["at-rules"][node.name], node.name),
    };
  },
};

export default { rules: { script, style } };
