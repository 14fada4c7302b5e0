// Shows a course as its page would look, from what stands in the form.

import { courseView } from "./course.js";
import { render } from "./template.js";

/**
 * Fills `root` with the main part of the page of a course. `values` are those of its file, finished
 * or not; `about` is {provider, today, id}; `data` is preview.json.
 */
export function preview(values, root, about, data) {
  const main = render(data, { view: courseView(values, about, data), frame: data.frame });
  for (const useless of main.querySelectorAll(".actions, #actions-said, .save-said, #add-class")) useless.remove();
  root.replaceChildren(main);
}
