// The demo in a browser: a question is asked, claimed, answered and resolved, and a series of lectures is
// taken in, approved, posted, watched and checked, by clicking and typing, on a desktop and on a phone, in Japanese, and once in English.

import assert from "node:assert/strict";
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { Visitor, until } from "./visitor.mjs";

const url = process.argv[2];
const shots = fileURLToPath(new URL("shots/", import.meta.url));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

// A fresh window; whatever goes wrong in it unseen makes the test fail.
async function visit(browser, name, screen, language, story) {
  const context = await browser.newContext({ ...screens[screen], locale: language === "ja" ? "ja-JP" : "en-GB", timezoneId: "Asia/Tokyo" });
  const faults = [];
  context.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  context.on("weberror", (error) => faults.push(`exception: ${error.error().stack}`));
  context.on("request", (request) => request.url().startsWith(url) || faults.push(`a request to elsewhere: ${request.url()}`));
  const page = await context.newPage();
  let number = 0;
  const shoot = (what) => {
    number += 1;
    return page.screenshot({ path: `${shots}${name}-${screen}-${language}-${String(number).padStart(2, "0")}-${what}.png` });
  };
  const visitor = new Visitor(page, language, screen === "phone", shoot);
  const second = async () => {
    const other = new Visitor(await context.newPage(), language, screen === "phone", shoot);
    await other.arrives(url);
    return other;
  };
  try {
    await visitor.arrives(url);
    await story(visitor, second);
    await visitor.fits();
    assert.deepEqual(faults, []);
  } catch (error) {
    await shoot("failure");
    const said = await page.locator("#toasts, .problem").allTextContents();
    throw new Error(`${name}, ${screen}, ${language}: ${error.stack}\nthe page said: ${said.join(" | ")}\nfaults: ${faults.join("\n")}`);
  } finally {
    await context.close();
  }
  console.log(`ok: ${name}, ${screen}, ${language}`);
}

async function question(visitor) {
  const { words } = visitor;
  const { member, mentor } = await visitor.everybody();
  const title = `${words.title} ${Math.random().toString(36).slice(2, 6)}`;
  await visitor.becomes(member);
  await visitor.opensFirstChannel();
  await visitor.fits();
  await visitor.shoot("channel");

  assert.match(await visitor.picksCommand("/ask"), words.ask);
  await visitor.fillsOptions();
  await visitor.shoot("command");
  await visitor.page.getByRole("button", { name: words.run, exact: true }).click();
  await visitor.fillsForm(title, words.text);
  await visitor.shoot("sent");
  await visitor.presses(words.post);
  await visitor.opensChannel(title);
  await visitor.sees(title);
  await visitor.shoot("asked");

  await visitor.becomes(mentor);
  await visitor.opensChannel(title);
  await visitor.presses(words.claim);
  await visitor.fits();
  await visitor.shoot("claimed");
  await visitor.presses(words.answer);
  await visitor.fillsForm(words.reply, words.reply);
  await visitor.sees(words.reply);
  await visitor.fits();
  await visitor.shoot("answered");

  await visitor.becomes(member);
  await visitor.opensChannel(title);
  await visitor.sees(words.reply);
  await visitor.presses(words.resolve);
  await visitor.button(words.reopen).waitFor({ timeout: 20_000 });
  await visitor.fits();
  await visitor.shoot("resolved");
}

// Without a pointer: `/` from anywhere, a few letters, Enter, Enter.
async function keyboard(visitor) {
  const { page, words } = visitor;
  const { member } = await visitor.everybody();
  await visitor.becomes(member);
  await visitor.opensFirstChannel();
  await page.evaluate(() => document.activeElement?.blur());
  const before = await page.getByText(words.ephemeral).count();
  await page.keyboard.press("/");
  await page.keyboard.type("help");
  await page.locator("#composer [role=option][aria-selected=true]").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.locator("form.command").waitFor();
  await page.keyboard.press("Enter");
  await until(async () => (await page.getByText(words.ephemeral).count()) > before, "no answer to /help");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text", "the focus is back in the message box");
  await visitor.shoot("help");
}

const hour = async (read) => (await read()).match(/(\d+):\d+/)[1];

async function clock(visitor) {
  const { page, words } = visitor;
  const now = () => page.locator("#now").textContent();
  const before = await now();
  if (visitor.onPhone) await page.getByRole("button", { name: words.clock, exact: true }).click();
  await page.getByRole("button", { name: words.hour, exact: true }).click();
  await until(async () => (await hour(now)) !== (await hour(async () => before)), "the clock stands still");
  await visitor.settles();
  await visitor.shoot("clock");
}

