// Makes editor/built/: the editor and our own parts in one bundle that asks no other host for
// anything. The site's build copies the folder to edit/.

import { cp, readFile, rm } from "node:fs/promises";
import { build } from "esbuild";

const SVELTIA = "node_modules/@sveltia/cms/npm";
const OUT = "built";

// Colours for a hundred programming languages, which no course has.
const noLanguages = {
  name: "no programming languages",
  setup(building) {
    building.onResolve({ filter: /^@shikijs\/(langs|themes)/ }, () => ({ path: "none", namespace: "none" }));
    building.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "export default [];" }));
  },
};

// Fonts and news of new versions would come from other hosts. The fonts are beside the bundle.
const noOtherHosts = {
  name: "no other hosts",
  setup(building) {
    building.onLoad({ filter: /sveltia\/cms\/npm\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text
        .replace(/@font-face \{[^}]*https:\/\/cdn\.jsdelivr\.net[^}]*\}/g, "")
        .replaceAll(
          "https://www.githubstatus.com/api/v2/status.json",
          'data:,{"status":{"indicator":"none"}}',
        )
        .replaceAll("https://unpkg.com", "https://elsewhere.invalid");
      return { contents, loader: "js" };
    });
  },
};

await rm(OUT, { recursive: true, force: true });
await build({
  entryPoints: ["entry.mjs"],
  outdir: OUT,
  bundle: true,
  format: "esm",
  splitting: true,
  minify: true,
  target: "es2022",
  legalComments: "linked",
  loader: { ".woff2": "file" },
  plugins: [noLanguages, noOtherHosts],
  logLevel: "warning",
});
await cp(`${SVELTIA}/assets`, `${OUT}/assets`, { recursive: true, filter: (path) => !path.endsWith(".map") });
await cp("node_modules/@sveltia/cms/LICENSE.txt", `${OUT}/LICENSE-sveltia-cms.txt`);
await cp("node_modules/yaml/LICENSE", `${OUT}/LICENSE-yaml.txt`);
