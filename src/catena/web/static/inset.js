// The small map of one incident: the disc that its place's name covers.
/* global L */
import { makeMap } from "./base_map.js";

const place = document.getElementById("inset");
const at = [Number(place.dataset.lat), Number(place.dataset.lon)];
const radius = Number(place.dataset.radius) * 1000;
const map = await makeMap(place, { scrollWheelZoom: false });
map.setView(at, 5);
if (radius > 0) {
  const disc = L.circle(at, { radius, className: "disc", interactive: false }).addTo(map);
  map.fitBounds(disc.getBounds(), { maxZoom: 6, padding: [30, 30] });
}
L.circleMarker(at, { radius: 6, className: "dot", fillOpacity: 1, interactive: false }).addTo(map);
