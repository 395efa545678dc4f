// Discord's markdown, the part that bots and people use. Everything becomes elements and text nodes.

import { h, readableColour } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { channelById, commandName, openChannel, personById, state } from "/page/web/state.js";
import { timestamp } from "/page/web/time.js";

const DEEPEST = 8;

// A text with its blocks: code, quotes, headings, lists, lines.
export function blocks(text, depth = 0) {
  const out = [];
  const parts = text.split("```");
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  parts.forEach((part, index) => {
    if (index % 2 === 1 && index < closed) {
      out.push(h("pre", { tabindex: "0" }, h("code", {}, part.replace(/^[\w+-]*\n/, ""))));
    } else {
      out.push(...lines(index % 2 === 1 ? `\`\`\`${part}` : part, depth));
    }
  });
  return out;
}

function lines(text, depth) {
  const out = [];
  const all = text.replace(/^\n|\n$/g, "").split("\n");
  if (all.length === 1 && all[0] === "") return out;
  for (let index = 0; index < all.length; index += 1) {
    if (all[index].startsWith(">>> ") && depth < DEEPEST) {
      const rest = [all[index].slice(4), ...all.slice(index + 1)].join("\n");
      out.push(h("blockquote", {}, blocks(rest, depth + 1)));
      return out;
    }
    const quoted = takeWhile(all, index, /^> ?/);
    if (quoted.length > 0 && depth < DEEPEST) {
      out.push(h("blockquote", {}, blocks(quoted.join("\n"), depth + 1)));
      index += quoted.length - 1;
      continue;
    }
    out.push(line(all[index]));
  }
  return out;
}

function takeWhile(all, from, pattern) {
  const taken = [];
  while (from + taken.length < all.length && pattern.test(all[from + taken.length])) {
    taken.push(all[from + taken.length].replace(pattern, ""));
  }
  return taken;
}

