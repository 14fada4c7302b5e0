// Keeps what somebody writes in this browser, so that a closed tab loses nothing. It is sent nowhere.

const SITE = new URL("../../../../", import.meta.url).pathname;

/**
 * The draft of one form. `name` tells forms apart: the id of a course, or nothing for a new one.
 * @param {string} [name]
 * @returns {Draft}
 */
export function draftOf(name = "") {
  const key = `course draft of ${SITE} ${name}`;
  let seen = null; // what this tab last read or wrote: anything else was written by another tab

  return {
    key,

    /**
     * There is a `draft` if one was kept. `trouble` is "", broken or off; a broken one is put aside.
     * @returns {{ draft?: any, trouble: string }}
     */
    read() {
      try {
        seen = localStorage.getItem(key);
        try {
          return { trouble: "", draft: seen && JSON.parse(seen) };
        } catch {
          this.putAside();
          return { trouble: "broken" };
        }
      } catch {
        return { trouble: "off" };
      }
    },

    /** Keeps what makes no sense where somebody who knows how can still find it. */
    putAside() {
      localStorage.setItem(`${key} (broken)`, seen);
      localStorage.removeItem(key);
      seen = null;
    },

    /**
     * Keeps a draft, and says how that went: kept, off or elsewhere, where another tab wrote meanwhile and
     * nothing is changed.
     * @param {Values} draft
     * @param {{ anyway?: boolean }} [options]
     * @returns {string}
     */
    write(draft, { anyway = false } = {}) {
      try {
        if (!anyway && localStorage.getItem(key) !== seen) return "elsewhere";
        const text = JSON.stringify({ ...draft, at: new Date().toISOString() });
        localStorage.setItem(key, text);
        seen = text;
        return "kept";
      } catch {
        return "off";
      }
    },

    /** Forgets the draft. */
    forget() {
      try {
        localStorage.removeItem(key);
      } catch {
        // where nothing can be kept there is nothing to forget
      }
      seen = null;
    },
  };
}
