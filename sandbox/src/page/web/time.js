// Times, always in the salon's zone, in the reader's language.

import { language, t } from "/page/web/texts.js";
import { now } from "/page/web/state.js";
import { h } from "/page/web/dom.js";

const ZONE = "Asia/Tokyo";
const LONG = { year: "numeric", month: "long", day: "numeric" };
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const STYLES = {
  t: CLOCK,
  T: { ...CLOCK, second: "2-digit" },
  d: { year: "numeric", month: "2-digit", day: "2-digit" },
  D: LONG,
  f: { ...LONG, ...CLOCK },
  F: { ...LONG, weekday: "long", ...CLOCK },
  s: { year: "numeric", month: "2-digit", day: "2-digit", ...CLOCK },
  S: { year: "numeric", month: "2-digit", day: "2-digit", ...CLOCK, second: "2-digit" },
};
const BAR = { year: "numeric", month: "numeric", day: "numeric", weekday: "short", ...CLOCK };
const UNITS = [["year", 31_556_952], ["month", 2_629_746], ["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

function format(milliseconds, options) {
  const tag = language() === "ja" ? "ja-JP" : "en-GB";
  return new Intl.DateTimeFormat(tag, { timeZone: ZONE, ...options }).format(milliseconds);
}

export function barTime(milliseconds) {
  return format(milliseconds, BAR);
}

export function day(milliseconds) {
  return format(milliseconds, { ...LONG, weekday: "short" });
}

// "Today 14:05", or the date when it was another day.
export function messageTime(milliseconds) {
  const clock = format(milliseconds, CLOCK);
  const that = day(milliseconds);
  if (that === day(now())) return `${t("today")} ${clock}`;
  if (that === day(now() - 86_400_000)) return `${t("yesterday")} ${clock}`;
  return `${format(milliseconds, STYLES.d)} ${clock}`;
}

function relative(milliseconds) {
  const seconds = Math.round((milliseconds - now()) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.trunc(seconds / length), unit);
}

// `<t:unix:style>`; what cannot be a date stays as it was typed.
export function timestamp(raw, unix, style) {
  const milliseconds = Number(unix) * 1000;
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) return document.createTextNode(raw);
  const text = style === "R" ? relative(milliseconds) : format(milliseconds, STYLES[style] ?? STYLES.f);
  const node = h("time", { class: "stamp", datetime: new Date(milliseconds).toISOString(), title: format(milliseconds, STYLES.F) }, text);
  if (style === "R") node.dataset.relative = String(milliseconds);
  return node;
}

// Brings "2 hours ago" up to date.
export function refreshRelative() {
  for (const node of document.querySelectorAll("time[data-relative]")) {
    const text = relative(Number(node.dataset.relative));
    if (node.textContent !== text) node.textContent = text;
  }
}