const HOSTILE = "<img src=x onerror=alert(1)> <script>alert(1)</script> [x](javascript:alert(1)) **strong words** ||hidden||";

// Two tabs, two people: what one writes, the other sees at once, and only as text.
async function conversation(visitor, second) {
  const { member, mentor } = await visitor.everybody();
  await visitor.becomes(member);
  await visitor.opensFirstChannel();
  const other = await second();
  await other.becomes(mentor);
  await other.opensFirstChannel();
  await other.writes(HOSTILE);
  const message = visitor.page.locator("#messages .message").last();
  await message.locator("strong", { hasText: "strong words" }).waitFor();
  assert.match(await message.textContent(), /<img src=x onerror=alert\(1\)> <script>alert\(1\)<\/script> \[x\]\(javascript:alert\(1\)\)/);
  assert.equal(await visitor.page.locator("#messages :is(script, img[src=x], a[href^=javascript])").count(), 0);
  await message.locator(".spoiler").click();
  await message.getByText("hidden", { exact: true }).waitFor();
  await other.page.close();
  await visitor.page.bringToFront();
  await menus(visitor, message);
  await visitor.shoot("conversation");
}

// The menu of a message by keys; Escape closes it and the focus is where it was.
async function menus(visitor, message) {
  const { page } = visitor;
  await message.locator("> .more").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.role ?? document.activeElement.getAttribute("role")), "menuitem");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  assert.ok(await message.locator("> .more").evaluate((node) => node === document.activeElement));
  await message.click({ button: "right", position: { x: 80, y: 10 } });
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
}

// A weekly time that comes in almost three days, so that after two its card is there: the day as the bot names it.
async function soon(visitor) {
  const now = await visitor.page.evaluate(async () => (await import("/page/web/state.js")).now());
  const at = new Date(now + 68 * 3_600_000);
  const part = (options) => at.toLocaleString("en-GB", { timeZone: "Asia/Tokyo", ...options });
  const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  return { weekday: visitor.words.weekdays[days.indexOf(part({ weekday: "long" }))], time: part({ hour: "2-digit", minute: "2-digit" }) };
}

// The owner makes a time for residents that nothing passes unapproved, and takes in a series for it.
async function imports(visitor, series) {
  const { page, words } = visitor;
  await visitor.opensChannel(words.office);
  const when = await soon(visitor);
  await visitor.picksCommand("/slot create");
  for (const [option, text] of Object.entries(words.slotOf)) await visitor.sets(option, when[text] ?? text);
  await visitor.shoot("slot-form");
  await visitor.runs();
  await visitor.sees(new RegExp(when.time));
  await visitor.fits();
  await visitor.shoot("slot");

  const check = ["*安静にして測る\nすぐに測る", "測る前に5分休みます。"].map((cell) => `"${cell}"`).join(",");
  const rows = [1, 2, 3].map((number) => `${series},${number},${words.title},https://video.example/${number},https://video.example/slides/${number}.pdf,20,${words.asked}1,${check},${words.asked}2,${check}`);
  const file = { name: "series.csv", mimeType: "text/csv", buffer: Buffer.from(["series,number,title,url,slides,minutes,question1,choices1,explanation1,question2,choices2,explanation2", ...rows].join("\n")) };
  await visitor.picksCommand("/lecture import");
  await page.locator("form.command input[type=file]").setInputFiles(file);
  await visitor.sets(words.slot, when.time);
  await visitor.runs();
  await visitor.sees(words.added);
  await visitor.sees(words.addedChecks);
  await visitor.fits();
  await visitor.shoot("list");
  await visitor.presses(words.takeIn);
  await visitor.sees(words.takenIn);
  await visitor.shoot("taken-in");
}

// A day before, the card shows what will be posted, and waits for a word.
async function approves(visitor, series) {
  const { words } = visitor;
  const card = visitor.messages(series).filter({ has: visitor.page.getByRole("button", { name: words.approve, exact: true }) });
  for (let day = 0; day < 4 && !(await card.count()); day += 1) await visitor.movesClock(words.day);
  await card.last().scrollIntoViewIfNeeded();
  await visitor.fits();
  await visitor.shoot("card");
  await card.last().getByRole("button", { name: words.approve, exact: true }).click();
  await visitor.settles();
  await visitor.sees(words.approved);
  await visitor.shoot("approved");
}

