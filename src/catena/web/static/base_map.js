// Land and borders from a file of ours: the map asks nobody else for anything.
/* global L, topojson */
export async function makeMap(place, options = {}) {
  const map = L.map(place, { minZoom: 1, maxBounds: [[-86, -200], [86, 200]], maxBoundsViscosity: 1, maxZoom: 13, zoomSnap: 0.5, attributionControl: false, ...options });
  L.control.attribution({ prefix: false }).addAttribution("Natural Earth").addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const answer = await fetch("/static/vendor/world-atlas/countries-50m.json");
  const world = await answer.json();
  const land = topojson.feature(world, world.objects.countries);
  for (const country of land.features) country.geometry = onOneSheet(country.geometry);
  L.geoJSON(land, { className: "land", style: { className: "land", weight: 0.8, fillOpacity: 1, opacity: 1 }, interactive: false }).addTo(map);
  nameCountries(map, land.features);
  return map;
}

// A country's name stands on its largest piece, where the piece is wide enough on the screen to bear it.
function nameCountries(map, countries) {
  const names = L.layerGroup().addTo(map);
  const places = countries.map(({ geometry, properties }) => {
    const boxes = geometry.coordinates.map(([ring]) => L.latLngBounds(ring.map(([longitude, latitude]) => [latitude, longitude])));
    const widest = boxes.reduce((one, other) => (area(other) > area(one) ? other : one));
    return { name: properties.name, box: widest, centre: widest.getCenter() };
  });
  const draw = () => {
    names.clearLayers();
    const seen = map.getBounds();
    for (const { name, box, centre } of places) {
      const width = map.latLngToLayerPoint(box.getNorthEast()).x - map.latLngToLayerPoint(box.getSouthWest()).x;
      const at = seen.contains(box) || seen.contains(centre) ? centre : seen.intersects(box) && width > 900 ? meeting(seen, box) : null;
      if (at === null || width < name.length * 9) continue;
      L.marker(at, { icon: L.divIcon({ className: "country", html: escapeless("span", name), iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(names);
    }
  };
  map.on("moveend", draw);
  map.whenReady(draw);
}

const area = (box) => (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());

function meeting(one, other) {
  const [west, east] = [Math.max(one.getWest(), other.getWest()), Math.min(one.getEast(), other.getEast())];
  const [south, north] = [Math.max(one.getSouth(), other.getSouth()), Math.min(one.getNorth(), other.getNorth())];
  return L.latLng((south + north) / 2, (west + east) / 2);
}

// A country that crosses the 180th meridian would be drawn as a line across the whole map: its far part is laid
// beyond the edge instead, and once more beyond the other edge.
function onOneSheet(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const sheets = [];
  for (const polygon of polygons) {
    const rings = polygon.map(unwrap);
    sheets.push(rings);
    const longitudes = rings[0].map(([longitude]) => longitude);
    if (Math.max(...longitudes) > 180) sheets.push(rings.map((ring) => ring.map(([longitude, latitude]) => [longitude - 360, latitude])));
    if (Math.min(...longitudes) < -180) sheets.push(rings.map((ring) => ring.map(([longitude, latitude]) => [longitude + 360, latitude])));
  }
  return { type: "MultiPolygon", coordinates: sheets };
}

function unwrap(ring) {
  let turn = 0;
  const out = ring.map(([longitude, latitude], place) => {
    if (place > 0) {
      const step = longitude - ring[place - 1][0];
      if (step > 180) turn -= 360;
      if (step < -180) turn += 360;
    }
    return [longitude + turn, latitude];
  });
  // A ring around the pole ends a whole turn from where it began; it is closed below the map.
  if (turn !== 0) out.push([out.at(-1)[0], -90], [out[0][0], -90], out[0]);
  return out;
}

export const escapeless = (tag, words, attributes = {}) => {
  const made = document.createElement(tag);
  made.textContent = words;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
