// One option of a command as a labelled field.

import { icon } from "/page/web/icons.js";
import { h, newId } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { state, tryAct } from "/page/web/state.js";
import { suggest } from "/page/web/list.js";

const TEXT = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
const FILE = 11;
const MOST_BYTES = 8 * 1024 * 1024;

const fold = (text) => text.normalize("NFKC").toLowerCase().trim();

// The fixed list that an option is picked from, or null when words are typed.
function fixed(option) {
  const { people, roles, channels } = state.view;
  const named = (list, mark) => list.map((one) => ({ name: mark + one.name, value: one.id }));
  if (option.choices.length > 0) return option.choices;
  switch (option.kind) {
    case BOOLEAN:
      return [{ name: t("yes"), value: "true" }, { name: t("no"), value: "false" }];
    case USER:
      return named(people, "@");
    case ROLE:
      return named(roles, "@");
    case MENTIONABLE:
      return [...named(people, "@"), ...named(roles, "@")];
    case CHANNEL:
      return named(channels.filter((one) => option.channel_types.length === 0 || option.channel_types.includes(one.kind)), "#");
    default:
      return null;
  }
}

function limits(option) {
  const words = option.kind === TEXT;
  // Where no bound was set, libraries name the largest numbers that JSON holds.
  const [min, max] = [option.min, option.max].map((one) => (one === null || Math.abs(one) > 9e15 ? null : one.toLocaleString()));
  if (words) return max === null ? "" : t("tooLong", max);
  if (min !== null && max !== null) return t("range", min, max);
  if (min !== null) return t("atLeast", min);
  return max !== null ? t("atMost", max) : "";
}

function typedFault(option, text) {
  if (option.kind === INTEGER && !/^-?\d+$/.test(text)) return t("integer");
  if (option.kind === NUMBER && !/^-?\d+(\.\d+)?$/.test(text)) return t("number");
  const size = option.kind === INTEGER || option.kind === NUMBER ? Number(text) : [...text].length;
  const outside = (option.min !== null && size < option.min) || (option.max !== null && size > option.max);
  if (!outside) return "";
  return option.kind === TEXT && size < option.min ? t("tooShort", option.min) : limits(option);
}

function frame(option, control, fault, remove) {
  const hint = [option.description, limits(option)].filter(Boolean).join(" · ");
  control.setAttribute("aria-describedby", `${control.id}-hint ${control.id}-fault`);
  fault.id = `${control.id}-fault`;
  const label = h("label", { for: control.id }, option.name, option.required && h("span", { class: "star" }, ` ${t("required")}`));
  const drop = remove && h("button", { type: "button", class: "icon small-icon", "aria-label": t("remove", option.name), onclick: remove }, icon("close"));
  return h("div", { class: "option" }, h("div", { class: "option-head" }, label, drop), h("div", { class: "option-box" }, control), h("p", { class: "hint", id: `${control.id}-hint` }, hint), fault);
}

// `{node, value(), check(), focus(), upload?}`. `value()` is what is sent, or null.
export function optionField(option, proposals, remove) {
  return option.kind === FILE ? fileField(option, remove) : textField(option, proposals, remove);
}

function textField(option, proposals, remove) {
  const id = newId("option");
  const control = h("input", { id, type: "text", autocomplete: "off", inputmode: option.kind === INTEGER && option.choices.length === 0 ? "numeric" : null, "aria-required": option.required ? "true" : null });
  const fault = h("p", { class: "fault" });
  const node = frame(option, control, fault, remove);
  const list = fixed(option);
  let picked = null;

  const byName = (text) => list?.find((one) => fold(one.name) === fold(text) || one.value === text.trim());
  const value = () => {
    if (picked && picked.name === control.value) return picked.value;
    const typed = control.value.trim();
    // Digits as a Japanese keyboard types them.
    const text = option.kind === INTEGER || option.kind === NUMBER ? typed.normalize("NFKC") : typed;
    return list ? (byName(text)?.value ?? null) : text;
  };
  async function load(text) {
    if (list) {
      const wanted = picked && picked.name === text ? "" : fold(text);
      return list.filter((one) => fold(one.name).includes(wanted)).slice(0, 50);
    }
    if (!option.autocomplete) return null;
    try {
      const outcome = await tryAct(proposals(picked && picked.name === text ? "" : text));
      return outcome.view;
    } catch {
      return [];
    }
  }
  if (list || option.autocomplete) {
    control.dataset.tab = option.autocomplete && !list ? "moves" : "picks";
    const popup = suggest(control, node.querySelector(".option-box"), option.name, {
      load,
      pick: (entry) => {
        picked = entry;
        control.value = entry.name;
        check();
      },
    });
    control.addEventListener("focus", popup.update);
    control.addEventListener("click", () => !popup.isOpen() && popup.update());
    control.addEventListener("keydown", (event) => event.key === "ArrowDown" && !popup.isOpen() && popup.update());
  }
  function check() {
    const text = control.value.trim();
    let problem = "";
    if (text === "") problem = option.required ? t("requiredMissing") : "";
    else if (list) problem = value() === null ? t("pick") : "";
    else if (value() === text || !picked) problem = typedFault(option, value());
    fault.textContent = problem;
    control.setAttribute("aria-invalid", String(problem !== ""));
    return problem;
  }
  control.addEventListener("input", () => fault.textContent && check());
  return { node, value, check, focus: () => control.focus() };
}

function fileField(option, remove) {
  const control = h("input", { id: newId("option"), type: "file" });
  const fault = h("p", { class: "fault" });
  const check = () => {
    const file = control.files[0];
    let problem = "";
    if (!file && option.required) problem = t("requiredMissing");
    if (file && file.size > MOST_BYTES) problem = t("fileTooBig");
    fault.textContent = problem;
    return problem;
  };
  control.addEventListener("change", check);
  async function upload() {
    const file = control.files[0];
    if (!file) return null;
    const data = await base64(file);
    const outcome = await tryAct({ type: "upload", filename: file.name, content_type: file.type || "application/octet-stream", data });
    return outcome.view;
  }
  return { node: frame(option, control, fault, remove), value: () => null, check, upload, focus: () => control.focus() };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
