// Another page of the site, to take parts from.

/**
 * Asks for a page and gives it as a document in which nothing runs. By the older way of asking, because
 * Trusted Types let only the browser itself make a document of what was fetched.
 * @param {string} href
 * @returns {Promise<{ status: number, page: Document, header: (name: string) => string | null }>}
 */
export const otherPage = (href) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("GET", href);
    request.responseType = "document";
    request.onload = () =>
      done({
        status: request.status,
        page: /** @type {Document} */ (request.response),
        header: (name) => request.getResponseHeader(name),
      });
    request.onerror = () => failed(new Error(href));
    request.send();
  });
