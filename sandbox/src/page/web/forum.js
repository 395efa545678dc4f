// A forum: its posts, and a new one. Also the archived threads of a text channel.

import { $, fillIfChanged, h } from "/page/web/dom.js";
import { language, t } from "/page/web/texts.js";
import { openChannel, state, tryAct } from "/page/web/state.js";
import { compareIds } from "/page/web/channels.js";
import { askFor } from "/page/web/modal.js";
import { messageTime } from "/page/web/time.js";

function newPost(forum) {
  const inputs = [
    { custom_id: "title", label: t("postTitle"), paragraph: false, required: true, min_length: 1, max_length: 100 },
    { custom_id: "text", label: t("postText"), paragraph: true, required: true, min_length: 1, max_length: 2000 },
  ];
  const boxes = forum.available_tags.map((tag) => h("label", { class: "check" }, h("input", { type: "checkbox", value: tag.name }), tag.name));
  const tags = boxes.length > 0 ? [h("fieldset", {}, h("legend", {}, t("postTags")), boxes)] : [];
  askFor(t("newPost"), inputs, t("post"), async ([title, text]) => {
    const chosen = boxes.map((box) => box.querySelector("input")).filter((box) => box.checked);
    const outcome = await tryAct({ type: "forum_post", channel: forum.id, title, text, tags: chosen.map((box) => box.value) });
    await openChannel(outcome.view.id);
  }, tags);
}

function card(post) {
  const owner = state.view.people.find((one) => one.id === post.owner)?.name;
  const last = post.last_message ?? post.id;
  // A snowflake holds its time.
  const at = Number(BigInt(last) >> 22n) + 1_420_070_400_000;
  const marks = [post.archived && t("archived"), post.locked && t("locked")].filter(Boolean);
  return h("li", {}, h("button", { type: "button", class: post.archived ? "post archived" : "post", onclick: () => openChannel(post.id), "data-key": `post-${post.id}` }, h("span", { class: "post-tags" }, [...marks, ...post.tags].map((tag) => h("span", { class: "tag" }, tag))), h("strong", {}, post.name), h("span", { class: "small" }, [owner, t("threadCount", post.messages), messageTime(at)].filter(Boolean).join(" · "))));
}

// Draws the posts into the message list's place.
export function drawForum(forum) {
  const posts = [...state.view.threads].sort((a, b) => Number(a.archived) - Number(b.archived) || compareIds(b.last_message ?? b.id, a.last_message ?? a.id));
  const list = $("messages");
  const create = h("button", { type: "button", class: "primary", onclick: () => newPost(forum), "data-key": "new-post" }, `＋ ${t("newPost")}`);
  fillIfChanged(list, JSON.stringify([language(), forum, posts]), () => [
    h("li", { class: "forum-head" }, h("span", {}, t("posts", posts.length)), forum.can_post && create),
    posts.length === 0 ? h("li", { class: "empty" }, t("noPosts")) : posts.map(card),
  ]);
}

export function archivedThreads() {
  return state.view.threads.filter((one) => one.archived);
}
