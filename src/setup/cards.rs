//! How the status looks, and what the owner is told unasked.

use super::{Status, words};
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::QuestionId;
use crate::memberships::RoleProof;
use crate::outbox::{Alert, Paused, Trouble};
use crate::text::{Arg, Lang, Text, relative};

/// All is well, and something needs a hand.
const GREEN: u32 = 0x0038_a169;
const RED: u32 = 0x00e7_4c3c;
/// Effects, roles and channels that are listed, of each kind.
const LISTED: usize = 5;
/// Roles about which the owner decides at once: a message has five rows of buttons.
const MOST_STOPPED: usize = 3;
/// Questions that are listed by number.
const LOST: usize = 20;
/// What an embed takes, less what the last lines need.
const ROOM: usize = 3_500;

/// The whole status. The buttons are about the oldest effect that stands still, which is listed
/// first.
pub(super) fn status(status: &Status, lang: Lang) -> Message {
    let mut lines = vec![queue(status).render(lang), roles(status).render(lang)];
    let mut room = ROOM;
    let proofs = status.roles.as_ref().map_or(&[][..], |pass| &pass.roles);
    let proof_lines = proofs.iter().map(|it| proof(it).render(lang));
    let shown = list(&mut lines, proof_lines, &mut room);
    let more = &proofs[shown..];
    if !more.is_empty() {
        let more = Text::new("setup-more-roles")
            .with("count", count(more.len()))
            .with("drift", more.iter().map(|it| it.drift).sum::<i64>());
        lines.push(more.render(lang));
    }
    let held_lines = status.held.iter().map(|it| held(it, lang));
    let shown = list(&mut lines, held_lines, &mut room);
    let more = status.waiting.held - count(shown);
    if more > 0 {
        let more = Text::new("setup-more-held").with("count", more);
        lines.push(more.render(lang));
    }
    let paused_lines = status.paused.iter().map(|it| paused(it).render(lang));
    let shown = list(&mut lines, paused_lines, &mut room);
    let more = &status.paused[shown..];
    if !more.is_empty() {
        let more = Text::new("setup-more-paused")
            .with("count", count(more.len()))
            .with("waiting", more.iter().map(|it| it.count).sum::<i64>());
        lines.push(more.render(lang));
    }
    lines.extend(lost(&status.lost).map(|text| text.render(lang)));
    let troubled = status.troubled.iter().map(|it| it.text().render(lang));
    list(&mut lines, troubled, &mut room);
    let stopped = &status.stopped[..status.stopped.len().min(MOST_STOPPED)];
    lines.extend(stopped.iter().map(|it| it.text().render(lang)));
    let is_well = status.held.is_empty()
        && status.paused.is_empty()
        && status.lost.is_empty()
        && status.troubled.is_empty()
        && stopped.is_empty()
        && status.attention.is_empty();
    if !status.attention.is_empty() {
        lines.push(status.attention.text(lang).render(lang));
    }
    let first_held = status.held.first().map(|held| {
        lines.push(Text::new("setup-buttons").render(lang));
        let labels = [
            Text::new("setup-button-retry-first"),
            Text::new("setup-button-discard-first"),
        ];
        buttons(&held.id.to_string(), &labels, lang)
    });
    Message {
        embed: Some(Embed {
            title: Text::new("setup-title").plain(lang),
            description: lines.join("\n"),
            colour: if is_well { GREEN } else { RED },
            ..Embed::default()
        }),
        rows: first_held
            .into_iter()
            .chain(stopped.iter().map(|it| it.buttons(lang)))
            .chain([status.attention.buttons(lang)])
            .collect(),
        ..Message::default()
    }
}

/// Adds the first of `all`, as far as there is room; returns how many.
fn list(lines: &mut Vec<String>, all: impl Iterator<Item = String>, room: &mut usize) -> usize {
    let before = lines.len();
    for line in all.take(LISTED) {
        let Some(left) = room.checked_sub(line.encode_utf16().count() + 1) else {
            break;
        };
        *room = left;
        lines.push(line);
    }
    lines.len() - before
}

