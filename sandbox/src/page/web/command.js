// A command that was picked: its options as fields, then off to the bot.

import { icon } from "/page/web/icons.js";
import { fill, h, isComposing } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { refresh, state, tryAct } from "/page/web/state.js";
import { complaint, settle } from "/page/web/outcome.js";
import { optionField } from "/page/web/option.js";

// Shows the command in `node`; `done` brings the plain message box back.
export function openCommand(node, command, done) {
  const fields = new Map();
  const channel = state.channel;
  const grid = h("div", { class: "options" });
  const extras = h("div", { class: "extras" });
  const problem = h("p", { class: "problem", role: "alert" });
  const run = h("button", { type: "submit", class: "primary" }, t("run"));
  const stop = h("button", { type: "button", class: "icon", "aria-label": t("cancel"), onclick: done }, icon("close"));
  const form = h("form", { class: "command", "aria-label": `/${command.name}`, novalidate: true }, h("div", { class: "command-head" }, h("strong", { class: "command-name" }, `/${command.name}`), h("span", { class: "command-text" }, command.description), stop), grid, problem, h("div", { class: "command-foot" }, extras, run));

  // What is filled in so far, for autocomplete and for sending.
  const values = () => Object.fromEntries([...fields].map(([key, field]) => [key, field.value()]).filter(([, value]) => value !== null && value !== ""));
  const proposals = (key, text) => ({ type: "autocomplete", channel, command: command.path, options: { ...values(), [key]: text }, focused: key });

  function show(option, focus) {
    const field = optionField(option, (text) => proposals(option.key, text), option.required ? null : () => drop(option));
    fields.set(option.key, field);
    grid.append(field.node);
    if (focus) field.focus();
  }
  function drop(option) {
    fields.get(option.key).node.remove();
    fields.delete(option.key);
    drawExtras();
    run.focus();
  }
  function drawExtras() {
    const left = command.options.filter((option) => !fields.has(option.key));
    const chips = left.map((option) => h("button", { type: "button", class: "chip", "aria-label": t("add", option.name), title: option.description, onclick: () => add(option) }, `＋ ${option.name}`));
    extras.replaceChildren(...(left.length > 0 ? [h("span", { class: "small" }, t("optional")), ...chips] : []));
  }
  function add(option) {
    show(option, true);
    drawExtras();
  }
  async function send() {
    const wrong = [...fields.values()].filter((field) => field.check() !== "");
    if (wrong.length > 0) {
      wrong[0].focus();
      return;
    }
    problem.textContent = "";
    run.setAttribute("aria-busy", "true");
    let outcome;
    try {
      outcome = await tryAct({ type: "command", channel, command: command.path, options: await uploaded() });
    } catch (error) {
      problem.textContent = error.message;
    }
    run.removeAttribute("aria-busy");
    if (!outcome) return;
    const fault = complaint(outcome);
    if (fault && outcome.outcome !== "thinking") {
      problem.textContent = fault;
      await refresh();
      return;
    }
    done();
    await settle(outcome);
  }
  async function uploaded() {
    const out = values();
    for (const [key, field] of fields) if (field.upload) out[key] = await field.upload();
    return Object.fromEntries(Object.entries(out).filter(([, value]) => value));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!run.getAttribute("aria-busy")) send();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.preventDefault();
    done();
  });
  for (const option of command.options.filter((one) => one.required)) show(option, false);
  drawExtras();
  fill(node, form);
  const first = fields.values().next().value;
  if (first) first.focus();
  else run.focus();
}
