// Lists that pop up: menus at a button or pointer, and suggestions under a text field.

import { h, isComposing, newId } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";

let openMenu = null;

export function closeMenu() {
  openMenu?.close();
}

function place(node, anchor) {
  const box = anchor.getBoundingClientRect ? anchor.getBoundingClientRect() : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  if (anchor.classList?.contains("select")) node.style.minWidth = `${box.width}px`;
  const { width, height } = node.getBoundingClientRect();
  const below = box.bottom + 4 + height <= innerHeight;
  const top = below ? box.bottom + 4 : Math.max(8, box.top - height - 4);
  node.style.top = `${top}px`;
  node.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
}

function stepFocus(items, by) {
  const at = items.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length;
  items[next]?.focus();
}

// Opens `node` at `anchor` (an element or a point); gives the focus back when it closes.
function popUp(anchor, node, selector) {
  closeMenu();
  const before = document.activeElement;
  const outside = (event) => {
    if (!node.contains(event.target)) close();
  };
  function close() {
    if (openMenu?.node !== node) return;
    openMenu = null;
    document.removeEventListener("pointerdown", outside, true);
    node.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  }
  node.addEventListener("keydown", (event) => {
    const items = [...node.querySelectorAll(selector)];
    const moves = { ArrowDown: () => stepFocus(items, 1), ArrowUp: () => stepFocus(items, -1), Home: () => items[0]?.focus(), End: () => items.at(-1)?.focus(), Escape: close, Tab: close };
    if (!moves[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  });
  openMenu = { node, close };
  document.body.append(node);
  place(node, anchor);
  document.addEventListener("pointerdown", outside, true);
  (node.querySelector('[aria-selected="true"]') ?? node.querySelector(selector))?.focus({ preventScroll: true });
  return close;
}

// A menu: `{label, hint, danger, run}`, with `{heading}` lines between.
export function menu(anchor, label, items) {
  const node = h("div", { class: "popup", role: "menu", "aria-label": label });
  let close = () => {};
  for (const item of items) {
    if (item.heading) {
      node.append(h("div", { class: "popup-heading", role: "presentation" }, item.heading));
      continue;
    }
    const run = () => {
      close();
      item.run();
    };
    node.append(h("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : null, onclick: run }, h("span", {}, item.label), item.hint ? h("small", {}, item.hint) : null));
  }
  close = popUp(anchor, node, "[role=menuitem]");
}

// A list to pick from: one entry, or `min` to `max` of them and then "done".
export function pickFrom(anchor, label, items, { min, max }, picked) {
  const several = max > 1;
  const node = h("div", { class: "popup picks", role: "listbox", "aria-label": label, "aria-multiselectable": several ? "true" : null });
  const chosen = new Set(items.filter((item) => item.default).map((item) => item.value));
  let close = () => {};
  const done = h("button", { type: "button", class: "primary done" }, t("done"));
  const check = () => {
    done.disabled = chosen.size < min || chosen.size > max;
  };
  const toggle = (item, option) => {
    if (!several) {
      close();
      picked([item.value]);
      return;
    }
    if (!chosen.delete(item.value)) chosen.add(item.value);
    option.setAttribute("aria-selected", String(chosen.has(item.value)));
    check();
  };
  for (const item of items) {
    const option = h("button", { type: "button", role: "option", "aria-selected": String(chosen.has(item.value)) }, h("span", {}, item.label), item.description ? h("small", {}, item.description) : null);
    option.addEventListener("click", () => toggle(item, option));
    node.append(option);
  }
  if (several) {
    done.addEventListener("click", () => {
      close();
      picked([...chosen]);
    });
    check();
    node.append(h("p", { class: "small" }, t("chooseN", min, max)), done);
  }
  close = popUp(anchor, node, "button:not(:disabled)");
}

// Puts the list above its field, over everything: the form around it may scroll.
function hang(list, input) {
  const field = input.closest(".option").getBoundingClientRect();
  list.style.left = `${field.left}px`;
  list.style.bottom = `${innerHeight - field.top}px`;
  list.style.width = `${Math.min(Math.max(field.width, 240), innerWidth - field.left - 8)}px`;
  list.style.maxHeight = `${Math.max(120, Math.min(260, field.top - 12))}px`;
}

// Suggestions for a text field. `load(text)` resolves to entries `{name, description, …}` or null for "no list";
// `pick(entry)` is called with the chosen one.
export function suggest(input, box, label, { load, pick, empty }) {
  const id = newId("list");
  const list = h("div", { class: "suggestions", role: "listbox", id, "aria-label": label, hidden: true });
  box.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" })) {
    input.setAttribute(name, value);
  }
  let entries = [];
  let at = -1;
  let round = 0;

  const isOpen = () => !list.hidden;
  function close() {
    round += 1;
    list.hidden = true;
    entries = [];
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function mark(index) {
    at = index;
    [...list.querySelectorAll("[role=option]")].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === at));
      if (number === at) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  }
  function choose(index) {
    const entry = entries[index];
    close();
    if (entry) pick(entry);
  }
  function show(found) {
    entries = found;
    list.replaceChildren();
    found.forEach((entry, index) => {
      const option = h("div", { role: "option", id: `${id}-${index}`, class: "suggestion" }, h("span", { class: "suggestion-name" }, entry.name), entry.description ? h("span", { class: "suggestion-text" }, entry.description) : null, entry.note ? h("span", { class: "suggestion-note" }, entry.note) : null);
      // Before the field loses the focus.
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(index));
      option.addEventListener("pointermove", () => at !== index && mark(index));
      list.append(option);
    });
    if (found.length === 0) list.append(h("p", { class: "small" }, empty ?? t("noSuggestion")));
    list.hidden = false;
    if (box.classList.contains("option-box")) hang(list, input);
    input.setAttribute("aria-expanded", "true");
    mark(found.length > 0 ? 0 : -1);
  }
  async function update() {
    round += 1;
    const mine = round;
    const found = await load(input.value);
    if (mine !== round) return;
    if (found === null) close();
    else show(found);
  }
  input.addEventListener("input", update);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (!isOpen() || isComposing(event)) return;
    const size = entries.length;
    const keys = {
      ArrowDown: () => mark(size ? (at + 1) % size : -1),
      ArrowUp: () => mark(size ? (at - 1 + size) % size : -1),
      Escape: close,
    };
    if (size > 0 && !event.shiftKey) keys.Enter = () => choose(at);
    if (size > 0 && !event.shiftKey && input.dataset.tab !== "moves") keys.Tab = () => choose(at);
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keys[event.key]();
  });
  return { update, close, isOpen };
}
