//! commands.md, config.example.toml and the migrations.

use std::path::Path;

use salon::config::Config;

use super::rust_files;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn commands_md_is_what_the_code_prints() {
    let printed = salon::bot::manual(&salon::bot::commands());
    let is_current = read("commands.md") == printed;
    if !is_current {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("commands.md");
        std::fs::write(path, printed).expect("written");
    }
    assert!(
        is_current,
        "commands.md was out of date and is written anew: commit it"
    );
}

/// A table of stories is worth what its names are.
#[test]
fn stories_that_papers_name_exist() {
    let sources = [rust_files("src"), rust_files("tests/it")].concat();
    let exists = |name: &str| {
        let last = name.trim_end_matches("::").rsplit("::").next();
        let last = last.unwrap_or_default();
        let file = [format!("/{last}.rs"), format!("/{last}/")];
        let is_file = |path: &str| file.iter().any(|file| path.contains(file));
        let function = format!("fn {last}(");
        let mut sources = sources.iter();
        sources.any(|(path, text)| is_file(path) || text.contains(&function))
    };
    let mut missing = Vec::new();
    for paper in ["docs/faults.md", "docs/lectures.md", "docs/memberships.md"] {
        let text = read(paper);
        let named: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
        let named = named.into_iter().filter(|name| name.contains("::"));
        missing.extend(
            named
                .filter(|name| !exists(name))
                .map(|name| format!("{paper}: {name}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_example_settings_are_the_defaults() {
    let config = Config::parse(&read("config.example.toml"), "config.example.toml");
    assert_eq!(config.expect("it loads"), Config::default());
}

#[test]
fn every_setting_stands_in_the_example_with_a_sentence() {
    let text = read("config.example.toml");
    let table: toml::Table = text.parse().expect("TOML");
    let written = Config::parse(&text, "example")
        .expect("it loads")
        .keys()
        .expect("keys");
    assert_eq!(written, Config::default().keys().expect("keys"));
    assert!(table.contains_key("data_dir"));
    let lines: Vec<_> = text.lines().collect();
    let mut faults = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let is_table_entry = line.contains("= {");
        if line.contains(" = ") && !line.starts_with('#') && !is_table_entry {
            let above = place.checked_sub(1).map_or("", |above| lines[above]);
            let is_tag = ["claimed", "needs_info", "answered", "resolved", "open"]
                .iter()
                .any(|tag| line.starts_with(tag));
            if !above.starts_with('#') && !is_tag {
                faults.push((*line).to_owned());
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn settings_that_cannot_be_are_refused_with_their_place() {
    let fault = |text: &str| {
        let error = Config::parse(text, "salon.toml").expect_err("refused");
        format!("{error:#}")
    };
    let unknown = fault("data_dir = \"x\"\nguld = 1\n");
    assert!(
        unknown.contains("salon.toml, line 2") && unknown.contains("guld"),
        "{unknown}"
    );
    let secret = fault("[discord]\ntoken = \"abc\"\n");
    assert!(secret.contains("SALON_DISCORD_TOKEN"), "{secret}");
    let zone = fault("language = \"ja\"\n\ntimezone = \"Asia/Tokio\"\n");
    assert!(
        zone.contains("line 3") && zone.contains("Asia/Tokyo"),
        "{zone}"
    );
    let kind = fault("[discord]\nguild = true\n");
    assert!(
        kind.contains("line 2") && kind.contains("Copy ID"),
        "{kind}"
    );
    let twice = fault("[roles]\nowner = \"42\"\nmentor = \"42\"\n");
    assert!(
        twice.contains("line 2") || twice.contains("line 3"),
        "{twice}"
    );
    assert!(twice.contains("its own role"), "{twice}");
    let url = fault("[discord]\napi_url = \"https://discord.com\"\n");
    assert!(url.contains("/api/v10"), "{url}");
}

#[test]
fn the_environment_lies_over_the_file() {
    let with = |variables: &[(&str, &str)]| {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Config::default().with_environment(variables.iter().map(owned))
    };
    let config = with(&[
        ("SALON_DISCORD_GUILD", "4711"),
        ("SALON_TIMEZONE", "Europe/Berlin"),
        ("SALON_WEB_LISTEN", "127.0.0.1:1"),
        ("SALON_DISCORD_TOKEN", "no setting, a secret"),
        ("HOME", "not ours"),
    ]);
    let config = config.expect("it loads");
    assert_eq!(config.discord.guild.expect("a guild").0, 4711);
    assert_eq!(config.timezone.0, chrono_tz::Europe::Berlin);
    let refused = |name, value| format!("{:#}", with(&[(name, value)]).expect_err("refused"));
    assert!(refused("SALON_TIMEZONE", "Mars/Base").contains("SALON_TIMEZONE"));
    assert!(refused("SALON_DISCORD_GILD", "1").contains("SALON_DISCORD_GILD"));
    let twice = with(&[("SALON_ROLES_OWNER", "7"), ("SALON_ROLES_MENTOR", "7")]);
    assert!(format!("{:#}", twice.expect_err("refused")).contains("its own role"));
}

#[tokio::test]
async fn a_second_process_is_kept_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = salon::db::Db::open(folder.path()).await.expect("the first");
    let second = salon::db::Db::open(folder.path())
        .await
        .expect_err("the second");
    assert!(
        format!("{second:#}").contains("already running"),
        "{second:#}"
    );
    first.close().await;
    drop(first);
    salon::db::Db::open(folder.path())
        .await
        .expect("free again");
}

#[tokio::test]
async fn the_journal_cannot_be_rewritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = salon::db::Db::open(folder.path())
        .await
        .expect("a database");
    let mut tx = db.begin().await.expect("a transaction");
    sqlx::query(
        "insert into journal (at, by, kind, subject, details) values ('x', 'clock', 'k', 's', '{}')",
    )
    .execute(tx.conn().await.expect("writes"))
    .await
    .expect("added");
    for sql in ["update journal set kind = 'y'", "delete from journal"] {
        assert!(
            sqlx::query(sql)
                .execute(tx.conn().await.expect("writes"))
                .await
                .is_err(),
            "{sql}"
        );
    }
}
