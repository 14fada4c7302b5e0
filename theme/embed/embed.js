// Shows a list of ours on a page of somebody else's, in place of a plain link to it. Where a frame may not
// be, or we do not answer, the link stays. Nothing is kept. Why so: docs/decisions/0041-embedding.md

(() => {
  const PATIENCE = 10000; // milliseconds
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const link = /** @type {HTMLElement | null} */ (script.previousElementSibling);
  const frame = document.createElement("iframe");
  frame.src = new URL(script.dataset.list ?? "", script.src).href;
  frame.title = link?.innerText.trim() ?? "";
  frame.width = "100%";
  frame.height = "0";
  frame.style.border = "0";
  // A page that is dark whatever its visitor likes says so, and so does the frame.
  const colours = getComputedStyle(script.parentElement ?? script).getPropertyValue("color-scheme");
  frame.style.setProperty("color-scheme", colours);

  const isOurs = ({ source, origin }) =>
    source === frame.contentWindow && origin === new URL(frame.src).origin;
  const giveUp = () => frame.remove();
  const patience = setTimeout(giveUp, PATIENCE);
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    if (blockedURI.startsWith(new URL(frame.src).origin)) giveUp();
  });
  addEventListener("message", (event) => {
    const height = Number(event.data?.height);
    if (!isOurs(event) || !(height > 0)) return;
    clearTimeout(patience);
    frame.height = String(Math.ceil(height));
    if (link) link.hidden = true;
  });
  script.after(frame);
})();
