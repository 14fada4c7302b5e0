// Says what needs mending: in a summary that links to each control, and beside the controls.

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
  for (const old of form.querySelectorAll(".error")) old.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const control of form.querySelectorAll("[aria-describedby*='-error']")) describe(control, "");
  for (const control of new Set(problems.map((problem) => problem.control))) {
    besides(
      control,
      problems.filter((problem) => problem.control === control),
    );
  }
  summary.querySelector("ul").replaceChildren(...problems.map(line));
  summary.hidden = !problems.length;
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
  describe(control, error.id);
  if (control.localName !== "fieldset") control.setAttribute("aria-invalid", "true");
  for (let around = control.parentElement; around; around = around.parentElement) {
    if (around.localName === "details") around.open = true;
  }
}

function describe(control, error) {
  const others = (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => id && !id.endsWith("-error"));
  const ids = error ? [error, ...others] : others;
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}
