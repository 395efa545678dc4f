// Dialogs: the forms that the bot opens, and the page's own.

import { h, isComposing, newId } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { tryAct } from "/page/web/state.js";
import { complaint, settle } from "/page/web/outcome.js";

const length = (text) => [...text].length;

// A dialog that keeps the focus inside and asks before typed words are lost. `send()` returns a complaint or null.
function dialog(title, content, { send, isDirty, submit }) {
  const before = document.activeElement;
  const heading = newId("dialog");
  const problem = h("p", { class: "problem", role: "alert" });
  const ok = h("button", { type: "submit", class: "primary" }, submit);
  const cancel = h("button", { type: "button", class: "quiet", onclick: () => leave() }, t("cancel"));
  const footer = h("footer", {}, cancel, ok);
  const form = h("form", { method: "dialog", novalidate: true }, h("h2", { id: heading }, title), h("div", { class: "dialog-body" }, content), problem, footer);
  const node = h("dialog", { "aria-labelledby": heading }, form);

  function close() {
    node.close();
    node.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  }
  function leave() {
    if (!isDirty()) {
      close();
      return;
    }
    const stay = h("button", { type: "button", class: "primary", onclick: goOn }, t("back"));
    footer.replaceChildren(h("p", { class: "sure" }, t("discard")), h("button", { type: "button", class: "danger", onclick: close }, t("close")), stay);
    stay.focus();
  }
  function goOn() {
    footer.replaceChildren(cancel, ok);
    form.querySelector("input, textarea")?.focus();
  }
  node.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  node.addEventListener("keydown", (event) => keepInside(event, node));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (ok.disabled) return;
    ok.disabled = true;
    ok.setAttribute("aria-busy", "true");
    problem.textContent = "";
    const fault = await send(close);
    ok.disabled = false;
    ok.removeAttribute("aria-busy");
    if (fault) problem.textContent = fault;
  });
  document.body.append(node);
  node.showModal();
  form.querySelector("input, textarea, button")?.focus();
  return node;
}

// Tab goes round inside the dialog.
function keepInside(event, node) {
  if (event.key === "Escape" && isComposing(event)) event.preventDefault();
  if (event.key !== "Tab") return;
  const stops = [...node.querySelectorAll("button, input, textarea, select")].filter((stop) => !stop.disabled && stop.offsetParent);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

// A labelled text field with its counter. `fault()` says and shows what is wrong with it.
function field(input) {
  const id = newId("field");
  const attributes = { id, name: input.custom_id, placeholder: input.placeholder, "aria-describedby": `${id}-note`, "aria-required": input.required ? "true" : null, rows: input.paragraph ? 4 : null, type: input.paragraph ? null : "text", autocomplete: "off" };
  const control = h(input.paragraph ? "textarea" : "input", attributes);
  control.value = input.value ?? "";
  const start = control.value;
  const counter = h("span", { class: "counter" });
  const fault = h("span", { class: "fault" });
  const count = () => {
    counter.textContent = t("counter", length(control.value), input.max_length);
    counter.classList.toggle("over", length(control.value) > input.max_length);
  };
  const check = () => {
    const size = length(control.value);
    let text = "";
    if (input.required && control.value.trim() === "") text = t("requiredMissing");
    else if (size > input.max_length) text = t("tooLong", input.max_length);
    else if (size > 0 && size < input.min_length) text = t("tooShort", input.min_length);
    fault.textContent = text;
    control.setAttribute("aria-invalid", String(text !== ""));
    return text;
  };
  control.addEventListener("input", () => {
    count();
    if (fault.textContent) check();
  });
  count();
  const label = h("label", { for: id }, input.label, input.required ? h("span", { class: "star" }, ` ${t("required")}`) : null);
  const node = h("div", { class: "field" }, label, control, h("div", { class: "note", id: `${id}-note` }, fault, counter));
  return { node, control, check, isDirty: () => control.value !== start };
}

function firstFault(fields) {
  const wrong = fields.filter((one) => one.check() !== "");
  wrong[0]?.control.focus();
  return wrong.length > 0;
}

// A form of the bot's.
export function openModal(modal) {
  const fields = modal.inputs.map(field);
  async function send(close) {
    if (firstFault(fields)) return null;
    const values = Object.fromEntries(modal.inputs.map((input, index) => [input.custom_id, fields[index].control.value]));
    let outcome;
    try {
      outcome = await tryAct({ type: "submit", interaction: modal.interaction, values });
    } catch (error) {
      return error.message;
    }
    const fault = complaint(outcome);
    if (fault && outcome.outcome !== "thinking") return fault;
    close();
    await settle(outcome);
    return null;
  }
  dialog(modal.title, fields.map((one) => one.node), { send, isDirty: () => fields.some((one) => one.isDirty()), submit: t("submit") });
}

// The page's own form. `inputs` are like a modal's; `send(values)` throws what went wrong.
export function askFor(title, inputs, submit, run, extra = []) {
  const fields = inputs.map(field);
  async function send(close) {
    if (firstFault(fields)) return null;
    try {
      await run(fields.map((one) => one.control.value));
    } catch (error) {
      return error.message;
    }
    close();
    return null;
  }
  dialog(title, [fields.map((one) => one.node), extra], { send, isDirty: () => fields.some((one) => one.isDirty()), submit });
}

// Asks before something that cannot be taken back.
export function confirm(question, label, run) {
  const send = async (close) => {
    try {
      await run();
    } catch (error) {
      return error.message;
    }
    close();
    return null;
  };
  dialog(question, [], { send, isDirty: () => false, submit: label });
}
