// On signing out, nothing of a conversation stays on a device that others may use.
const held = () => Object.keys(localStorage).filter((key) => key.startsWith("mainstay-words:"));

document.querySelector("[data-unsaved]").hidden = held().length === 0;
document.querySelector("[data-leaving]").addEventListener("submit", () => {
  held().forEach((key) => localStorage.removeItem(key));
});