/// What the owner is told in the log channel when something comes to a stand. Others may read there,
/// so that it names no person.
pub fn alert(alert: &Alert<'_>, lang: Lang) -> Message {
    let effect = words::effect_of_somebody(alert.key, alert.effect);
    let detail = words::detail(alert.why);
    let id = format!("{}:{}", alert.id, alert.attempt);
    let text = match alert.waits_for {
        Some(what) => Text::new("alert-paused")
            .with("effect", effect)
            .with("what", words::thing_of_somebody(what))
            .with("mend", words::mend(what, alert.why))
            .with("detail", detail),
        None => Text::new("alert-held")
            .with("effect", effect)
            .with("why", words::why(alert.why))
            .with("buttons", Text::new("setup-buttons"))
            .with("detail", detail),
    };
    let labels = [
        Text::new("setup-button-retry"),
        Text::new("setup-button-discard"),
    ];
    let rows = match alert.waits_for {
        Some(_) => Vec::new(),
        None => vec![buttons(&id, &labels, lang)],
    };
    Message {
        embed: Some(Embed {
            description: text.render(lang),
            // By which it is found again.
            footer: format!("salon · {}-{}", alert.id, alert.attempt),
            colour: RED,
            ..Embed::default()
        }),
        rows,
        ..Message::default()
    }
}

/// To send an effect again, and to give it up.
fn buttons(id: &str, [retry, discard]: &[Text; 2], lang: Lang) -> Vec<Button> {
    let button = |action: &str, label: &Text, style| {
        Button::new(format!("setup:{action}:{id}"), label.plain(lang), style)
    };
    vec![
        button("retry", retry, Style::Primary),
        button("discard", discard, Style::Danger),
    ]
}

fn queue(status: &Status) -> Text {
    match status.oldest {
        None => Text::new("setup-queue-empty"),
        Some(oldest) => {
            let text = match status.waiting.sought {
                0 => Text::new("setup-queue"),
                sought => Text::new("setup-queue-sought").with("sought", sought),
            };
            text.with("waiting", status.waiting.waiting)
                .with("oldest", relative(oldest))
        }
    }
}

fn roles(status: &Status) -> Text {
    match &status.roles {
        None => Text::new("setup-roles-unknown").with("members", status.members),
        Some(pass) => Text::new("setup-roles")
            .with("members", status.members)
            .with("at", relative(pass.at)),
    }
}

fn proof(proof: &RoleProof) -> Text {
    let text = match proof {
        RoleProof { left_alone: 0, .. } => Text::new("setup-role"),
        _ => Text::new("setup-role-left-alone").with("left", proof.left_alone),
    };
    text.with("mark", if proof.drift == 0 { "✅" } else { "⚠️" })
        .with("role", proof.role)
        .with("entitled", proof.entitled)
        .with("having", proof.with_role)
        .with("drift", proof.drift)
}

fn paused(paused: &Paused) -> Text {
    Text::new("setup-paused")
        .with("what", words::thing(&paused.what))
        .with("count", paused.count)
        .with("mend", words::mend(&paused.what, &paused.why()))
}

fn held(held: &Trouble, lang: Lang) -> String {
    let why = held.why();
    let text = Text::new("setup-held")
        .with("effect", words::effect(&held.key, held.effect().as_ref()))
        .with("why", words::why(&why))
        .with("detail", words::detail(&why));
    text.render(lang)
}

/// Questions that wait for the owner to decide.
fn lost(lost: &[QuestionId]) -> Option<Text> {
    let shown: Vec<String> = lost
        .iter()
        .take(LOST)
        .map(|number| format!("#{number}"))
        .collect();
    if shown.is_empty() {
        return None;
    }
    let more = if lost.len() > LOST { " …" } else { "" };
    let numbers = Arg::Markup(shown.join(" ") + more);
    Some(Text::new("setup-lost").with("numbers", numbers))
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}
