//! How the post with the button looks, and what is told of it. Pure.

use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::ChannelId;
use crate::questions::cards::framed;
use crate::questions::store::Board;
use crate::text::{Lang, Text};

/// What it is, where answers come, and the button.
pub(super) fn board(
    board: &Board,
    answers: ChannelId,
    (takes_failures, takes_anonymous): (bool, bool),
    lang: Lang,
) -> Message {
    let mut lines = vec![
        Text::new("board-what")
            .with("channel", answers)
            .render(lang),
    ];
    if takes_failures {
        lines.push(Text::new("board-failures").render(lang));
    }
    if takes_anonymous {
        lines.push(Text::new("board-anonymous").render(lang));
    }
    // What follows the channel tells one posting from the next, should it have to be found again.
    let custom_id = format!("question:board:{}:{}", board.channel_id, board.posting);
    let label = Text::new("board-button").plain(lang);
    Message {
        embed: Some(Embed {
            title: Text::new("board-title").plain(lang),
            description: lines.join("\n"),
            colour: 0x0058_65f2,
            ..Embed::default()
        }),
        rows: vec![vec![Button::new(custom_id, label, Style::Primary)]],
        ..Message::default()
    }
}

/// Tells the owner that it is gone, and how to have it again.
pub(super) fn lost(board: &Board, lang: Lang) -> Message {
    let text = Text::new("board-lost").with("channel", board.channel_id);
    // By which it is found again.
    let footer = format!("salon · board-{}-{}", board.channel_id, board.posting);
    framed(text.render(lang), footer)
}

/// What an effect on one is, in words, if it is on one.
pub(in crate::questions) fn describe(key: &str) -> Option<Text> {
    let mut parts = key.strip_prefix("question-board:")?.split(':').skip(2);
    match parts.next() {
        None => Some(Text::new("board-effect-post")),
        Some("pin") => Some(Text::new("board-effect-pin")),
        Some("gone") => Some(Text::new("board-effect-gone")),
        Some("lost") => Some(Text::new("board-effect-lost")),
        Some(_) => None,
    }
}
