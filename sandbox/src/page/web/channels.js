// The list at the left: channels with their threads, and direct messages.

import { icon } from "/page/web/icons.js";
import { $, fillIfChanged, h } from "/page/web/dom.js";
import { language, t } from "/page/web/texts.js";
import { act, me, openChannel, read, refresh, state, write } from "/page/web/state.js";

const MOST_THREADS = 12;
const FORUM = 15;
const THREADS = [11, 12];

const isThread = (channel) => THREADS.includes(channel.kind);

// What a person had already seen, by channel; begins with everything there is.
function seen() {
  const key = `seen-${state.as}`;
  const stored = read(sessionStorage, key);
  const { channels, dms } = state.view;
  const all = stored ? JSON.parse(stored) : Object.fromEntries([...channels.map((one) => [one.id, one.last_message]), ["dm", dms.last_message]]);
  if (state.channel) {
    const open = channels.find((one) => one.id === state.channel);
    all[state.channel] = state.channel === "dm" ? dms.last_message : open?.last_message;
  }
  write(sessionStorage, key, JSON.stringify(all));
  return all;
}

function entry(id, mark, name, last, known, extra = "") {
  const unread = last && last !== known[id] && id !== state.channel;
  const names = ["channel", unread && "unread", extra].filter(Boolean).join(" ");
  return h("button", { type: "button", class: names, "aria-current": id === state.channel ? "page" : null, "data-key": `channel-${id}`, onclick: () => openChannel(id) }, h("span", { class: "mark", "aria-hidden": "true" }, mark), h("span", { class: "channel-name" }, name), unread && h("span", { class: "unread-mark" }, h("span", { class: "hidden" }, t("unread"))));
}

function marks(channel) {
  if (channel.kind === FORUM) return icon("forum");
  if (channel.kind === 12) return icon("lock");
  if (channel.kind === 11) return "›";
  if (channel.kind === 5) return icon("horn");
  return "#";
}

function threadsOf(channel, known) {
  const all = state.view.channels.filter((one) => isThread(one) && one.parent === channel.id && !one.archived);
  all.sort((a, b) => compareIds(b.last_message ?? b.id, a.last_message ?? a.id));
  const shown = all.slice(0, MOST_THREADS);
  const open = all.find((one) => one.id === state.channel);
  if (open && !shown.includes(open)) shown.push(open);
  if (shown.length === 0) return null;
  const rest = all.length - shown.length;
  return h("ul", {}, shown.map((one) => h("li", {}, entry(one.id, marks(one), one.name, one.last_message, known, "thread"))), rest > 0 && h("li", { class: "small" }, t("moreThreads", rest)));
}

export function compareIds(a, b) {
  const [left, right] = [BigInt(a), BigInt(b)];
  return left < right ? -1 : Number(left > right);
}

function joinCard() {
  const join = async () => {
    await act({ type: "join" });
    await refresh();
  };
  return h("div", { class: "card" }, h("p", {}, t("notMember", me().name)), h("button", { type: "button", class: "primary", onclick: join, "data-key": "join" }, t("join")));
}

export function drawChannels() {
  const { view } = state;
  const known = seen();
  const places = view.channels.filter((one) => !isThread(one) && one.kind !== 1);
  places.sort((a, b) => a.position - b.position || compareIds(a.id, b.id));
  const nav = $("channels");
  nav.setAttribute("aria-label", t("channels"));
  const fingerprint = JSON.stringify([language(), view.me, view.guild, view.channels, view.dms.last_message, state.channel, known]);
  fillIfChanged(nav, fingerprint, () => [
    h("div", { class: "drawer-head" }, h("h2", { class: "guild" }, view.guild.name), h("button", { type: "button", class: "icon drawer-close", "aria-label": t("close") }, icon("close"))),
    !view.me.inside && joinCard(),
    h("ul", {}, places.map((one) => h("li", {}, entry(one.id, marks(one), one.name, one.last_message, known), threadsOf(one, known)))),
    h("h3", {}, t("dms")),
    h("ul", {}, h("li", {}, entry("dm", icon("letter"), view.bot.name, view.dms.last_message, known))),
  ]);
}
