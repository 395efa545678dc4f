//! Stories of figures: what the owner reads of questions, what mentors read of themselves.

use crate::questions::{WORDS, asks};
use crate::world::{Setting, World, hours};

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_reads_what_was_promised_and_a_mentor_what_they_did() {
    let world = World::start_with(Setting::default()).await;
    let owner = world.person("owner");
    let role = world.paid_role.to_string();
    let plan = [
        ("key", "standard"),
        ("name", "スタンダード"),
        ("price", "3000"),
        ("interval", "毎月"),
        ("role", role.as_str()),
    ];
    owner.runs(world.lobby, "/plan create", &plan).await;
    world.gives("ada", "standard", &[("months", "3")]).await;
    world.settle().await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks(&world, &ada, &WORDS).await;
    asks(&world, &ada, &WORDS).await;
    world.pass(hours(3)).await;
    let form = mika
        .runs(world.lobby, "/question answer", &[("number", "1")])
        .await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    mika.submits(form, &[("answer", "24 時間で 8 mEq/L まで")])
        .await;
    world.settle().await;
    ada.runs(world.lobby, "/question resolve", &[("number", "1")])
        .await;
    world.pass(hours(22)).await;

    let report = owner.runs(world.lobby, "/report questions", &[]).await;
    let text = report.text();
    for part in ["2026-03", "2026-04", "50 %", "3.0", "循環器"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
    let refused = mika.runs(world.lobby, "/report questions", &[]).await;
    assert!(!refused.text().contains("2026-04"), "{}", refused.text());
    let typed = [("month", "Apil")];
    let refused = owner.runs(world.lobby, "/report questions", &typed).await;
    assert!(refused.text().contains("2026-11"), "{}", refused.text());

    let own = mika.runs(world.lobby, "/mentor stats", &[]).await;
    assert!(own.message().expect("figures").ephemeral);
    assert!(own.text().contains("3.0"), "{}", own.text());
    let refused = ada.runs(world.lobby, "/mentor stats", &[]).await;
    assert!(
        refused.text().contains("メンターだけ"),
        "{}",
        refused.text()
    );
    world.end().await;
}
