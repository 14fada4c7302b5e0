// Puts what stands in a box on the clipboard, and says so. Without scripts the box can be copied by hand.

const said = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copies]")) {
  const box = /** @type {HTMLInputElement} */ (document.getElementById(button.dataset.copies));
  button.hidden = false;
  button.addEventListener("click", async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      said.textContent = said.dataset.saysCopied;
    } catch {
      said.textContent = said.dataset.saysSelected;
    }
  });
}
