// The keys of the queue. Each presses a button or follows a link that is on the page, so that nothing is possible by key alone.
import { isWriting } from "./catena.js";

const links = { j: "#next", k: "#back" };

document.addEventListener("keydown", (event) => {
  if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "?") {
    const help = document.getElementById("help");
    if (help) { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); }
    return;
  }
  const key = event.key.toLowerCase();
  const found = key in links ? document.querySelector(links[key]) : document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found) return;
  event.preventDefault();
  const reason = found.form?.elements.namedItem("reason");
  // A rejection and a note say why: the field asks for it first.
  if (["reject", "note"].includes(found.value) && reason && !reason.value.trim()) {
    reason.focus();
    reason.setAttribute("placeholder", found.value === "note" ? "write the note, then Enter" : "why is it rejected? then Enter");
    reason.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Enter") return;
      pressed.preventDefault();
      found.click();
    }, { once: false });
    return;
  }
  found.click();
});
