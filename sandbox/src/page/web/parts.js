// The parts of a message: embeds, files, buttons and select menus.

import { icon } from "/page/web/icons.js";
import { h, readableColour } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { state } from "/page/web/state.js";
import { blocks, inline, link, safeUrl } from "/page/web/markdown.js";
import { messageTime } from "/page/web/time.js";
import { pickFrom } from "/page/web/list.js";
import { perform } from "/page/web/outcome.js";

// Files come from this very server, whatever name it was called by.
function ownFile(raw, message) {
  const attached = /^attachment:\/\/(.+)$/.exec(raw ?? "");
  const source = attached ? message.attachments.find((file) => file.filename === attached[1])?.url : raw;
  const url = source && safeUrl(source);
  return url && url.pathname.startsWith("/attachments/") && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname) ? url.pathname + url.search : null;
}

function picture(raw, message, kind, text) {
  const own = ownFile(raw, message);
  if (own) return h("img", { class: kind, src: own, alt: text ?? "", loading: "lazy" });
  const url = safeUrl(raw);
  return url ? h("p", { class: "small" }, link(url, url.href)) : null;
}

export function embed(one, message) {
  const url = one.url && safeUrl(one.url);
  const title = one.title && h("div", { class: "embed-title" }, url ? link(url, inline(one.title)) : inline(one.title));
  const fields = one.fields.map((part) => h("div", { class: part.inline ? "embed-field inline" : "embed-field" }, h("div", { class: "embed-name" }, inline(part.name)), h("div", {}, blocks(part.value))));
  const foot = [one.footer, one.timestamp && messageTime(Date.parse(one.timestamp))].filter(Boolean).join(" · ");
  const node = h(
    "div",
    { class: "embed" },
    one.author && h("div", { class: "embed-author" }, one.author),
    title,
    one.description && h("div", {}, blocks(one.description)),
    fields.length > 0 && h("div", { class: "embed-fields" }, fields),
    one.thumbnail && picture(one.thumbnail, message, "thumbnail"),
    one.image && picture(one.image, message, "picture", one.title),
    foot && h("div", { class: "embed-foot" }, foot),
  );
  if (one.colour) node.style.borderLeftColor = readableColour(one.colour);
  return node;
}

export function attachment(file, message) {
  const own = ownFile(file.url, message);
  if (own && (file.content_type ?? "").startsWith("image/")) return h("img", { class: "picture", src: own, alt: file.filename, loading: "lazy" });
  const size = file.size < 1024 ? `${file.size} B` : `${Math.ceil(file.size / 1024)} kB`;
  return h("p", { class: "file" }, own ? h("a", { href: own, download: file.filename }, file.filename) : file.filename, ` (${size})`);
}

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };

// Presses it, and stays pressed until the bot has answered.
async function press(node, action) {
  if (node.getAttribute("aria-busy")) return;
  node.setAttribute("aria-busy", "true");
  await perform(action);
  node.removeAttribute("aria-busy");
}

function button(one, message, index) {
  const url = one.url && safeUrl(one.url);
  const emoji = one.emoji && h("span", { "aria-hidden": "true" }, /^\d+$/.test(one.emoji) ? "◆" : one.emoji, " ");
  if (url) {
    return h("a", { class: "button secondary", href: url.href, target: "_blank", rel: "noopener noreferrer", title: `${url.host} – ${t("opensOutside")}` }, emoji, one.label, " ", icon("out"));
  }
  const node = h("button", { type: "button", class: `button ${STYLES[one.style] ?? "secondary"}`, disabled: one.disabled, "data-key": `${message.id}/${one.custom_id ?? index}` }, emoji, one.label);
  node.addEventListener("click", () => press(node, { type: "click", message: message.id, custom_id: one.custom_id }));
  return node;
}

// What can be picked in a menu of people, roles or channels.
function entries(one) {
  const { people, roles, channels } = state.view;
  const named = (list, mark) => list.map((item) => ({ label: mark + item.name, value: item.id }));
  const lists = {
    text: () => one.options,
    user: () => named(people, "@"),
    role: () => named(roles, "@"),
    mentionable: () => [...named(people, "@"), ...named(roles, "@")],
    channel: () => named(channels, "#"),
  };
  return (lists[one.of] ?? lists.text)();
}

function select(one, message) {
  const items = entries(one);
  const chosen = items.filter((item) => item.default).map((item) => item.label);
  const label = one.placeholder ?? t("choose");
  const node = h("button", { type: "button", class: "select", disabled: one.disabled, "aria-haspopup": "listbox", "aria-label": chosen.length > 0 ? `${label}: ${chosen.join(", ")}` : label, "data-key": `${message.id}/${one.custom_id}` }, h("span", {}, chosen.join(", ") || label), icon("down"));
  node.addEventListener("click", () => {
    pickFrom(node, label, items, { min: one.min_values, max: one.max_values }, (values) => press(node, { type: "select", message: message.id, custom_id: one.custom_id, values }));
  });
  return node;
}

export function components(message) {
  return message.rows.map((row) => h("div", { class: "row" }, row.map((one, index) => (one.kind === "button" ? button(one, message, index) : select(one, message)))));
}
