// People: who acts, the member list with roles, and what can be done with a user.

import { icon } from "/page/web/icons.js";
import { $, avatar, fillIfChanged, h, readableColour } from "/page/web/dom.js";
import { language, t } from "/page/web/texts.js";
import { actAs, me, personById, refresh, state, tryAct } from "/page/web/state.js";
import { menu } from "/page/web/list.js";
import { confirm } from "/page/web/modal.js";
import { perform } from "/page/web/outcome.js";

const HOLD = 550;

// A finger that stays in place for half a second asks for the menu.
export function longPress(node, run) {
  let timer = null;
  const stop = () => clearTimeout(timer);
  node.addEventListener("touchstart", (event) => {
    stop();
    if (event.touches.length !== 1 || event.target.closest("button, a, input, textarea")) return;
    const { clientX: x, clientY: y } = event.touches[0];
    timer = setTimeout(() => run({ x, y }), HOLD);
  }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) node.addEventListener(end, stop, { passive: true });
}

export function userMenu(user, anchor) {
  const items = state.view.menus.filter((one) => one.kind === 2).map((one) => ({
    label: one.name,
    hint: t("app"),
    run: () => perform({ type: "menu", channel: state.channel, command: one.path, user: user.id }),
  }));
  if (items.length > 0) items.unshift({ heading: t("apps") });
  const person = personById(user.id);
  const roles = person?.roles.map((role) => role.name).join(t("comma")) || t("noRole");
  items.unshift({ heading: `${user.name}　${roles}` });
  if (user.id === state.as && me().inside && !me().owner) items.push({ label: t("leave"), danger: true, run: leave });
  const acting = person && !person.bot && user.id !== state.as;
  if (acting) items.push({ label: `${t("person")}: ${user.name}`, run: () => actAs(user.id) });
  menu(anchor, t("moreUser", user.name), items.length > 1 ? items : [...items, { label: t("close"), run: () => {} }]);
}

function leave() {
  confirm(t("leaveSure", me().name), t("leave"), async () => {
    await tryAct({ type: "leave" });
    await refresh();
  });
}

// The switch at the top. A native select: it works everywhere, with keys and on phones.
export function drawSwitch() {
  const { people } = state.view;
  const fingerprint = JSON.stringify([language(), state.as, people.map((one) => [one.id, one.name, one.roles, one.inside])]);
  fillIfChanged($("who"), fingerprint, () => {
    const select = h("select", { id: "person", "data-key": "person" });
    for (const person of people.filter((one) => !one.bot)) {
      const hint = person.inside ? [person.owner && t("owner"), ...person.roles.map((role) => role.name)].filter(Boolean).join(t("comma")) : t("outside");
      select.append(h("option", { value: person.id, selected: person.id === state.as }, hint ? t("named", person.name, hint) : person.name));
    }
    select.value = state.as;
    select.addEventListener("change", () => actAs(select.value));
    return [h("label", { for: "person" }, t("person")), select];
  });
}

function memberRow(person) {
  const more = h("button", { type: "button", class: "more", "aria-haspopup": "menu", "aria-label": t("moreUser", person.name), "data-key": `member-${person.id}` }, "⋯");
  const name = h("span", { class: "member-name" }, person.name, person.id === state.as && h("span", { class: "small" }, t("you")), person.bot && h("span", { class: "tag" }, t("app")), person.owner && h("span", { title: t("owner") }, icon("crown")));
  name.style.color = readableColour(person.roles.find((role) => role.colour)?.colour);
  const roles = h("span", { class: "member-roles" }, person.roles.map((role) => roleChip(role)));
  const row = h("li", { class: "member" }, avatar(person.id, person.name, person.bot), h("div", { class: "member-text" }, name, person.roles.length > 0 && roles), more);
  more.addEventListener("click", () => userMenu(person, more));
  row.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    userMenu(person, { x: event.clientX, y: event.clientY });
  });
  longPress(row, (point) => userMenu(person, point));
  return row;
}

function roleChip(role) {
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  dot.style.backgroundColor = readableColour(role.colour) || "";
  return h("span", { class: "role" }, dot, role.name);
}

// Under the highest role: staff first, then the others, those without a role, and the apps.
function grouped(inside) {
  const place = (person) => {
    if (person.bot) return [-2, t("bots")];
    if (person.roles.length > 0) return [person.roles[0].position, person.roles[0].name];
    return person.owner ? [Infinity, t("owner")] : [-1, t("noRole")];
  };
  const sorted = inside.map((person) => ({ person, place: place(person) })).sort((a, b) => (a.place[0] < b.place[0]) - (a.place[0] > b.place[0]));
  const groups = new Map();
  for (const one of sorted) groups.set(one.place[1], [...(groups.get(one.place[1]) ?? []), one.person]);
  return groups;
}

export function drawMembers() {
  const { people, roles } = state.view;
  // Someone outside does not see who is in.
  const inside = me().inside ? people.filter((one) => one.inside) : [];
  fillIfChanged($("members"), JSON.stringify([language(), state.as, inside, roles]), () => {
    const lists = [...grouped(inside)].map(([title, members]) => [h("h3", {}, `${title} – ${members.length}`), h("ul", {}, members.map(memberRow))]);
    const all = roles.map((role) => h("li", {}, roleChip(role), h("span", { class: "small" }, t("roleCount", role.members))));
    return [
      h("div", { class: "drawer-head" }, h("h2", {}, t("membersCount", inside.length)), h("button", { type: "button", class: "icon drawer-close", "aria-label": t("close") }, icon("close"))),
      lists,
      me().inside && [h("h2", {}, t("roles")), h("ul", { class: "role-list" }, all)],
    ];
  });
  $("members").setAttribute("aria-label", t("members"));
}
