// What the page knows: the last view, who acts, which channel is open. And how it is fetched and changed.

import { locale, t } from "/page/web/texts.js";
import { toast } from "/page/web/dom.js";

export const state = {
  as: read(sessionStorage, "as"),
  channel: read(sessionStorage, "channel"),
  view: null,
  // Sandbox time minus our own, in milliseconds.
  offset: 0,
};

export function read(storage, key) {
  try {
    return storage.getItem(`salon-demo-${key}`);
  } catch {
    return null;
  }
}

export function write(storage, key, value) {
  try {
    storage.setItem(`salon-demo-${key}`, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function now() {
  return Date.now() + state.offset;
}

export function me() {
  return state.view.me;
}

export function personById(id) {
  return state.view.people.find((person) => person.id === id);
}

export function channelById(id) {
  const { channels, threads, here } = state.view;
  return [...channels, ...threads, ...(here ? [here] : [])].find((channel) => channel.id === id);
}

// What the reader calls a command, given by its path or her name for it; null for one that she is not shown.
export function commandName(path) {
  const all = [...state.view.commands, ...state.view.menus];
  const command = all.find((one) => one.path === path || one.name === path);
  if (!command) return null;
  return command.kind === 1 ? `/${command.name}` : command.name;
}

async function call(path, body) {
  let response;
  try {
    const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new Error(t("offline"));
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.error ?? `${response.status}`), { status: response.status });
  return answer;
}

let draw = () => {};
export function whenFetched(listener) {
  draw = listener;
}

let running = null;
let again = false;

// Fetches the view and draws it. Calls that come meanwhile share one more round.
export function refresh() {
  again = true;
  running ??= rounds().finally(() => {
    running = null;
  });
  return running;
}

async function rounds() {
  while (again) {
    again = false;
    await round();
  }
}

async function round() {
  const asked = { as: state.as, channel: state.channel };
  const query = new URLSearchParams();
  if (asked.as) query.set("as", asked.as);
  if (asked.channel) query.set("channel", asked.channel);
  let view;
  try {
    view = await call(`/page/view?${query}`);
  } catch (error) {
    if (asked.as && error.status === 404) {
      // The person we remember is of an earlier demo.
      state.as = null;
      state.channel = null;
      again = true;
      await pause(300);
      return;
    }
    toast(error.message);
    return;
  }
  if (asked.as !== state.as || asked.channel !== state.channel) {
    again = true;
    return;
  }
  state.view = view;
  state.as = view.me.id;
  state.channel = view.open;
  state.offset = Date.parse(view.now) - Date.now();
  write(sessionStorage, "as", state.as);
  write(sessionStorage, "channel", state.channel ?? "");
  draw();
  if (view.me.locale !== locale()) await sendLocale();
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function sendLocale() {
  try {
    await call("/page/act", { as: state.as, action: { type: "locale", locale: locale() } });
    again = true;
  } catch (error) {
    toast(error.message);
  }
}

export function openChannel(id) {
  state.channel = id;
  return refresh();
}

export function actAs(id) {
  state.as = id;
  state.channel = read(sessionStorage, `channel-${id}`) ?? state.channel;
  return refresh();
}

// Does something as the person. Resolves to the outcome; a failure is shown and becomes null.
export async function act(action) {
  try {
    return await call("/page/act", { as: state.as, action });
  } catch (error) {
    toast(error.message);
    return null;
  }
}

// Like `act`, but the caller shows the failure.
export function tryAct(action) {
  return call("/page/act", { as: state.as, action });
}

export function moveClock(step) {
  return call("/demo/clock", { step });
}
