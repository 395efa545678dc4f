//! What happened in the demo's salon before you came: people type commands and press buttons, as
//! they would.

use anyhow::{Context as _, ensure};
use sandbox::{Id, Outcome, Person, Sandbox};

use super::stage;
use super::time::until_delivered;
use crate::app::App;

/// A question of the seed.
struct Asked {
    by: Id,
    kind: &'static str,
    field: &'static str,
    words: &'static [(&'static str, &'static str)],
}

const OPEN: Asked = Asked {
    by: stage::MEMBER,
    kind: "Medical",
    field: "emergency",
    words: &[
        ("title", "当直帯の一過性意識消失、帰宅の判断に迷います"),
        (
            "situation",
            "70代。立位で数秒の意識消失。外傷なし。来院時は意識清明で、以前にも一度あったとのことです。",
        ),
        (
            "findings",
            "バイタル正常。心電図は洞調律、左脚ブロック。採血に特記なし。",
        ),
        (
            "thinking",
            "起立性と考えたいのですが、左脚ブロックがあり心原性を否定しきれません。",
        ),
        (
            "wanted",
            "入院で経過をみる基準と、帰宅させるときの説明のしかたを教えてください。",
        ),
    ],
};

const ANSWERED: Asked = Asked {
    by: stage::SECOND_MEMBER,
    kind: "Medical",
    field: "infection",
    words: &[
        ("title", "市中肺炎の抗菌薬、内服への切り替えはいつですか"),
        (
            "situation",
            "60代、市中肺炎で入院3日目。セフトリアキソンで解熱し、食事も取れています。",
        ),
        ("findings", "SpO2 96%（室内気）。血液培養は陰性。"),
        (
            "thinking",
            "そろそろ内服でよいと思うのですが、上級医によって意見が違います。",
        ),
        (
            "wanted",
            "切り替えの目安と、総投与日数の考え方を知りたいです。",
        ),
    ],
};

const RESOLVED: Asked = Asked {
    by: stage::THIRD_MEMBER,
    kind: "Study",
    field: "general",
    words: &[
        ("title", "外来の振り返りを続けるコツはありますか"),
        (
            "situation",
            "毎日記録しようとして、三日で止まってしまいます。",
        ),
        ("wanted", "忙しいなかで続いた方法を教えてください。"),
    ],
};

const FAILURE: Asked = Asked {
    by: stage::SECOND_MEMBER,
    kind: "Failure",
    field: "emergency",
    words: &[
        ("title", "夜間の腹痛を便秘と決めつけてしまいました"),
        (
            "situation",
            "当直で診た60代の腹痛を便秘として帰宅とし、翌日に絞扼性腸閉塞で再受診されました。",
        ),
        (
            "thinking",
            "手術歴の確認が抜け、混んでいて急いでいました。あの夜のことを何度も思い出します。",
        ),
        (
            "wanted",
            "同じような経験のある先生に、どう立て直したかを聞きたいです。",
        ),
    ],
};

const ANSWER: &str = "臨床的に安定していれば（解熱、呼吸数・血圧・脈拍の安定、経口摂取可能、意識清明）、\
48〜72時間で内服に切り替えてよいと思います。経過がよければ総投与日数は5〜7日が目安です。\
切り替えたあと丸一日入院で見張る必要はありません。";

const STUDY_ANSWER: &str = "「一日一つ、三行だけ」と決めてしまうのがおすすめです。\
①困ったこと ②調べて分かったこと ③次に同じ場面でどうするか。帰る前の3分で十分です。";

/// A series, as its owner keeps it in a spreadsheet.
const SERIES: &[u8] = include_bytes!("series.csv");

/// Plays it.
pub(super) async fn play(app: &App, sandbox: &Sandbox) -> anyhow::Result<()> {
    sell(sandbox).await?;
    until_delivered(app, app.now()).await?;
    schedule(sandbox).await?;
    import(sandbox).await?;
    ask(sandbox, &RESOLVED).await?;
    ask(sandbox, &ANSWERED).await?;
    ask(sandbox, &OPEN).await?;
    ask(sandbox, &FAILURE).await?;
    until_delivered(app, app.now()).await?;
    answer(sandbox, &RESOLVED, stage::MENTOR, STUDY_ANSWER).await?;
    answer(sandbox, &ANSWERED, stage::SECOND_MENTOR, ANSWER).await?;
    until_delivered(app, app.now()).await?;
    press(sandbox, &RESOLVED, RESOLVED.by, "resolve").await?;
    until_delivered(app, app.now()).await?;
    talk(sandbox)
}

