// The messages of the open channel. Only what changed is drawn anew, so that focus and scroll stay.

import { icon } from "/page/web/icons.js";
import { $, avatar, fill, h, readableColour, say, toast } from "/page/web/dom.js";
import { language, t } from "/page/web/texts.js";
import { act, channelById, commandName, me, openChannel, refresh, state, tryAct } from "/page/web/state.js";
import { blocks, plain } from "/page/web/markdown.js";
import { day, messageTime } from "/page/web/time.js";
import { attachment, components, embed } from "/page/web/parts.js";
import { menu } from "/page/web/list.js";
import { askFor, confirm } from "/page/web/modal.js";
import { perform } from "/page/web/outcome.js";
import { longPress, userMenu } from "/page/web/people.js";

const SAME_BREATH = 7 * 60_000;
const NEAR_END = 120;

export function goToEnd() {
  const box = $("scroll");
  box.scrollTop = box.scrollHeight;
}

export function messageMenu(message, anchor) {
  const items = state.view.menus.filter((one) => one.kind === 3).map((one) => ({
    label: one.name,
    hint: t("app"),
    run: () => perform({ type: "menu", channel: state.channel, command: one.path, message: message.id }),
  }));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(message.content);
      say(t("copied"));
    } catch (error) {
      toast(error.message);
    }
  };
  if (items.length > 0) items.unshift({ heading: t("apps") });
  if (message.content) items.push({ label: t("copy"), run: copy });
  const own = message.author.id === state.as;
  if (own && !message.ephemeral) items.push({ label: t("edit"), run: () => edit(message) });
  if ((own || state.view.manages_messages) && !message.ephemeral) items.push({ label: t("remove_message"), danger: true, run: () => remove(message) });
  if (items.length > 0) menu(anchor, t("more"), items);
}

function edit(message) {
  const input = { custom_id: "text", label: t("postText"), paragraph: true, required: true, value: message.content, min_length: 1, max_length: 2000 };
  askFor(t("editTitle"), [input], t("save"), async ([text]) => {
    await tryAct({ type: "edit", message: message.id, text });
    await refresh();
  });
}

function remove(message) {
  confirm(t("removeSure"), t("remove_message"), async () => {
    await tryAct({ type: "delete", message: message.id });
    await refresh();
  });
}

function author(message) {
  const name = h("button", { type: "button", class: "author", "data-key": `author-${message.id}` }, message.author.name);
  name.style.color = readableColour(message.author.colour);
  name.addEventListener("click", () => userMenu(message.author, name));
  name.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    event.stopPropagation();
    userMenu(message.author, name);
  });
  return [name, message.author.bot && h("span", { class: "tag" }, t("app"))];
}

function above(message) {
  // A form's answer names the form here, which says nothing to people.
  const used = message.answers && commandName(message.answers.command);
  if (used) return h("p", { class: "above" }, "↱ ", t("used", message.answers.user_name, used));
  if (!message.replies_to) return null;
  const source = state.view.messages.find((one) => one.id === message.replies_to);
  const text = source ? `${source.author.name}: ${plain(source.content || source.embeds[0]?.title || "")}` : t("replyGone");
  return h("p", { class: "above" }, h("span", { class: "hidden" }, t("reply")), "↱ ", text);
}

function below(message) {
  const out = [];
  if (message.thread && message.thread.id !== state.channel) {
    const thread = message.thread;
    out.push(h("button", { type: "button", class: "thread-link", "data-key": `thread-${thread.id}`, onclick: () => openChannel(thread.id) }, h("strong", {}, icon("thread"), ` ${thread.name}`), h("span", {}, t("threadCount", thread.messages), thread.archived ? ` · ${t("archived")}` : "")));
  }
  if (message.ephemeral) {
    const dismiss = async () => {
      await act({ type: "dismiss", message: message.id });
      await refresh();
    };
    out.push(h("p", { class: "private" }, icon("eye"), ` ${t("ephemeral")} · `, h("button", { type: "button", class: "plain", onclick: dismiss, "data-key": `dismiss-${message.id}` }, t("dismiss"))));
  }
  return out;
}

function edited(message) {
  return message.edited && h("span", { class: "edited", title: messageTime(Date.parse(message.edited)) }, ` (${t("edited")})`);
}

function body(message) {
  if (message.loading && !message.content) return h("p", { class: "thinking" }, t("thinking", message.author.name));
  return h(
    "div",
    { class: "words" },
    blocks(message.content),
    message.content && edited(message),
  );
}

