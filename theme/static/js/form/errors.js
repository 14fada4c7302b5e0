// Says what needs fixing: in a summary that links to each control, and beside the controls.

const name = (control) => {
  const label = control.labels?.[0] ?? control.querySelector(":scope > legend");
  return label
    ? [...label.childNodes]
        .filter((node) => !node.classList?.contains("optional"))
        .map((node) => node.textContent)
        .join("")
        .trim()
    : "";
};

/**
 * Shows problems in place of those shown before. Moves nothing.
 * @param {Part} form
 * @param {Part} summary
 * @param {ShownProblem[]} problems
 */
export function showProblems(form, summary, problems) {
  for (const control of form.querySelectorAll("[aria-describedby*='-error']")) clear(control);
  for (const control of new Set(problems.map((problem) => problem.control))) {
    besides(
      control,
      problems.filter((problem) => problem.control === control),
    );
  }
  summary.querySelector("ul").replaceChildren(...problems.map(line));
  summary.hidden = !problems.length;
}

/**
 * Shows what is wrong at one control, and leaves the others as they are. Returns the words.
 * @param {Part} control
 * @param {ShownProblem[]} problems
 * @returns {string}
 */
export function showAt(control, problems) {
  clear(control);
  return problems.length ? besides(control, problems) : "";
}

function clear(control) {
  const id = `${control.id}-error`;
  document.getElementById(id)?.remove();
  control.removeAttribute("aria-invalid");
  describe(control, id, false);
}

function line({ control, what, mend }) {
  const link = Object.assign(document.createElement("a"), {
    href: `#${control.id}`,
    textContent: `${what.includes(name(control)) ? "" : `${name(control)}: `}${what} ${mend}`,
  });
  const row = document.createElement("li");
  row.append(link);
  return row;
}

function besides(control, problems) {
  const error = Object.assign(document.createElement("p"), { className: "error", id: `${control.id}-error` });
  error.textContent = problems.map(({ what, mend }) => `${what} ${mend}`).join(" ");
  if (control.localName === "fieldset") control.querySelector(":scope > legend").after(error);
  else (control.closest("label") ?? control).before(error);
  describe(control, error.id, true);
  if (control.localName !== "fieldset") control.setAttribute("aria-invalid", "true");
  for (let around = control.parentElement; around; around = around.parentElement) {
    if (around.localName === "details") around.open = true;
  }
  return error.textContent;
}

/**
 * Lets a control be described by one more part of the page, before all others, or no longer by it.
 * @param {Part} control
 * @param {string} id
 * @param {boolean} isThere
 */
export function describe(control, id, isThere) {
  const others = (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((one) => one && one !== id);
  const ids = isThere ? [id, ...others] : others;
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}
