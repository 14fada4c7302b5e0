// Imported before the editor, which reads this as soon as it is there: Escape would close what
// somebody is writing.

const NAME = "sveltia-cms.prefs";
const prefs = JSON.parse(localStorage.getItem(NAME) ?? "{}");
localStorage.setItem(NAME, JSON.stringify({ closeWithEscape: false, ...prefs }));
