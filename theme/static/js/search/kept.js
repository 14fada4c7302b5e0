// What was fetched is kept for as long as the page is open.

/**
 * Fetches each thing once. What did not come is fetched again when it is asked for next.
 * @template Thing
 * @param {(name: string) => Promise<Thing>} fetching
 * @returns {(name: string) => Promise<Thing>}
 */
export function kept(fetching) {
  /** @type {Map<string, Promise<Thing>>} */
  const things = new Map();
  return (name) => {
    const coming = things.get(name) ?? fetching(name);
    things.set(name, coming);
    coming.catch(() => things.delete(name));
    return coming;
  };
}
