// Starts Python for the browser, lets it look at the sheets of a job, and writes down what that took.
// Called by scripts/spreadsheet_engine.py with the folder of a job: packages, a project, and sheets.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { loadPyodide } from "pyodide";

// Node would show the line where it was noticed, and that is a megabyte long.
process.on("uncaughtException", ({ message }) => {
  console.error(message);
  process.exit(1);
});

const THEIRS = "node_modules/pyodide";
const [, , job] = process.argv;
const bytes = async (path) => new Uint8Array(await readFile(path));
const { today, provider, sheets } = JSON.parse(await readFile(`${job}/job.json`, "utf8"));

// Without its list of packages, which would come from another host.
const { info } = JSON.parse(await readFile(`${THEIRS}/pyodide-lock.json`, "utf8"));
const lockFileContents = JSON.stringify({ info, packages: {} });
const python = await loadPyodide({ lockFileContents });
for (const folder of ["packages", "project"]) {
  python.unpackArchive(await bytes(`${job}/${folder}.zip`), "zip", { extractDir: `/${folder}` });
}
python.FS.writeFile("/packages/rpds.py", await bytes("rpds.py"));
python.FS.writeFile("/bundle.py", await bytes("bundle.py"));

const bundle = python.runPython("import sys; sys.path.insert(0, '/'); import bundle; bundle");
bundle.begin("/project", today);
for (const name of sheets) {
  const raw = python.toPy(await bytes(`${job}/${name}`));
  console.log(`${name}: ${bundle.see(name, raw, provider, today)}`);
}
// The packages first: what they load of the library is kept as well.
for (const part of ["packages", "library"]) await writeFile(`${job}/${part}`, bundle[part]().toJs());
await writeFile(`${job}/lock.json`, lockFileContents);
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]) {
  await copyFile(`${THEIRS}/${name}`, `${job}/${name}`);
}
