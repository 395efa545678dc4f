// The message box: plain words, or `/` for the commands.

import { $, fill, h, isComposing, say, toast } from "/page/web/dom.js";
import { language, t } from "/page/web/texts.js";
import { channelById, refresh, state, tryAct } from "/page/web/state.js";
import { suggest } from "/page/web/list.js";
import { goToEnd } from "/page/web/messages.js";
import { openCommand } from "/page/web/command.js";

const MOST = 30;
const FORUM = 15;
const drafts = new Map();
// A Japanese input method may well give a full-width slash.
const SLASH = /^[/／]/;

const place = () => `${state.as}/${state.channel}`;
const fold = (text) => text.normalize("NFKC").toLowerCase().trim();

// Best first: the name begins so, a part of it begins so, it stands somewhere in name or description.
function rank(command, wanted) {
  const names = [fold(command.name), command.path];
  if (names.some((name) => name.startsWith(wanted))) return 0;
  if (names.some((name) => name.split(/[ -]/).some((part) => part.startsWith(wanted)))) return 1;
  if (names.some((name) => name.includes(wanted))) return 2;
  return fold(command.description).includes(wanted) ? 3 : 4;
}

function matching(text) {
  if (!SLASH.test(text) || text.includes("\n")) return null;
  const wanted = fold(text.slice(1));
  const ranked = state.view.commands.map((command) => ({ command, rank: rank(command, wanted) })).filter((one) => one.rank < 4);
  ranked.sort((a, b) => a.rank - b.rank || a.command.name.localeCompare(b.command.name, language()));
  return ranked.slice(0, MOST).map(({ command }) => ({
    name: `/${command.name}`,
    description: command.description,
    note: command.options.map((option) => (option.required ? option.name : `[${option.name}]`)).join(" "),
    command,
  }));
}

function placeholder() {
  const channel = channelById(state.channel);
  if (state.channel === "dm") return t("write", state.view.bot.name);
  if (!channel?.can_post) return t(state.view.commands.length > 0 ? "cannotPost" : "readOnly");
  return t("write", [11, 12].includes(channel.kind) ? channel.name : `#${channel.name}`);
}

function mayWrite() {
  const channel = channelById(state.channel);
  return state.channel === "dm" || channel?.can_post;
}

async function send(input) {
  const text = input.value.trim();
  if (text === "") return;
  if (SLASH.test(text)) {
    toast(t("noCommand"));
    return;
  }
  if (!mayWrite()) {
    toast(placeholder());
    return;
  }
  input.readOnly = true;
  try {
    await tryAct({ type: "post", channel: state.channel, text });
    input.value = "";
    drafts.delete(place());
    fit(input);
    await refresh();
    goToEnd();
  } catch (error) {
    toast(error.message);
  }
  input.readOnly = false;
  input.focus();
}

function fit(input) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 220)}px`;
}

// On a phone, Enter makes a new line, as its keyboard shows.
const onPhone = () => matchMedia("(pointer: coarse)").matches;

function plainBox() {
  const input = h("textarea", { id: "text", rows: 1, placeholder: placeholder(), "aria-label": placeholder(), "data-key": "text", "aria-describedby": "write-hint", enterkeyhint: onPhone() ? "enter" : "send" });
  input.value = drafts.get(place()) ?? "";
  const box = h("form", { class: "write" });
  const list = suggest(input, box, t("commandList"), {
    load: (text) => matching(text),
    pick: ({ command }) => {
      input.value = "";
      drafts.delete(place());
      openCommand($("composer"), command, () => showPlain(true));
    },
    empty: t("noCommand"),
  });
  const slash = h("button", { type: "button", class: "icon", "aria-label": t("commands"), title: t("writeHint"), "data-key": "slash" }, "/");
  slash.addEventListener("click", () => {
    input.focus();
    if (!SLASH.test(input.value)) input.value = "/";
    list.update();
  });
  input.addEventListener("input", () => {
    drafts.set(place(), input.value);
    fit(input);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event) || onPhone()) return;
    event.preventDefault();
    send(input);
  });
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    send(input);
  });
  box.append(h("div", { class: "write-line" }, slash, input, h("button", { type: "submit", class: "primary send" }, t("send"))));
  return [box, h("p", { id: "write-hint", class: "hint" }, t("writeHint"))];
}

function showPlain(focus) {
  fill($("composer"), plainBox());
  if (focus) $("text")?.focus();
}

export function drawComposer() {
  const node = $("composer");
  const fingerprint = JSON.stringify([language(), place(), placeholder()]);
  if (node.drawn === fingerprint) return;
  node.drawn = fingerprint;
  // One does not write into a forum, but opens posts there.
  if (state.channel && channelById(state.channel)?.kind !== FORUM) showPlain(document.activeElement?.id === "text");
  else node.replaceChildren();
}

// `/` anywhere outside a field begins a command.
export function startCommand() {
  const input = $("text");
  if (!input) return;
  input.focus();
  input.value = "/";
  input.dispatchEvent(new Event("input"));
  say(t("commandList"));
}
