// Starts the worker that reads sheets, listens to it, and ends it when it does not get any further.

const PATIENCE = 60_000; // without a word, while it is fetched
const LONGER = 300_000; // for what a slow device does by itself: start, and read a sheet of thousands of rows
const SMALLEST = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // a program of WebAssembly that does nothing

// Trusted Types ask who vouches for the address of a script: we do, for that of the worker below.
const makers = { createScriptURL: (text) => text };
const vouched = window.trustedTypes?.createPolicy("spreadsheet", makers) ?? makers;

/** Why no sheet is read: the name of a sentence, and what a developer may want to know. */
export class Failed extends Error {
  /**
   * @param {string} kind
   * @param {string} [why]
   */
  constructor(kind, why = "") {
    super(`${kind}: ${why}`);
    this.kind = kind;
  }
}

/**
 * Whether this browser can do what the worker needs, as far as one can tell beforehand.
 * @returns {boolean}
 */
export function canRead() {
  try {
    new WebAssembly.Module(SMALLEST);
  } catch {
    return false; // there is none, or a policy is in the way
  }
  return "DecompressionStream" in window;
}

/**
 * A reader of sheets. It is asked for one sheet at a time, and `hears` what it is doing meanwhile.
 * @param {any[]} fetches
 * @param {string} today
 * @param {(doing: { stage: string, done?: number, all?: number }) => void} hears
 * @returns {{ ready: Promise<void>, look: (sheet: any) => Promise<Findings>, stop: () => void }}
 */
export function readerOf(fetches, today, hears) {
  const worker = startedWorker();
  let timer = 0;
  /** @type {(answer?: any) => void} */
  let settle;
  /** @type {(why: Failed) => void} */
  let refuse;

  const asked = (message, handed, patience) =>
    new Promise((resolve, reject) => {
      [settle, refuse] = [resolve, reject];
      wait(patience);
      worker.postMessage(message, handed);
    });
  const wait = (patience) => {
    clearTimeout(timer);
    timer = setTimeout(() => fail("stuck"), patience);
  };
  const fail = (kind, why) => {
    stop();
    refuse(new Failed(kind, why));
  };
  const stop = () => {
    clearTimeout(timer);
    worker.terminate();
  };

  worker.addEventListener("message", ({ data }) => {
    if (data.failed) return fail(data.failed, data.why);
    if (data.stage) {
      hears(data);
      return wait(data.stage === "fetching" ? PATIENCE : LONGER);
    }
    clearTimeout(timer);
    settle(data.found && JSON.parse(data.found));
  });
  worker.addEventListener("error", ({ message }) => fail("too-old", message));

  const whole = fetches.map((one) => ({ ...one, href: new URL(one.href, location.href).href }));
  const ready = asked({ fetches: whole, today }, [], PATIENCE);
  return {
    ready,
    async look(sheet) {
      await ready;
      hears({ stage: "looking" });
      return asked({ ...sheet, today }, [sheet.bytes.buffer], LONGER);
    },
    stop,
  };
}

// A worker made of a blob is held to the policy of this page, which says where it may fetch from. One that
// is made of a file is held to what is sent with that file, and some hosts send nothing.
function startedWorker() {
  const ours = new URL("worker.js", import.meta.url).href;
  const blob = new Blob([`import ${JSON.stringify(ours)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(blob);
  return new Worker(vouched.createScriptURL(address), { type: "module" });
}
