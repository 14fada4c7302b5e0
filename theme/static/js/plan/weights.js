// High need, little provision: the ranking again by somebody's own weights (catalogue/planning/ranking.py).

const ranking = document.querySelector("[data-ranking]");
const form = ranking.querySelector("form");
const body = ranking.querySelector("tbody");
const said = ranking.querySelector("[data-said]");
const boxes = [...form.querySelectorAll("input")];
const rows = [...body.querySelectorAll("tr")].map((row) => ({
  row,
  name: String(row.querySelector("th").textContent),
  // Of a measure that no ward is short of there is no part: it is “-”, no number.
  parts: row.dataset.parts.split(" ").map(Number),
}));

/**
 * @param {number[]} weights
 * @param {number[]} parts
 * @returns {{ score: number, total: string }}
 */
export function scored(weights, parts) {
  const counted = weights.flatMap((weight, place) =>
    weight && !Number.isNaN(parts[place]) ? [{ weight, part: parts[place] }] : [],
  );
  const weighed = counted.reduce((sum, one) => sum + one.weight, 0);
  const score = weighed ? (counted.reduce((sum, one) => sum + one.weight * one.part, 0) / weighed) * 100 : 0;
  const sums = counted.map((one) => `${one.weight} × ${(one.part * 100).toFixed(2)}`).join(" + ");
  const total = weighed ? `(${sums}) ÷ ${weighed} = ${score.toFixed(2)}` : "0.00";
  return { score, total };
}

function show() {
  const weights = boxes.map((box) => (box.validity.valid ? Number(box.value) : 0));
  const found = rows.map((one) => ({ ...one, ...scored(weights, one.parts) }));
  found.sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1));
  for (const [place, { row, score, total }] of found.entries()) {
    row.querySelector("[data-rank]").textContent = String(place + 1);
    row.querySelector("[data-score]").textContent = score.toFixed(2);
    row.querySelector("[data-total]").textContent = total;
  }
  body.append(...found.map((one) => one.row));
  const wrong = boxes.find((box) => !box.validity.valid);
  const first = found.slice(0, 3).map((one) => one.name);
  said.textContent = wrong
    ? "A weight is a number from 0 to 10. What is none counts as 0."
    : `With these weights ${first.join(", then ")} come first.`;
}

document.documentElement.classList.add("started");
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
if (boxes.some((box) => box.value !== box.getAttribute("value"))) {
  show();
}
