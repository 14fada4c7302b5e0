// The courses as Eleventy builds them: scripts/bench_peers.py fills courses/ and the parts in _includes/.
const LENGTH = 20;

/**
 * Says which lists there are.
 * @param {any} eleventy
 * @returns {object}
 */
export default function configure(eleventy) {
  eleventy.addCollection("lists", (/** @type {any} */ all) => {
    const lists = new Map();
    for (const course of all.getFilteredByGlob("courses/*.md")) {
      for (const tag of course.data.lists) {
        if (!lists.has(tag)) lists.set(tag, []);
        lists.get(tag).push(course);
      }
    }
    return [...lists].flatMap(([tag, courses]) => {
      const total = Math.ceil(courses.length / LENGTH);
      return Array.from({ length: total }, (_, page) => ({
        tag,
        number: page + 1,
        total,
        courses: courses.slice(page * LENGTH, (page + 1) * LENGTH),
      }));
    });
  });
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