/// A plan that opens everything and one that opens a track, and those who hold them.
async fn sell(sandbox: &Sandbox) -> anyhow::Result<()> {
    let owner = sandbox.person(stage::OWNER);
    let role = stage::PAID_ROLE.to_string();
    for (key, name, name_en, price, tracks) in [
        ("monthly", "月額会員", "Monthly", "1000", "pgy, im, gp"),
        ("generalist", "総合診療コース", "Generalists", "600", "gp"),
    ] {
        let plan = [
            ("key", key),
            ("name", name),
            ("name-en", name_en),
            ("price", price),
            ("interval", "Every month"),
            ("role", role.as_str()),
            ("tracks", tracks),
        ];
        run(&owner, stage::OFFICE, "/plan create", &plan).await?;
    }
    for (member, plan, months, paid) in [
        (stage::MEMBER, "monthly", "6", "6000"),
        (stage::SECOND_MEMBER, "monthly", "3", "3000"),
        (stage::THIRD_MEMBER, "generalist", "1", "600"),
    ] {
        let member = member.to_string();
        let grant = [
            ("user", member.as_str()),
            ("plan", plan),
            ("months", months),
            ("paid-yen", paid),
        ];
        run(&owner, stage::OFFICE, "/member grant", &grant).await?;
    }
    Ok(())
}

/// A weekly slot and three lectures in its queue.
async fn schedule(sandbox: &Sandbox) -> anyhow::Result<()> {
    let owner = sandbox.person(stage::OWNER);
    let (channel, role) = (stage::LECTURES.to_string(), stage::TRACK_ROLE.to_string());
    let slot = [
        ("weekday", "Friday"),
        ("time", "20:00"),
        ("channel", channel.as_str()),
        ("track", "gp"),
        ("role", role.as_str()),
    ];
    run(&owner, stage::OFFICE, "/slot create", &slot).await?;
    for (number, title, minutes, summary) in [
        (
            "1",
            "測り方で診断が変わる",
            "28",
            "診察室・家庭・24時間。どの血圧を信じるかを整理します。",
        ),
        (
            "2",
            "二次性を疑うとき",
            "32",
            "全例に調べないための、病歴と身体所見の拾い方。",
        ),
        (
            "3",
            "薬を減らす勇気",
            "25",
            "高齢者の降圧目標と、減薬の進め方。",
        ),
    ] {
        let url = format!("https://video.example/hypertension/{number}");
        let lecture = [
            ("series", "本気出して考える高血圧"),
            ("number", number),
            ("title", title),
            ("url", url.as_str()),
            ("minutes", minutes),
            ("summary", summary),
        ];
        run(&owner, stage::OFFICE, "/lecture add", &lecture).await?;
        let chosen = first_choice(&owner, "/lecture ready", "lecture", number).await?;
        run(
            &owner,
            stage::OFFICE,
            "/lecture ready",
            &[("lecture", &chosen)],
        )
        .await?;
        let slot = first_choice(&owner, "/lecture queue", "slot", "").await?;
        let queue = [("slot", slot.as_str()), ("lecture", chosen.as_str())];
        run(&owner, stage::OFFICE, "/lecture queue", &queue).await?;
    }
    Ok(())
}

/// A slot of another track, and a series that is taken in for it at once.
async fn import(sandbox: &Sandbox) -> anyhow::Result<()> {
    let owner = sandbox.person(stage::OWNER);
    let (channel, role) = (
        stage::LECTURES.to_string(),
        stage::RESIDENT_ROLE.to_string(),
    );
    let slot = [
        ("weekday", "Wednesday"),
        ("time", "20:00"),
        ("channel", channel.as_str()),
        ("track", "pgy"),
        ("role", role.as_str()),
    ];
    run(&owner, stage::OFFICE, "/slot create", &slot).await?;
    let slot = first_choice(&owner, "/lecture import", "slot", "初期研修医").await?;
    let file = owner.uploads("ecg.csv", "text/csv", SERIES.to_vec());
    let list = [("file", file.as_str()), ("slot", slot.as_str())];
    let looked = owner.runs(stage::OFFICE, "/lecture import", &list).await;
    said(&looked, "a series")?;
    let message = looked.message().context("no preview")?;
    let mut buttons = message.buttons().filter_map(|it| it.custom_id.as_ref());
    let go = buttons.find(|id| id.starts_with("lecture:import-go:"));
    let go = go.with_context(|| format!("not taken in: {}", looked.text()))?;
    let taken = owner.clicks(message.id, go).await;
    said(&taken, "a series")?;
    dismiss(&owner, &looked);
    Ok(())
}

/// What the client would offer first for what was typed.
async fn first_choice(
    person: &Person,
    command: &str,
    option: &str,
    typed: &str,
) -> anyhow::Result<String> {
    let typed = [(option, typed)];
    let choices = person
        .autocompletes(stage::OFFICE, command, &typed, option)
        .await;
    let first = choices
        .first()
        .with_context(|| format!("{command} offers no {option}"))?;
    Ok(first.value.clone())
}

