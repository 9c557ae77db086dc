// Set before the page is drawn, so that it does not flash; the choice stays in this browser.
document.documentElement.dataset.js = "on";
{
  let kept = null;
  try { kept = localStorage.getItem("catena-theme"); } catch { /* a browser without storage keeps to the system's theme */ }
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
}