// One wrong answer and one right one, and what was learned as a file.
async function learns(visitor) {
  const { page, words } = visitor;
  await visitor.presses(words.check);
  await visitor.shoot("question");
  await visitor.presses("2");
  await visitor.sees(words.wrong);
  await visitor.fits();
  await visitor.shoot("wrong");
  await visitor.presses(words.next);
  await visitor.presses("1");
  await visitor.sees(words.right);
  await visitor.sees(words.failed);
  await visitor.shoot("right");
  await visitor.presses(words.again);
  for (const last of [false, true]) {
    await visitor.presses("1");
    if (!last) await visitor.presses(words.next);
  }
  await visitor.sees(words.passed);
  await visitor.fits();
  await visitor.shoot("passed");

  await visitor.picksCommand("/lectures browse");
  await visitor.runs();
  await visitor.sees(words.left);
  await visitor.fits();
  await visitor.shoot("left");
  await visitor.presses(words.log);
  const link = page.locator("#messages a[download='study-log.csv']").last();
  await link.waitFor();
  await visitor.shoot("log");
  return (await fetch(new URL(await link.getAttribute("href"), url))).text();
}

// The way of a series: taken in, approved, posted to those of its track, watched, checked and written down.
async function lectures(visitor) {
  const { page, words } = visitor;
  const { owner, resident, generalist } = await visitor.everybody();
  const series = `${words.series} ${Math.random().toString(36).slice(2, 6)}`;
  await visitor.becomes(owner);
  await imports(visitor, series);
  await approves(visitor, series);

  await visitor.opensChannel(words.lectures);
  const post = visitor.messages(series).filter({ has: page.getByRole("button", { name: words.watch }) });
  for (let step = 0; step < 4 && !(await post.count()); step += 1) await visitor.movesClock(words.nextLecture);
  await visitor.becomes(generalist);
  await visitor.opensChannel(words.lectures);
  await visitor.presses(words.watch);
  await visitor.sees(words.notTheirs);
  await visitor.fits();
  await visitor.shoot("refused");
  await visitor.becomes(resident);
  await visitor.opensChannel(words.lectures);
  await visitor.shoot("post");
  await visitor.presses(words.watch);
  await visitor.sees(/127\.0\.0\.1:\d+|視聴する|Watch/);
  await visitor.sees(words.slides);
  await visitor.fits();
  await visitor.shoot("watched");
  const link = await page.locator("#messages a[href*='/w/']").last().getAttribute("href");
  const shown = await fetch(link);
  assert.equal(shown.status, 200, "looking at a link uses nothing up");
  const followed = await fetch(link, { method: "POST", redirect: "manual" });
  assert.equal(followed.status, 303);
  assert.match(followed.headers.get("location"), /^https:\/\/video\.example\//);
  assert.equal((await fetch(link, { method: "POST", redirect: "manual" })).status, 410, "it leads there once");
  await visitor.presses(words.watched);
  await visitor.sees(words.marked);
  await visitor.fits();
  await visitor.shoot("marked");
  const log = await learns(visitor);
  assert.ok(log.split("\n").some((line) => line.includes(series) && line.includes("100%")), log);
}

async function outsider(visitor) {
  const { outside } = await visitor.everybody();
  if (!outside) return;
  await visitor.becomes(outside);
  assert.equal(await visitor.page.locator("#channels .channel").count(), 1, "someone outside sees only the conversation with the bot");
  await visitor.shoot("outside");
}

await rm(shots, { recursive: true, force: true });
await mkdir(shots, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.BROWSER ?? "/usr/bin/chromium", args: flags });
try {
  for (const screen of Object.keys(screens)) {
    await visit(browser, "question", screen, "ja", question);
    await visit(browser, "keyboard", screen, "ja", keyboard);
    await visit(browser, "conversation", screen, "ja", conversation);
    await visit(browser, "clock", screen, "ja", clock);
    await visit(browser, "lectures", screen, "ja", lectures);
    await visit(browser, "outsider", screen, "ja", outsider);
  }
  await visit(browser, "question", "desktop", "en", question);
  await visit(browser, "keyboard", "desktop", "en", keyboard);
  for (const screen of Object.keys(screens)) await visit(browser, "lectures", screen, "en", lectures);
} finally {
  await browser.close();
}
