// Puts files into one archive, as they are: text is small, and every system opens it.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});
const UTF8 = 0x0800; // names are UTF-8
const DAY = 0x21; // 1 January 1980: the first day there is

/**
 * An archive of texts by their paths.
 * @param {Record<string, string>} files
 * @returns {Blob}
 */
export function zipOf(files) {
  const encoder = new TextEncoder();
  const parts = [];
  const list = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, body] = [encoder.encode(path), encoder.encode(text)];
    const about = [20, UTF8, 0, 0, DAY]; // version 2.0, no packing, midnight
    const sizes = [checkOf(body), body.length, body.length];
    const local = header(0x04034b50, about, sizes, [name.length, 0]);
    list.push(
      header(0x02014b50, [20, ...about], sizes, [name.length, 0, 0, 0, 0, 0, 0, at & 0xffff, at >>> 16]),
      name,
    );
    parts.push(local, name, body);
    at += local.length + name.length + body.length;
  }
  const size = list.reduce((sum, { length }) => sum + length, 0);
  const number = Object.keys(files).length;
  const end = header(0x06054b50, [0, 0, number, number], [size, at], [0]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}

// Numbers of four bytes, of two, of four and of two, the low end first.
function header(mark, shorts, longs, last) {
  const long = (number) => [...short(number), ...short(number >>> 16)];
  const short = (number) => [number & 255, (number >>> 8) & 255];
  return Uint8Array.from([long(mark), ...shorts.map(short), ...longs.map(long), ...last.map(short)].flat());
}

function checkOf(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
