// The archived threads of a text channel, behind a button in the heading.

import { icon } from "/page/web/icons.js";
import { h } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { channelById, openChannel, state } from "/page/web/state.js";
import { archivedThreads } from "/page/web/forum.js";
import { menu } from "/page/web/list.js";

export function drawArchived() {
  const threads = archivedThreads();
  if (threads.length === 0 || channelById(state.channel)?.kind === 15) return null;
  const button = h("button", { type: "button", class: "quiet archived-open", "aria-haspopup": "menu", "data-key": "archived" }, icon("archive"), ` ${threads.length}`);
  button.setAttribute("aria-label", `${t("archivedThreads")} ${threads.length}`);
  button.title = t("archivedThreads");
  button.addEventListener("click", () => {
    menu(button, t("archivedThreads"), threads.map((one) => ({ label: one.name, hint: t("threadCount", one.messages), run: () => openChannel(one.id) })));
  });
  return button;
}
