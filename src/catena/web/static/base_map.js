// Land and borders from a file of ours: the map asks nobody else for anything.
/* global L, topojson */
export async function makeMap(place, options = {}) {
  const map = L.map(place, { worldCopyJump: true, minZoom: 1, maxZoom: 13, zoomSnap: 0.5, attributionControl: false, ...options });
  L.control.attribution({ prefix: false }).addAttribution("Natural Earth").addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const answer = await fetch("/static/vendor/world-atlas/countries-50m.json");
  const world = await answer.json();
  const land = topojson.feature(world, world.objects.countries);
  L.geoJSON(land, { className: "land", style: { className: "land", weight: 0.8, fillOpacity: 1, opacity: 1 }, interactive: false }).addTo(map);
  return map;
}

export const escapeless = (tag, words, attributes = {}) => {
  const made = document.createElement(tag);
  made.textContent = words;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
