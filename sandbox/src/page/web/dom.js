// Small helpers around the DOM. Content only ever becomes text nodes and attributes, never markup.

export function $(id) {
  return document.getElementById(id);
}

// An element. `props`: attributes, or functions for `on…` (listeners); null and false leave the attribute out.
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) {
      if (typeof value === "function") node.addEventListener(name.slice(2), value);
    } else if (name === "value") {
      node.value = value;
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

// Replaces the children of `node`, and gives the focus back to the element with the same `data-key`.
export function fill(node, ...children) {
  const active = document.activeElement;
  const key = active && node.contains(active) ? active.closest("[data-key]")?.dataset.key : undefined;
  node.replaceChildren();
  append(node, children);
  if (key !== undefined) node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

// Refills only when what is shown is different from last time.
export function fillIfChanged(node, fingerprint, children) {
  if (node.shown === fingerprint) return false;
  node.shown = fingerprint;
  fill(node, children());
  return true;
}

// Enter that picks a conversion candidate of a Japanese input method is not meant for us.
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

let counter = 0;
export function newId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}

// Tells screen readers what happened, without moving anything.
export function say(text) {
  $("spoken").textContent = text;
}

export function toast(text, kind = "bad") {
  const node = h("p", { class: `toast ${kind}` }, text);
  // What went well is soon read, and the newest says it all.
  const isGood = kind === "good";
  if (isGood) for (const old of $("toasts").querySelectorAll(".good")) old.remove();
  $("toasts").append(node);
  setTimeout(() => node.remove(), isGood ? 3000 : 7000);
}

// Discord's colours are numbers; on our dark ground the dark ones are made lighter.
export function readableColour(number) {
  if (!number) return "";
  let rgb = [(number >> 16) & 255, (number >> 8) & 255, number & 255];
  for (let step = 0; step < 10 && luminance(rgb) < 0.22; step += 1) {
    rgb = rgb.map((part) => Math.round(part + (255 - part) * 0.2));
  }
  return `rgb(${rgb.join(" ")})`;
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function avatar(id, name, bot) {
  const node = h("span", { class: bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, [...name.trim()][0] ?? "?");
  if (!bot) node.style.backgroundColor = `hsl(${Number((BigInt(id) * 47n) % 360n)} 34% 36%)`;
  return node;
}
