// Puts what stands in a box on the clipboard, and says so. Without scripts the box can be copied by hand.

const outcome = document.getElementById("copied");

for (const button of document.querySelectorAll("[data-copies]")) {
  const box = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      outcome.textContent = outcome.dataset.saysCopied;
    } catch {
      outcome.textContent = outcome.dataset.saysSelected;
    }
  });
}
