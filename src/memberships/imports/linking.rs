//! Whom a line of a list names, where nobody is linked with its name: the owner chooses.

use super::looked_at;
use super::looking::{self, Looked};
use super::rules::{Act, Line, Refusal};
use super::store;
use crate::actor::Actor;
use crate::app::App;
use crate::command::Chosen;
use crate::discord::message::{Menu, Message};
use crate::error::Result;
use crate::ids::ImportId;
use crate::input;
use crate::memberships::accounts::{self, Linked};
use crate::text::{Lang, Text};

/// The owner says whom a line of a list that they look at names; the list is looked at anew with that.
pub(super) async fn link_line(
    app: &App,
    actor: &Actor,
    (id, position): (ImportId, i64),
    chosen: Chosen,
) -> Result<(Linked, Looked)> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let import = looked_at(&mut conn, id).await?;
    let lines = store::lines(&mut conn, id).await?;
    drop(conn);
    let mut unlinked = lines.into_iter().filter(|line| line.act == Act::Unmatched);
    let line = unlinked.find(|line| line.position == position);
    let name = line.and_then(|line| line.name).ok_or(Refusal::Gone)?;
    let account = (import.source.as_str(), name.as_str());
    let linked = accounts::link_name(app, actor, account, chosen).await?;
    Ok((linked, looking::anew(app, actor, id).await?))
}

/// In which the owner chooses whom a line names, where nobody is linked with its name.
pub(super) fn menu(id: ImportId, line: &Line, lang: Lang) -> Option<Menu> {
    let name = line.name.as_ref().filter(|_| line.act == Act::Unmatched)?;
    let hint = Text::new("account-line-hint").with("line", line.position);
    let hint = hint.with("name", input::short(name));
    Some(Menu {
        custom_id: format!("membership:import-link:{id}:{}", line.position),
        placeholder: hint.plain(lang),
    })
}

/// The list looked at anew, after whom a line names was said; and which is the next that names nobody
/// we know.
pub(super) fn linked(message: Message, linked: &Linked, looked: &Looked, lang: Lang) -> Message {
    let mut said = vec![accounts::linked(linked), Text::new("account-linked-line")];
    if let Looked::Preview(preview) = looked {
        let is_unlinked = |line: &&Line| line.act == Act::Unmatched;
        let mut next = preview.lines.iter().filter(is_unlinked);
        said.extend(next.find_map(|line| {
            let text = Text::new("account-next-line").with("line", line.position);
            Some(text.with("name", line.name.as_deref()?))
        }));
    }
    let said: Vec<String> = said.iter().map(|text| text.render(lang)).collect();
    Message {
        content: said.join("\n"),
        ..message
    }
}
