// Starts the editor with the site's own fields, checks and way of writing (catalogue/site/editor.py).

import "./prefs.mjs";
import CMS from "@sveltia/cms";
import { parse } from "yaml";
import { problemsOf } from "../theme/static/js/form/check.js";
import { today } from "../theme/static/js/form/days.js";
import { prune, toYaml, withIds } from "../theme/static/js/form/yaml.js";
import { copiesApart, fromFile, toFile } from "./values.mjs";

const AFTER_THEIR_DIALOG = 700; // milliseconds: opened at once, ours would lie behind the editor's own

const read = async (address) => (await fetch(address)).json();
const { config, kinds } = await read(new URL("config.json", document.baseURI));
const form = await read(document.documentElement.dataset.form);

// The editor forbids enlarging the page, which some people need.
new MutationObserver(() => {
  const viewport = document.querySelector("meta[name=viewport][content*=maximum-scale]");
  if (viewport) viewport.content = "width=device-width, initial-scale=1";
}).observe(document.head, { childList: true, subtree: true });

const asWritten = (values, schema) => withIds(copiesApart(prune(toFile(values, schema))));

for (const kind of ["course", "venue"]) {
  CMS.registerCustomFormat(kind, "yaml", {
    // With ids before anything is mended, which must not give a run another.
    fromFile: (text) => withIds(fromFile(parse(text, { schema: "failsafe" }), form.schemas[kind])),
    toFile: (values) =>
      form.schema_lines[kind] + toYaml(asWritten(values, form.schemas[kind]), form.schemas[kind]),
  });
}

CMS.registerEventListener({
  name: "preSave",
  handler({ entry }) {
    const kind = kinds[entry.get("collection")];
    const values = asWritten(entry.get("data").toJS(), form.schemas[kind]);
    const problems = problemsOf(values, form, { kind, today: today() });
    const errors = problems.filter(({ code }) => !form.warnings.includes(code));
    if (!errors.length) return;
    setTimeout(() => show(errors), AFTER_THEIR_DIALOG);
    throw new Error(errors.map(({ what, mend }) => `${what} ${mend}`).join(" "));
  },
});

function show(errors) {
  const dialog = document.getElementById("reasons").content.cloneNode(true).firstElementChild;
  const line = dialog.querySelector("li");
  line.replaceWith(
    ...errors.map(({ field, what, mend }) => {
      const one = line.cloneNode();
      one.textContent = `${what} ${mend}`;
      one.dataset.field = field.join(".");
      return one;
    }),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

CMS.init({ config: { ...config, load_config_file: false } });
