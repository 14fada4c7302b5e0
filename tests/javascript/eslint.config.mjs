// What our JavaScript is read for. `make lint-js` runs this from the project's folder.

import css from "@eslint/css";
import js from "@eslint/js";
import stylistic from "@stylistic/eslint-plugin";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

import floor from "./floor.mjs";

const SCRIPTS = ["**/*.js", "**/*.mjs"];
const OF_PARTNERS = ["theme/static/js/form/**", "theme/static/js/spreadsheet/**"];
const SHEETS_OF_PARTNERS = ["form", "look", "preview", "spreadsheet"].map(
  (name) => `theme/static/css/${name}.css`,
);
// Looked for before it is used.
const ASKED_FOR = [
  "createHTML",
  "createPolicy",
  "createScriptURL",
  "Segmenter",
  "segment",
  "share",
  "requestIdleCallback",
  "clipboard",
  "DecompressionStream",
  "pipeThrough",
];
const OUR_OWN = ["forget", "number", "where"];
// What looks, moves or prints a little plainer where it is missing, and hides nothing.
const PLAINER = [
  ..."accent-color color-scheme field-sizing fit-content forced-color-adjust resize text-size-adjust".split(
    " ",
  ),
  ..."text-decoration-thickness text-underline-offset text-wrap".split(" "),
  ..."border-start-start-radius border-start-end-radius border-end-start-radius border-end-end-radius".split(
    " ",
  ),
  ..."overflow-anchor scroll-behavior scroll-margin-block scroll-margin-block-start".split(" "),
  "scroll-padding-block-start",
  "pointer", // a finger has no shape
  ...["start", "end"], // a grid has always known them
  "marker",
  "focus-visible", // floor.css stands in
  "has", // where it hides what is seen instead, it stands in @supports
  ...["details-content", "content-visibility"], // js/everywhere.js stands in
  ...["page", "size", "avoid", "print-color-adjust", "exact"], // sheets of paper
];

export default [
  { ...js.configs.recommended, files: SCRIPTS },
  { ...jsdoc.configs["flat/recommended-typescript-flavor-error"], files: SCRIPTS },
  {
    files: SCRIPTS,
    plugins: { stylistic },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { args: "all", argsIgnorePattern: "^_$", ignoreRestSiblings: true }],
      curly: ["error", "multi-line"],
      "no-control-regex": "off", // characters that nobody can see are what we look for
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "stylistic/max-len": ["error", { code: 110 }],
      // One style of comments: /** */ where types are said, // for all else.
      "stylistic/multiline-comment-style": ["error", "separate-lines"],
      "stylistic/spaced-comment": "error",
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { ArrowFunctionExpression: true, ClassDeclaration: true, MethodDefinition: true },
        },
      ],
      // Names and types say enough where they can; a sentence above them says the rest.
      "jsdoc/reject-any-type": "off", // what people write can be anything
      "jsdoc/require-param-description": "off",
      "jsdoc/require-property-description": "off",
      "jsdoc/require-returns-description": "off",
      "jsdoc/tag-lines": ["error", "never", { startLines: null }],
    },
  },
  { files: ["theme/static/js/**", "theme/embed/**"], languageOptions: { globals: globals.browser } },
  {
    files: ["theme/worker/**"],
    languageOptions: { globals: { ...globals.serviceworker, SITE: "readonly" } },
  },
  { files: ["spreadsheet/**"], languageOptions: { globals: globals.node } },
  { files: ["editor/**"], languageOptions: { globals: globals.browser } },
  { files: ["tests/javascript/**"], languageOptions: { globals: globals.node } },
  // ---- the oldest browsers: .browserslistrc ----
  {
    files: ["theme/static/js/**", "theme/worker/**", "theme/embed/**"],
    ignores: OF_PARTNERS,
    plugins: { floor },
    languageOptions: { ecmaVersion: 2020 },
    rules: { "floor/script": ["error", { who: "residents", spared: ASKED_FOR }] },
  },
  {
    files: OF_PARTNERS,
    plugins: { floor },
    languageOptions: { ecmaVersion: 2022 },
    rules: { "floor/script": ["error", { who: "partners", spared: [...ASKED_FOR, ...OUR_OWN] }] },
  },
  {
    files: ["theme/static/css/*.css"],
    ignores: SHEETS_OF_PARTNERS,
    language: "css/css",
    plugins: { css, floor },
    rules: { "floor/style": ["error", { who: "residents", spared: PLAINER }] },
  },
  {
    files: SHEETS_OF_PARTNERS,
    language: "css/css",
    plugins: { css, floor },
    rules: { "floor/style": ["error", { who: "partners", spared: PLAINER }] },
  },
];