function line(text) {
  const heading = /^(#{1,3}) +(.+)$/.exec(text);
  if (heading) return h("div", { class: `head head${heading[1].length}`, role: "heading", "aria-level": heading[1].length + 2 }, inline(heading[2]));
  if (text.startsWith("-# ")) return h("div", { class: "small" }, inline(text.slice(3)));
  const item = /^( *)(?:[-*]|(\d{1,3})\.) +(.*)$/.exec(text);
  if (item) {
    const deep = item[1].length >= 2 ? "item deep" : "item";
    return h("div", { class: deep }, h("span", { class: "bullet", "aria-hidden": "true" }, item[2] ? `${item[2]}.` : "•"), h("span", {}, inline(item[3])));
  }
  return h("div", { class: "line" }, text === "" ? h("br") : inline(text));
}

const PAIRS = [
  ["||", spoiler],
  ["***", (inner) => h("strong", {}, h("em", {}, inner))],
  ["**", (inner) => h("strong", {}, inner)],
  ["__", (inner) => h("u", {}, inner)],
  ["~~", (inner) => h("s", {}, inner)],
  ["*", (inner) => h("em", {}, inner)],
  ["_", (inner) => h("em", {}, inner)],
];

// The text of one line. Reads from left to right; what opens and never closes is plain text.
export function inline(text, depth = 0) {
  const out = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push(document.createTextNode(plain));
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const found = depth < DEEPEST ? token(text, at, depth) : null;
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else if (text[at] === "\\" && /[\\`*_~|<>[\]()#.:@-]/.test(text[at + 1] ?? "")) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return out;
}

function token(text, at, depth) {
  const here = text[at];
  if (here === "`") return code(text, at);
  if (here === "<") return angle(text, at);
  if (here === "[") return namedLink(text, at, depth);
  if (here === "h" && /^https?:\/\//.test(text.slice(at, at + 8))) return bareLink(text, at);
  if (here === "@") return everyone(text, at);
  if (!"|*_~".includes(here)) return null;
  return pair(text, at, depth);
}

function pair(text, at, depth) {
  for (const [mark, make] of PAIRS) {
    if (!text.startsWith(mark, at)) continue;
    // An underscore inside a word is part of the word.
    if (mark === "_" && /\w/.test(text[at - 1] ?? "")) continue;
    const end = closing(text, mark, at + mark.length + 1);
    if (end < 0) continue;
    const inner = text.slice(at + mark.length, end);
    if (mark.length === 1 && (inner.startsWith(" ") || inner.endsWith(" "))) continue;
    return { node: make(inline(inner, depth + 1)), end: end + mark.length };
  }
  return null;
}

// A single mark is not closed by one half of a double mark.
function closing(text, mark, from) {
  let end = text.indexOf(mark, from);
  while (mark.length === 1 && end >= 0 && text[end + 1] === mark) end = text.indexOf(mark, end + 2);
  return end;
}

function code(text, at) {
  const mark = text.startsWith("``", at) ? "``" : "`";
  const end = text.indexOf(mark, at + mark.length + 1);
  if (end < 0) return null;
  return { node: h("code", {}, text.slice(at + mark.length, end)), end: end + mark.length };
}

function spoiler(inner) {
  const node = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") }, h("span", { "aria-hidden": "true" }, inner));
  const show = (event) => {
    if (node.classList.contains("open") || (event.key && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    node.classList.add("open");
    node.removeAttribute("role");
    node.removeAttribute("aria-label");
    node.firstChild.removeAttribute("aria-hidden");
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", show);
  return node;
}

// <@id> <@&id> <#id> <t:…> <:emoji:id> </command:id> <https://…>
function angle(text, at) {
  const end = text.indexOf(">", at);
  if (end < 0 || end - at > 600) return null;
  const raw = text.slice(at, end + 1);
  const node = mention(raw) ?? special(raw);
  return node ? { node, end: end + 1 } : null;
}

function mention(raw) {
  const user = /^<@!?(\d{1,20})>$/.exec(raw);
  if (user) return userMention(user[1]);
  const role = /^<@&(\d{1,20})>$/.exec(raw);
  if (role) return roleMention(role[1]);
  const channel = /^<#(\d{1,20})>$/.exec(raw);
  return channel ? channelMention(channel[1]) : null;
}

function special(raw) {
  const time = /^<t:(-?\d{1,17})(?::([tTdDfFsSR]))?>$/.exec(raw);
  if (time) return timestamp(raw, time[1], time[2]);
  const emoji = /^<a?(:\w{2,32}:)\d{1,20}>$/.exec(raw);
  if (emoji) return h("span", { class: "emoji" }, emoji[1]);
  const command = /^<\/([-_\p{L}\p{N} ]{1,100}):\d{1,20}>$/u.exec(raw);
  if (command) return h("span", { class: "mention" }, commandName(command[1]) ?? `/${command[1]}`);
  const bare = bareLink(raw.slice(1, -1), 0);
  if (bare?.node.classList.contains("mention")) return bare.node;
  const url = safeUrl(raw.slice(1, -1));
  return url ? link(url, raw.slice(1, -1)) : null;
}

function userMention(id) {
  const person = personById(id);
  const mine = id === state.as ? "mention mine" : "mention";
  return h("span", { class: mine }, `@${person?.name ?? t("unknownUser")}`);
}

function roleMention(id) {
  const role = state.view.roles.find((one) => one.id === id);
  const mine = state.view.me.roles.some((one) => one.id === id) ? "mention mine" : "mention";
  const node = h("span", { class: mine }, `@${role?.name ?? t("unknownRole")}`);
  node.style.color = readableColour(role?.colour);
  return node;
}

const isThread = (channel) => channel.kind === 11 || channel.kind === 12;

function channelMention(id) {
  const channel = channelById(id);
  if (!channel) return h("span", { class: "mention" }, `#${t("unknownChannel")}`);
  return h("button", { type: "button", class: "mention", onclick: () => openChannel(id) }, `${isThread(channel) ? "› " : "#"}${channel.name}`);
}

function everyone(text, at) {
  const word = ["@everyone", "@here"].find((one) => text.startsWith(one, at));
  return word ? { node: h("span", { class: "mention mine" }, word), end: at + word.length } : null;
}

function namedLink(text, at, depth) {
  const middle = text.indexOf("](", at);
  if (middle < 0 || middle - at > 400) return null;
  const end = text.indexOf(")", middle);
  if (end < 0) return null;
  const target = text.slice(middle + 2, end).trim().split(" ")[0].replace(/^<|>$/g, "");
  const url = safeUrl(target);
  if (!url) return null;
  return { node: link(url, inline(text.slice(at + 1, middle), depth + 1), true), end: end + 1 };
}

function bareLink(text, at) {
  const inside = /^https:\/\/discord\.com\/channels\/\d{1,20}\/(\d{1,20})(?:\/\d{1,20})?/.exec(text.slice(at));
  // Discord shows the way to a channel as its name; what the reader cannot see stays a link.
  if (inside && channelById(inside[1])) return { node: channelMention(inside[1]), end: at + inside[0].length };
  const raw = /^https?:\/\/[^\s<>"'`「」『』、。（）]+/.exec(text.slice(at))?.[0].replace(/[.,;:!?)\]]+$/, "");
  const url = raw && safeUrl(raw);
  return url ? { node: link(url, raw), end: at + raw.length } : null;
}

export function safeUrl(raw) {
  try {
    const url = new URL(raw);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

// A link always shows where it goes: its own text may say anything.
export function link(url, text, withHost = false) {
  const host = withHost ? h("span", { class: "host" }, ` (${url.host})`) : null;
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: t("opensOutside") }, text, host);
}

// A short, plain rendering for previews.
export function plain(text, length = 80) {
  const holder = h("span", {}, inline(text.replaceAll("\n", " ").slice(0, 400)));
  const all = [...holder.textContent];
  return all.length > length ? `${all.slice(0, length).join("")}…` : all.join("");
}
