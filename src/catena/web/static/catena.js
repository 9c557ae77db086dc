// What every page shares: the theme's button, the search key, filters folded on a narrow screen.
const root = document.documentElement;
const button = document.getElementById("theme");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("catena-theme", root.dataset.theme); } catch { /* for this page only, then */ }
  });
}

export const isWriting = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isWriting(event.target)) event.target.blur();
  if (event.key !== "/" || isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector(".find input").focus();
});

const filters = document.getElementById("filters");
if (filters && matchMedia("(max-width: 52rem)").matches) filters.open = false;
for (const select of document.querySelectorAll(".order select[name=sort]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
// Everything is unfolded for paper.
addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("main details")) each.open = true; });
