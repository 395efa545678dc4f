// The clock bar: what time it is in the demo, and moving it.

import { icon } from "/page/web/icons.js";
import { $, fillIfChanged, h, say, toast } from "/page/web/dom.js";
import { language, t } from "/page/web/texts.js";
import { moveClock, now, refresh } from "/page/web/state.js";
import { barTime, refreshRelative } from "/page/web/time.js";

const STEPS = ["hour", "day", "next_lecture", "month"];
let busy = false;

async function move(step, button) {
  if (busy) return;
  busy = true;
  button.setAttribute("aria-busy", "true");
  say(t("clockBusy"));
  try {
    await moveClock(step);
    await refresh();
    toast(t("clockDone", barTime(now())), "good");
  } catch (error) {
    toast(error.message);
  }
  busy = false;
  button.removeAttribute("aria-busy");
}

export function drawClock() {
  fillIfChanged($("clock"), language(), () => {
    const steps = h("div", { id: "steps", role: "group", "aria-label": t("clockOpen") });
    for (const step of STEPS) {
      const button = h("button", { type: "button", class: "step", "data-key": `step-${step}` }, t(step));
      button.addEventListener("click", () => move(step, button));
      steps.append(button);
    }
    const toggle = h("button", { type: "button", class: "icon", id: "clock-open", "aria-expanded": "false", "aria-controls": "steps", "aria-label": t("clockOpen") }, icon("clock"));
    toggle.addEventListener("click", () => {
      const open = steps.classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
    });
    return [h("span", { class: "now" }, h("span", { class: "now-label" }, t("clock")), h("time", { id: "now" })), toggle, steps];
  });
  tick();
}

export function tick() {
  const node = $("now");
  if (!node) return;
  const text = `${barTime(now())} JST`;
  if (node.textContent !== text) {
    node.textContent = text;
    refreshRelative();
  }
}