function draw(node, message, joined) {
  const at = Date.parse(message.timestamp);
  const more = h("button", { type: "button", class: "more", "aria-label": t("more"), "aria-haspopup": "menu", title: t("more"), "data-key": `more-${message.id}` }, "⋯");
  more.addEventListener("click", () => messageMenu(message, more));
  const time = h("time", { datetime: message.timestamp }, messageTime(at));
  const mine = message.pings.everyone || message.pings.users.includes(state.as) || message.pings.roles.some((id) => me().roles.some((role) => role.id === id));
  node.className = ["message", joined && "joined", message.ephemeral && "ephemeral", mine && "pinging"].filter(Boolean).join(" ");
  const content = h(
    "article",
    { "aria-label": message.author.name },
    above(message),
    h("div", { class: "by" }, author(message), time, !message.content && edited(message), message.pinned && h("span", { class: "pin", title: t("pinned") }, icon("pin"))),
    body(message),
    message.embeds.map((one) => embed(one, message)),
    message.attachments.map((file) => attachment(file, message)),
    components(message),
    below(message),
  );
  fill(node, avatar(message.author.id, message.author.name, message.author.bot), content, more);
}

function newNode(message) {
  const node = h("li", { "data-id": message.id });
  node.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, textarea")) return;
    event.preventDefault();
    messageMenu(node.message, { x: event.clientX, y: event.clientY });
  });
  longPress(node, (point) => messageMenu(node.message, point));
  return node;
}

function follows(before, message) {
  return before && before.author.id === message.author.id && !message.answers?.command && !message.replies_to && !before.thread && before.ephemeral === message.ephemeral && Date.parse(message.timestamp) - Date.parse(before.timestamp) < SAME_BREATH;
}

// Everything besides the message itself that its drawing depends on.
function surroundings() {
  const { view } = state;
  return JSON.stringify([language(), view.me.id, view.me.roles, view.people.map((one) => [one.id, one.name]), view.roles, view.channels.map((one) => [one.id, one.name]), view.commands.map((one) => one.name), day(Date.now() + state.offset)]);
}

let shownChannel = null;

export function drawMessages() {
  const list = $("messages");
  list.shown = null;
  const box = $("scroll");
  const { messages } = state.view;
  const sameChannel = shownChannel === `${state.as}/${state.channel}`;
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
  const old = new Map([...list.children].map((node) => [node.dataset.id, node]));
  const context = surroundings();
  const nodes = [];
  let before = null;
  for (const message of messages) {
    const at = Date.parse(message.timestamp);
    const newDay = !before || day(Date.parse(before.timestamp)) !== day(at);
    if (newDay) nodes.push(divider(old, day(at)));
    const joined = !newDay && follows(before, message);
    const node = old.get(message.id) ?? newNode(message);
    node.message = message;
    const fingerprint = `${joined}${context}${JSON.stringify(message)}`;
    if (node.shown !== fingerprint) draw(node, message, joined);
    node.shown = fingerprint;
    nodes.push(node);
    before = message;
  }
  if (messages.length === 0) nodes.push(h("li", { class: "empty" }, emptyText()));
  keepInOrder(list, nodes);
  if (!sameChannel || atEnd) goToEnd();
  shownChannel = `${state.as}/${state.channel}`;
}

function emptyText() {
  if (!state.view.open) return t("noChannel");
  return t("empty");
}

function divider(old, text) {
  const id = `day-${text}`;
  return old.get(id) ?? h("li", { class: "day", "data-id": id }, h("span", {}, text));
}

// Puts the nodes in order without touching those that already stand right: a moved node would lose the focus.
function keepInOrder(list, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

// What stands above the messages.
export function heading() {
  const channel = channelById(state.channel);
  const inDms = state.channel === "dm";
  const name = inDms ? t("dmWith", state.view.bot.name) : (channel?.name ?? "");
  const parent = channel?.parent && [11, 12].includes(channel.kind) && channelById(channel.parent);
  const marks = channel ? [channel.archived && t("archived"), channel.locked && t("locked"), channel.kind === 12 && t("private")].filter(Boolean) : [];
  const open = (id) => h("button", { type: "button", class: "icon", "aria-controls": id, "aria-expanded": "false", "aria-label": t(id), "data-key": `open-${id}`, "data-drawer": id }, icon(id === "channels" ? "list" : "people"));
  const topic = channel && (channel.topic || marks.length > 0 || channel.tags.length > 0);
  const tags = [...marks, ...(channel?.tags ?? [])].map((tag) => h("span", { class: "tag" }, tag));
  const up = parent && h("button", { type: "button", class: "plain parent", onclick: () => openChannel(parent.id), "data-key": "parent" }, `${parent.name} ›`);
  const title = h("h1", {}, up, h("span", { class: "name" }, `${inDms || parent || !channel ? "" : "# "}${name}`));
  return [open("channels"), h("div", { class: "titles" }, title, topic && h("p", { class: "topic" }, tags, channel.topic)), open("members")];
}
