// What happens on the page after something was done with the bot.

import { say, toast } from "/page/web/dom.js";
import { t } from "/page/web/texts.js";
import { act, refresh } from "/page/web/state.js";
import { openModal } from "/page/web/modal.js";
import { goToEnd } from "/page/web/messages.js";

// Words for an outcome that is no answer, or null.
export function complaint(outcome) {
  switch (outcome.outcome) {
    case "no_answer":
      return t("noAnswer");
    case "thinking":
      return t("stillThinking");
    case "not_shown":
      return outcome.view === "the form" ? t("formGone") : t("notShown", outcome.view);
    case "invalid":
      return t("invalid", outcome.view);
    default:
      return null;
  }
}

// Shows an outcome; `true` when the bot did answer.
export async function settle(outcome) {
  if (!outcome) return false;
  const problem = complaint(outcome);
  if (problem) {
    toast(problem);
    await refresh();
    return false;
  }
  if (outcome.outcome === "modal") openModal(outcome.view);
  await refresh();
  if (outcome.outcome === "reply") {
    say(t("answered"));
    goToEnd();
  }
  return true;
}

// Does it and shows what became of it.
export async function perform(action) {
  return settle(await act(action));
}
