// Fetches what the worker needs, counts it and unpacks it.

/** What could not be fetched whole. */
export class Away extends Error {}

/**
 * Fetches one file whole, and unpacks it if it is packed. A module is loaded as one.
 * @param {{ name: string, href: string, bytes: number, sha256: string }} file
 * @param {(more: number) => void} count
 * @returns {Promise<any>}
 */
export async function bring({ name, href, bytes, sha256 }, count) {
  if (name.endsWith(".mjs")) {
    const module = await import(href).catch(() => Promise.reject(new Away(href)));
    count(bytes);
    return { href, module };
  }
  const body = new Uint8Array(bytes);
  let at = 0;
  try {
    const reply = await fetch(href);
    const reader = reply.body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      body.set(piece.value, at);
      at += piece.value.length;
      count(piece.value.length);
    }
  } catch {
    at = -1;
  }
  if (at !== bytes || !(await isRight(body, sha256))) throw new Away(href);
  return name.endsWith(".bin") ? unpacked(body) : body;
}

async function isRight(body, sha256) {
  if (!self.crypto.subtle) return true; // only where the site has no certificate
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

async function unpacked(body) {
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
