// Python in a worker of its own: fetches what the page lists, starts it, and looks at one sheet after the
// other. What is fetched or read here goes nowhere but to the page.

import { Away, bring } from "./bring.js";

const PROJECT = "/project";
const PACKAGES = "/packages";
const BEGIN = `
import os, sys
from pathlib import Path

sys.path[:0] = ["${PROJECT}", "${PACKAGES}"]
os.chdir("${PROJECT}")
from catalogue.sheets.in_browser import Desk

desk = Desk(Path("${PROJECT}"))
lambda name, raw, *asked: desk.look(name, raw.to_bytes(), *asked)
`;

/** @type {any} */
let look; // a function of Python, once it runs

const tell = (/** @type {any} */ message) => self.postMessage(message);

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.fetches) await start(data);
    else tell({ found: look(data.name, data.bytes, data.provider, data.today, data.answers) });
  } catch (error) {
    tell({ failed: kindOf(error), why: String(error) });
  }
});

function kindOf(error) {
  if (error instanceof Away) return "away";
  return error instanceof RangeError || /memory/i.test(String(error)) ? "no-room" : "broken";
}

async function start({ fetches, today }) {
  const all = fetches.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const count = (more) => tell({ stage: "fetching", done: (done += more), all });
  const brought = await Promise.all(fetches.map((one) => bring(one, count)));
  const parts = Object.fromEntries(brought.map((part, place) => [fetches[place].name, part]));

  tell({ stage: "starting" });
  const folder = new URL(".", parts["pyodide.mjs"].href).href;
  handedOver(`${folder}pyodide.asm.wasm`, parts["python.bin"], "application/wasm");
  const python = await parts["pyodide.mjs"].module.loadPyodide({
    indexURL: folder,
    lockFileContents: new TextDecoder().decode(parts["lock.json"]),
    stdLibURL: handedOver(`${folder}library.zip`, parts["library.bin"]),
  });
  python.unpackArchive(parts["packages.bin"], "zip", { extractDir: PACKAGES });
  python.unpackArchive(parts["catalogue.bin"], "zip", { extractDir: PROJECT });
  look = python.runPython(BEGIN);

  tell({ stage: "opening" });
  python.globals.get("desk").open(today);
  tell({ ready: true });
}

/** @type {Map<string, Response>} */
const held = new Map();
const network = self.fetch;

/**
 * Answers for an address, which Pyodide asks for, with what was fetched, counted and unpacked already.
 * @param {string} address
 * @param {Uint8Array<ArrayBuffer>} body
 * @param {string} [type]
 * @returns {string}
 */
function handedOver(address, body, type = "application/octet-stream") {
  held.set(address, new Response(body, { headers: { "content-type": type } }));
  return address;
}

self.fetch = async (asked, ...more) => held.get(String(asked)) ?? network(asked, ...more);
