// The page begins here: draws everything from the view and keeps it up to date.

import { $, fillIfChanged, h, isComposing } from "/page/web/dom.js";
import { language, languages, setLanguage, t } from "/page/web/texts.js";
import { channelById, read, refresh, state, whenFetched, write } from "/page/web/state.js";
import { drawChannels } from "/page/web/channels.js";
import { archivedThreads, drawForum } from "/page/web/forum.js";
import { heading, drawMessages } from "/page/web/messages.js";
import { drawMembers, drawSwitch } from "/page/web/people.js";
import { drawComposer, startCommand } from "/page/web/composer.js";
import { drawClock, tick } from "/page/web/clock.js";
import { drawArchived } from "/page/web/archived.js";

const FORUM = 15;

function drawLanguages() {
  const node = $("languages");
  node.setAttribute("aria-label", t("language"));
  fillIfChanged(node, language(), () => Object.entries(languages).map(([code, name]) => {
    const button = h("button", { type: "button", lang: code, "aria-pressed": String(code === language()), "data-key": `lang-${code}` }, name);
    button.addEventListener("click", () => {
      setLanguage(code);
      write(localStorage, "language", code);
      draw();
      refresh();
    });
    return button;
  }));
}

function draw() {
  if (!state.view) return;
  const open = channelById(state.channel);
  write(sessionStorage, `channel-${state.as}`, state.channel ?? "");
  document.title = t("title", state.view.guild.name);
  $("banner").textContent = t("banner");
  $("skip").textContent = t("skip");
  $("scroll").setAttribute("aria-label", open?.name ?? t("dms"));
  drawLanguages();
  drawSwitch();
  drawClock();
  drawChannels();
  const threads = JSON.stringify(archivedThreads());
  fillIfChanged($("heading"), JSON.stringify([language(), open, state.channel, threads]), () => heading().toSpliced(2, 0, drawArchived()));
  if (open?.kind === FORUM) drawForum(open);
  else drawMessages();
  drawComposer();
  drawMembers();
}

// On a narrow screen the lists at both sides are drawers.
function openDrawer(name) {
  for (const id of ["channels", "members"]) {
    $(id).classList.toggle("open", id === name);
    document.querySelector(`[data-drawer="${id}"]`)?.setAttribute("aria-expanded", String(id === name));
  }
  $("shade").hidden = !name;
  if (name) $(name).focus();
}

function closeDrawer() {
  const open = ["channels", "members"].find((id) => $(id).classList.contains("open"));
  openDrawer(null);
  if (open) document.querySelector(`[data-drawer="${open}"]`)?.focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-drawer]");
  if (opener) openDrawer(opener.dataset.drawer);
  else if (event.target.id === "shade" || event.target.closest?.(".drawer-close")) closeDrawer();
  else if (event.target.closest?.("#channels .channel")) openDrawer(null);
});

document.addEventListener("keydown", (event) => {
  if (isComposing(event)) return;
  if (event.key === "Escape" && !$("shade").hidden) closeDrawer();
  const typing = event.target.closest?.("input, textarea, select, dialog, .popup");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    startCommand();
  }
});

$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("text")?.focus();
});

// Live: the server says that something changed, and the view is fetched again.
let source = null;
function listen() {
  source?.close();
  source = new EventSource("/page/changes");
  source.addEventListener("message", refresh);
  // Whatever changed before, or while the connection was away.
  source.addEventListener("open", () => {
    $("banner").textContent = t("banner");
    refresh();
  });
  source.addEventListener("error", () => {
    $("banner").textContent = t("offline");
  });
}

// A hidden tab gives its connection back: a browser has only six per server.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source?.close();
  } else {
    listen();
    refresh();
  }
});

setLanguage(read(localStorage, "language") ?? "ja");
whenFetched(draw);
setInterval(tick, 1000);
listen();
