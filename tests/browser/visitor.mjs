// A person in front of the page: finds things by what they are called, types and clicks.

import assert from "node:assert/strict";
import { people, words } from "./words.mjs";

const WAIT = 20_000;

// Asks again and again. (The page's policy forbids Playwright's own way, which evaluates text.)
export async function until(isSo, what) {
  const end = Date.now() + WAIT;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export class Visitor {
  constructor(page, language, onPhone, shoot) {
    this.page = page;
    this.language = language;
    this.words = words[language];
    this.onPhone = onPhone;
    this.shoot = shoot;
  }

  async arrives(url) {
    await this.page.goto(url);
    await this.page.locator(`button[lang=${this.language}]`).click();
    await this.page.getByText(this.words.banner).waitFor({ timeout: WAIT });
  }

  // The entries of the person switch: what is sent, and what is read.
  async everybody() {
    const select = this.page.getByLabel(this.words.person, { exact: true });
    await select.locator("option").first().waitFor({ state: "attached", timeout: WAIT });
    const all = await select.locator("option").evaluateAll((options) => options.map((one) => ({ value: one.value, text: one.textContent })));
    const is = (kind) => all.filter((one) => people[kind].test(one.text));
    const others = all.filter((one) => !people.owner.test(one.text) && !people.mentor.test(one.text) && !people.outside.test(one.text));
    const mentor = is("mentor").find((one) => !people.owner.test(one.text));
    return { owner: is("owner")[0], mentor, resident: is("resident")[0], generalist: is("generalist")[0], member: others.find((one) => people.member.test(one.text)), outside: is("outside")[0] };
  }

  async becomes(person) {
    assert.ok(person, "the demo has no such person");
    const fetched = this.page.waitForResponse((answer) => answer.url().includes(`/page/view?as=${person.value}`));
    await this.page.getByLabel(this.words.person, { exact: true }).selectOption(person.value);
    await fetched;
    await this.settles();
  }

  // Until nothing is being fetched and nothing is busy.
  async settles() {
    await until(async () => (await this.page.locator("[aria-busy=true]").count()) === 0, "the page stays busy");
    await this.page.waitForTimeout(400);
  }

  async opensChannel(name) {
    if (this.onPhone) await this.page.locator("[data-drawer=channels]").click();
    const channel = this.page.getByRole("navigation", { name: this.words.channels }).getByRole("button", { name }).first();
    await channel.waitFor({ timeout: WAIT });
    await channel.click();
    await this.settles();
  }

  async opensFirstChannel() {
    if (this.onPhone) await this.page.locator("[data-drawer=channels]").click();
    await this.page.locator("#channels .channel:has(.mark:text-is('#'))").first().click();
    await this.settles();
  }

  // Types a command and picks the first of the list; resolves to what the list called it.
  async picksCommand(typed) {
    await this.page.locator("#text").click();
    await this.page.keyboard.type(typed);
    const first = this.page.locator("#composer [role=option]").first();
    await first.waitFor({ timeout: WAIT });
    const name = await first.locator(".suggestion-name").textContent();
    await first.click();
    await this.page.locator("form.command").waitFor();
    return name;
  }

  async fillsOptions() {
    const wanted = this.page.locator("form.command input[aria-required=true]");
    for (let index = 0; index < (await wanted.count()); index += 1) {
      const input = wanted.nth(index);
      if ((await input.getAttribute("role")) === "combobox") {
        await this.picksFirst(input);
      } else {
        await input.click();
        await this.page.keyboard.type("1");
      }
    }
  }

  // Says what an option is, which is added where it may be left out; what is offered for it is picked.
  async sets(option, text) {
    const form = this.page.locator("form.command");
    const chip = form.locator(".chip").filter({ hasText: new RegExp(`^[+＋]\\s*${option}$`) });
    if (await chip.count()) await chip.click();
    const label = form.locator("label").filter({ hasText: new RegExp(`^${option}(\\s|$)`) });
    const input = form.locator(`#${await label.getAttribute("for")}`);
    await input.click();
    await this.page.keyboard.insertText(text);
    if ((await input.getAttribute("role")) !== "combobox") return;
    await this.page.locator(`#${await input.getAttribute("aria-controls")} [role=option]`).filter({ hasText: text }).first().click();
  }

  async runs() {
    await this.page.getByRole("button", { name: this.words.run, exact: true }).click();
    await this.settles();
  }

  async movesClock(step) {
    const opens = () => this.onPhone && this.page.getByRole("button", { name: this.words.clock, exact: true }).click();
    await opens();
    await this.page.getByRole("button", { name: step, exact: true }).click();
    await this.settles();
    await opens();
  }

  // Takes the first of what is offered for an option.
  async picksFirst(input) {
    await input.click();
    await this.page.locator(`#${await input.getAttribute("aria-controls")} [role=option]`).first().click();
  }

  // Fills what a form requires: `title` into single lines, `text` into the others.
  async fillsForm(title, text) {
    const form = this.page.getByRole("dialog");
    await form.waitFor({ timeout: WAIT });
    const inputs = form.locator("[aria-required=true]");
    for (let index = 0; index < (await inputs.count()); index += 1) {
      const input = inputs.nth(index);
      await input.click();
      const single = await input.evaluate((node) => node.tagName === "INPUT");
      if ((await input.inputValue()) === "") await this.page.keyboard.insertText(single ? title : text);
    }
    await this.shoot("form");
    await form.getByRole("button", { name: this.words.submit, exact: true }).click();
    await form.waitFor({ state: "detached", timeout: WAIT });
    await this.settles();
  }

  // The newest button with that name that can be pressed.
  button(name) {
    const match = name instanceof RegExp ? { name } : { name, exact: true };
    return this.page.locator("#messages").getByRole("button", { ...match, disabled: false }).last();
  }

  // Messages with these words in them.
  messages(text) {
    return this.page.locator("#messages .message", { hasText: text });
  }

  async presses(name) {
    const button = this.button(name);
    await button.waitFor({ timeout: WAIT });
    await button.scrollIntoViewIfNeeded();
    await button.click();
    await this.settles();
  }

  async writes(text) {
    await this.page.locator("#text").click();
    await this.page.keyboard.insertText(text);
    await this.page.locator(".send").click();
    await this.settles();
  }

  async sees(text) {
    await this.page.locator("#messages").getByText(text).last().waitFor({ timeout: WAIT });
  }

  // Nothing may stick out at the side.
  async fits() {
    const sizes = await this.page.evaluate(() => ["html", "body", "#app", "#scroll", "#composer"].map((name) => {
      const node = document.querySelector(name);
      return [name, node.scrollWidth, node.clientWidth];
    }));
    for (const [name, content, room] of sizes) assert.ok(content <= room, `${name} is ${content} wide in ${room}`);
    assert.ok(sizes[0][1] <= this.page.viewportSize().width);
  }
}
