// The map: marks come gathered from the server for the window that is seen. Where one looks is kept in the address.
/* global L */
import { escapeless, makeMap } from "./base_map.js";

const NAMED_MAX = 40; // more names than that would lie on one another
const place = document.getElementById("map");
if (place) await start();

async function start() {
  const map = await makeMap(place);
  const [west, south, east, north] = place.dataset.bounds.split(",").map(Number);
  const asked = new URLSearchParams(location.hash.slice(1));
  if (asked.has("zoom")) map.setView([Number(asked.get("lat")), Number(asked.get("lon"))], Number(asked.get("zoom")));
  else map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: 6.5 });
  const layer = L.layerGroup().addTo(map);
  let latest = 0;

  async function show() {
    const number = ++latest;
    const box = map.getBounds();
    const query = new URLSearchParams(place.dataset.query.slice(1));
    query.set("zoom", Math.max(0, Math.round(map.getZoom())));
    query.set("box", [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((each) => Math.max(-360, Math.min(360, each)).toFixed(4)).join(","));
    const answer = await fetch(`/api/v1/map?${query}`);
    const { marks } = await answer.json();
    if (number !== latest) return;
    layer.clearLayers();
    const named = marks.filter((mark) => mark.place !== null).length <= NAMED_MAX;
    for (const mark of marks) draw(mark, named);
    place.dataset.marks = String(marks.length);
    const centre = map.getCenter();
    history.replaceState(null, "", `#lat=${centre.lat.toFixed(4)}&lon=${centre.lng.toFixed(4)}&zoom=${map.getZoom()}`);
  }

  function draw(mark, named) {
    const at = [mark.lat, mark.lon];
    if (mark.radius_km) L.circle(at, { radius: mark.radius_km * 1000, className: mark.disputed ? "disc disputed" : "disc", interactive: false }).addTo(layer);
    const size = Math.round(24 + 8 * Math.log2(mark.count));
    const words = `${mark.place ?? "several places"}: ${mark.count} ${mark.count === 1 ? "incident" : "incidents"}, ${mark.killed} killed`;
    const icon = L.divIcon({ className: mark.disputed ? "cluster disputed" : "cluster", html: escapeless("span", String(mark.count)), iconSize: [size, size] });
    const shown = L.marker(at, { icon, title: words, alt: words, keyboard: true, riseOnHover: true }).addTo(layer);
    if (named && mark.place !== null) shown.bindTooltip(escapeless("span", mark.place), { permanent: true, direction: "right", offset: [size / 2 - 2, 0], className: "named", interactive: false });
    if (mark.place_id === null && map.getZoom() < map.getMaxZoom()) shown.on("click keypress", () => map.setView(at, map.getZoom() + 2));
    else shown.bindPopup(() => list(mark, words), { minWidth: 220 });
  }

  function list(mark, words) {
    const made = document.createElement("div");
    made.append(escapeless("strong", words));
    const names = document.createElement("ul");
    for (const incident of mark.incidents) {
      const line = document.createElement("li");
      line.append(escapeless("a", incident.title, { href: `/incidents/${encodeURIComponent(incident.id)}` }), incident.disputed ? " (disputed)" : "");
      names.append(line);
    }
    made.append(names);
    if (mark.count > mark.incidents.length && mark.place_id) made.append(escapeless("a", `all ${mark.count}`, { href: `/incidents?place=${encodeURIComponent(mark.place_id)}` }));
    return made;
  }

  map.on("moveend", show);
  await show();
}
