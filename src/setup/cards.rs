//! How the status looks, and what the owner is told unasked.

use std::iter;

use super::{Status, words};
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::QuestionId;
use crate::memberships::RoleNow;
use crate::outbox::{Alert, Paused, Trouble};
use crate::text::{Arg, Lang, Text, relative};

/// All is well, something waits for the owner, and something is wrong.
const GREEN: u32 = 0x0038_a169;
const AMBER: u32 = 0x00dd_a520;
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
    let is_compared = status.roles.compared_at.is_some();
    let each = &status.roles.roles;
    let role_lines = each.iter().map(|it| role(it, is_compared, lang));
    let shown = list(&mut lines, role_lines, &mut room);
    let more = &each[shown..];
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
    let lost = numbers(&status.lost).map(|lost| Text::new("setup-lost").with("numbers", lost));
    lines.extend(lost.map(|text| text.render(lang)));
    let hidden = numbers(&status.hidden);
    let hidden = hidden.map(|hidden| Text::new("setup-hidden").with("numbers", hidden));
    lines.extend(hidden.map(|text| text.render(lang)));
    let images = numbers(&status.images).map(|it| Text::new("setup-images").with("numbers", it));
    lines.extend(images.map(|text| text.render(lang)));
    if status.reported > 0 {
        let reported = Text::new("setup-reported").with("count", status.reported);
        lines.push(reported.render(lang));
    }
    let troubled = status.troubled.iter().map(|it| it.text().render(lang));
    list(&mut lines, troubled, &mut room);
    let stopped = &status.stopped[..status.stopped.len().min(MOST_STOPPED)];
    lines.extend(stopped.iter().map(|it| it.text().render(lang)));
    let dates = status.lectures.iter().map(|it| it.render(lang));
    let shown = list(&mut lines, dates, &mut room);
    let more = status.lectures.len() - shown;
    if more > 0 {
        let more = Text::new("lecture-more").with("count", more);
        lines.push(more.render(lang));
    }
    let is_well = status.held.is_empty()
        && status.paused.is_empty()
        && status.lost.is_empty()
        && status.troubled.is_empty()
        && stopped.is_empty()
        && !status.roles.is_late
        && each.iter().all(|it| it.drift == 0);
    // What only waits for the owner is no fault.
    let needs_nobody = status.attention.is_empty()
        && status.lectures.is_empty()
        && status.hidden.is_empty()
        && status.images.is_empty()
        && status.reported == 0;
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
            colour: match (is_well, needs_nobody) {
                (false, _) => RED,
                (true, false) => AMBER,
                (true, true) => GREEN,
            },
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
    let text = match (status.roles.compared_at, status.roles.is_late) {
        (None, _) => Text::new("setup-roles-unknown"),
        (Some(at), false) => Text::new("setup-roles").with("at", relative(at)),
        (Some(at), true) => Text::new("setup-roles-late").with("at", relative(at)),
    };
    text.with("members", status.members)
}

fn role(role: &RoleNow, is_compared: bool, lang: Lang) -> String {
    let mark = match role {
        RoleNow { drift: 1.., .. } => "⚠️",
        RoleNow { coming: 1.., .. } => "⏳",
        _ if !is_compared => "⏳",
        _ => "✅",
    };
    let counts = Text::new("setup-role")
        .with("mark", mark)
        .with("role", role.role)
        .with("entitled", role.entitled)
        .with("having", role.with_role)
        .with("drift", role.drift);
    let left = Text::new("setup-role-left-alone").with("left", role.left_alone);
    let coming = Text::new("setup-role-coming").with("coming", role.coming);
    let mended = Text::new("setup-role-mended").with("found", role.found);
    let of_others = Text::new("setup-role-of-others").with("count", role.of_others);
    let is_mended = role.found > 0 && role.drift == 0 && role.coming == 0;
    let more = [
        (role.left_alone > 0).then_some(left),
        (role.coming > 0).then_some(coming),
        is_mended.then_some(mended),
        (role.of_others > 0).then_some(of_others),
    ];
    let all = iter::once(counts).chain(more.into_iter().flatten());
    all.map(|text| text.render(lang)).collect()
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
fn numbers(questions: &[QuestionId]) -> Option<Arg> {
    let shown: Vec<String> = questions
        .iter()
        .take(LOST)
        .map(|number| format!("#{number}"))
        .collect();
    if shown.is_empty() {
        return None;
    }
    let more = if questions.len() > LOST { " …" } else { "" };
    Some(Arg::Markup(shown.join(" ") + more))
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}
