// Counts as the server tells them.
const bar = document.getElementById("bar");
const events = new EventSource("/progress/events");
events.addEventListener("message", (message) => {
  const counts = JSON.parse(message.data);
  for (const place of document.querySelectorAll("[data-count]")) place.textContent = counts[place.dataset.count];
  bar.max = Math.max(counts.documents, 1);
  bar.value = counts.read;
});
