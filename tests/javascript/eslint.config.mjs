// What our JavaScript is read for. `make lint-js` runs this from the project's folder.

import js from "@eslint/js";
import stylistic from "@stylistic/eslint-plugin";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

export default [
  js.configs.recommended,
  jsdoc.configs["flat/recommended-typescript-flavor-error"],
  {
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
  { files: ["theme/static/js/**"], languageOptions: { globals: globals.browser } },
  {
    files: ["theme/worker/**"],
    languageOptions: { globals: { ...globals.serviceworker, SITE: "readonly" } },
  },
  { files: ["editor/**"], languageOptions: { globals: globals.browser } },
];