async fn ask(sandbox: &Sandbox, asked: &Asked) -> anyhow::Result<()> {
    let person = sandbox.person(asked.by);
    let options = [("kind", asked.kind), ("field", asked.field)];
    let outcome = run(&person, stage::LOBBY, "/ask", &options).await?;
    let form = outcome.modal().context("/ask opened no form")?;
    let outcome = person.submits(form, asked.words).await;
    said(&outcome, "the form of /ask")?;
    let preview = outcome.message().context("nothing to look at")?;
    let mut buttons = preview
        .buttons()
        .filter_map(|button| button.custom_id.as_ref());
    let post = buttons.find(|id| id.starts_with("question:post:"));
    let outcome = person
        .clicks(preview.id, post.context("no button to post")?)
        .await;
    said(&outcome, "the button to post")?;
    dismiss(&person, &outcome);
    Ok(())
}

async fn answer(sandbox: &Sandbox, asked: &Asked, mentor: Id, words: &str) -> anyhow::Result<()> {
    press(sandbox, asked, mentor, "claim").await?;
    let outcome = press(sandbox, asked, mentor, "answer").await?;
    let form = outcome.modal().context("Answer opened no form")?;
    let input = form.inputs.first().context("the form has no input")?;
    let fields = [(input.custom_id.as_str(), words)];
    let mentor = sandbox.person(mentor);
    let outcome = mentor.submits(form, &fields).await;
    said(&outcome, "an answer")?;
    dismiss(&mentor, &outcome);
    Ok(())
}

/// Presses a button on the card of a question.
async fn press(sandbox: &Sandbox, asked: &Asked, who: Id, action: &str) -> anyhow::Result<Outcome> {
    let person = sandbox.person(who);
    let (_, title) = asked.words[0];
    let threads = person.threads(stage::QUESTIONS);
    let thread = threads.iter().find(|thread| thread.name.contains(title));
    let thread = thread.with_context(|| format!("no thread is called {title}"))?;
    let wanted = format!("question:{action}:");
    for message in person.reads(thread.id) {
        let button = message.buttons().find_map(|button| {
            let id = button.custom_id.as_ref()?;
            id.starts_with(&wanted).then(|| id.clone())
        });
        if let Some(button) = button {
            let outcome = person.clicks(message.id, &button).await;
            dismiss(&person, &outcome);
            return Ok(outcome);
        }
    }
    anyhow::bail!("no button to {action} “{title}”")
}

/// Some words, so that the rooms are not empty.
fn talk(sandbox: &Sandbox) -> anyhow::Result<()> {
    for (who, room, words) in [
        (
            stage::OWNER,
            stage::LOBBY,
            "ようこそ。入会のご相談はこちらでどうぞ。「/ヘルプ」で使い方を確認できます。",
        ),
        (
            stage::MEMBER,
            stage::LOUNGE,
            "当直明けです。今週の講義、楽しみにしています。",
        ),
        (
            stage::MENTOR,
            stage::LOUNGE,
            "お疲れさまです。まずは寝てください。",
        ),
    ] {
        let posted = sandbox.person(who).posts(room, words);
        posted.map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    }
    Ok(())
}

/// A command that must not fail: a seed that is refused is a fault of ours.
async fn run(
    person: &Person,
    channel: Id,
    command: &str,
    options: &[(&str, &str)],
) -> anyhow::Result<Outcome> {
    let outcome = person.runs(channel, command, options).await;
    ensure!(
        outcome.message().is_some() || outcome.modal().is_some(),
        "{command} {options:?}: {}",
        outcome.text()
    );
    dismiss(person, &outcome);
    Ok(outcome)
}

/// Puts away a reply that only they can see, so that it does not greet whoever tries the demo.
fn dismiss(person: &Person, outcome: &Outcome) {
    if let Some(message) = outcome.message().filter(|message| message.ephemeral) {
        person.dismisses(message.id);
    }
}

fn said(outcome: &Outcome, what: &str) -> anyhow::Result<()> {
    ensure!(outcome.message().is_some(), "{what}: {}", outcome.text());
    Ok(())
}

#[cfg(test)]
mod tests {
    /// Who follows the readme takes in a series that the demo does not have yet.
    #[test]
    fn the_example_is_a_series_of_its_own() {
        let example = include_str!("../../docs/series.csv");
        let line = example.lines().nth(1).expect("a lecture");
        let (series, _) = line.split_once(',').expect("its series");
        for had in [include_str!("seed.rs"), include_str!("series.csv")] {
            assert!(!had.contains(series), "{series}");
        }
    }
}
