// What a script may take for granted of its page. Scripts and templates are built together, and tests in
// a browser look that a script finds what it asks for: so all that it asks for is there, and has what
// the elements of our pages have. `?.` stays where a page may be without it.

type Part = OfAPage &
  HTMLElement &
  Pick<HTMLInputElement, "checked" | "min" | "validity" | "labels" | "select" | "name" | "disabled"> &
  Pick<HTMLSelectElement, "selectedIndex" | "selectedOptions" | "add"> &
  Pick<HTMLAnchorElement, "href" | "hash"> &
  Pick<HTMLTableElement, "tHead" | "tBodies"> &
  Pick<HTMLIFrameElement, "src"> &
  Pick<HTMLTimeElement, "dateTime"> &
  Pick<HTMLDetailsElement, "open"> &
  Pick<HTMLInputElement, "files" | "checked">;

interface OfAPage {
  value: string;
  dataset: Record<string, string>;
  parentElement: Part;
  lastElementChild: Part;
  nextElementSibling: Part;
  children: HTMLCollectionOf<Part>;
  options: Iterable<Part & HTMLOptionElement>;
  content: any; // of a template: a row, a card, a line
  elements: any; // of a form, by the names of its controls
  contentDocument: Document; // of a frame from our own site
  height: number | string;
  getAttribute(name: string): string;
  setAttribute(name: string, value: string | number | boolean): void;
  addEventListener(type: string, does: (event: PageEvent) => void, options?: AddEventListenerOptions): void;
}
type PageEvent = Event & { target: Part; detail?: any; relatedTarget?: Part };

interface ParentNode {
  querySelector(selectors: string): Part;
  querySelectorAll(selectors: string): NodeListOf<Part>;
}
interface Element {
  closest(selectors: string): Part;
}
interface NonElementParentNode {
  getElementById(id: string): Part;
}
interface Document {
  getElementById(id: string): Part;
}
interface Window {
  trustedTypes?: { createPolicy(name: string, makers: Partial<TrustedMakers>): TrustedMakers };
}
// What they make is no text, but passes for it wherever we hand it on.
type TrustedMakers = Record<"createHTML" | "createScriptURL", (text: string) => string>;
declare function addEventListener(type: "click", does: (event: PageEvent) => void): void;

// What only `make editor` and `make spreadsheet` fetch, or need of Node.
declare module "@sveltia/cms";
declare module "esbuild";
declare module "node:fs/promises";
declare module "node:process";
declare module "pyodide";
declare module "yaml";
