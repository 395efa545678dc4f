// Drawn signs: not every machine has a font with pictures.

const PATHS = {
  list: "M4 6h16M4 12h16M4 18h16",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.6M18 14.5c2.2.8 3.5 2.9 3.5 5.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  thread: "M5 4v9a4 4 0 0 0 4 4h10M15 13l4 4-4 4",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  pin: "M9 3h6l-1 7 3.5 3.5h-11L10 10zM12 13.5V21",
  horn: "M4 10v4l11 5V5zM18 9a4 4 0 0 1 0 6",
  archive: "M3.5 5h17v4h-17zM5 9v10h14V9M10 13h4",
  forum: "M4 5h16v10H10l-5 4v-4H4z",
  letter: "M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7",
  crown: "M4 18h16M4 15l-1-8 5 4 4-6 4 6 5-4-1 8z",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  out: "M8 16L17 7M9 7h8v8",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
