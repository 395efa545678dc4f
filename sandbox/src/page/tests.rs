//! The page over HTTP: what it answers to good, odd and hostile requests.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use reqwest::{Client, Response};
use serde_json::{Value, json};

use super::{ClockControl, Step, router};
use crate::{Id, NewChannel, NewMember, Options, Sandbox};

/// Knows hours only.
struct Hands(Sandbox);

impl ClockControl for Hands {
    fn advance(&self, step: Step) -> BoxFuture<'_, Result<(), String>> {
        async move {
            if step != Step::Hour {
                return Err("not now".to_owned());
            }
            self.0.clock().advance(chrono::Duration::hours(1));
            Ok(())
        }
        .boxed()
    }
}

struct Demo {
    sandbox: Sandbox,
    client: Client,
    channel: Id,
    member: Id,
}

impl Demo {
    async fn start() -> Self {
        let extra = Box::new(|sandbox: Sandbox| router(sandbox.clone(), Arc::new(Hands(sandbox))));
        let sandbox = Sandbox::start(Options {
            extra: Some(extra),
            ..Options::default()
        })
        .await
        .expect("listens");
        let channel = sandbox.text_channel("雑談", NewChannel::default());
        let member = Id(1_100_000_000_000_000_050);
        sandbox.member(
            "高橋",
            NewMember {
                id: Some(member),
                ..NewMember::default()
            },
        );
        Self {
            sandbox,
            client: Client::new(),
            channel,
            member,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.sandbox.address())
    }

    async fn get(&self, path: &str) -> Response {
        self.client
            .get(self.url(path))
            .send()
            .await
            .expect("an answer")
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let answer = self
            .client
            .post(self.url(path))
            .json(body)
            .send()
            .await
            .expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    async fn acts(&self, action: Value) -> (u16, Value) {
        self.post("/page/act", &json!({"as": self.member, "action": action}))
            .await
    }

    async fn view(&self, query: &str) -> Value {
        self.get(&format!("/page/view?{query}"))
            .await
            .json()
            .await
            .expect("JSON")
    }
}

#[tokio::test]
async fn every_file_comes_with_its_headers() {
    let demo = Demo::start().await;
    for path in [
        "/",
        "/page.js",
        "/page.css",
        "/page/web/markdown.js",
        "/page/icon.svg",
    ] {
        let answer = demo.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert!(
            answer.headers()["content-security-policy"]
                .to_str()
                .expect("text")
                .starts_with("default-src 'self'")
        );
    }
}

/// A module that is imported but not embedded would leave the page blank.
#[tokio::test]
async fn every_import_is_served() {
    let demo = Demo::start().await;
    let mut paths = vec!["/page.js".to_owned()];
    let mut at = 0;
    while let Some(path) = paths.get(at).cloned() {
        let text = demo
            .get(&path)
            .await
            .error_for_status()
            .expect(&path)
            .text()
            .await
            .expect("text");
        let imported = text
            .split("from \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|path| path.starts_with('/'));
        for path in imported {
            if !paths.iter().any(|known| known == path) {
                paths.push(path.to_owned());
            }
        }
        at += 1;
    }
    assert!(paths.len() > 15, "{paths:?}");
}

#[tokio::test]
async fn other_names_and_sites_are_refused() {
    let demo = Demo::start().await;
    let rebound = demo
        .client
        .get(demo.url("/page/view"))
        .header("host", "evil.example")
        .send()
        .await
        .expect("an answer");
    assert_eq!(rebound.status(), 403);
    let body = json!({"as": demo.member, "action": {"type": "leave"}});
    let foreign = demo
        .client
        .post(demo.url("/page/act"))
        .header("origin", "http://evil.example")
        .json(&body)
        .send()
        .await
        .expect("an answer");
    assert_eq!(foreign.status(), 403);
    let form = demo
        .client
        .post(demo.url("/page/act"))
        .body(body.to_string())
        .send()
        .await
        .expect("an answer");
    assert_eq!(form.status(), 415);
    assert!(demo.view(&format!("as={}", demo.member)).await["me"]["inside"] == true);
}

#[tokio::test]
async fn a_person_posts_and_sees_it_in_her_language() {
    let demo = Demo::start().await;
    let channel = demo.channel.to_string();
    assert_eq!(
        demo.acts(json!({"type": "post", "channel": channel, "text": "こんにちは"}))
            .await
            .0,
        200
    );
    assert_eq!(
        demo.acts(json!({"type": "locale", "locale": "ja"})).await.0,
        200
    );
    let view = demo
        .view(&format!("as={}&channel={channel}", demo.member))
        .await;
    assert_eq!(view["messages"][0]["content"], "こんにちは");
    assert_eq!(view["me"]["locale"], "ja");
    assert_eq!(view["open"], channel);
}

#[tokio::test]
async fn leaving_and_joining() {
    let demo = Demo::start().await;
    assert_eq!(demo.acts(json!({"type": "leave"})).await.0, 200);
    let view = demo
        .view(&format!("as={}&channel={}", demo.member, demo.channel))
        .await;
    assert_eq!(
        (&view["me"]["inside"], &view["open"]),
        (&json!(false), &json!("dm"))
    );
    let posted = demo
        .acts(json!({"type": "post", "channel": demo.channel.to_string(), "text": "?"}))
        .await;
    assert_eq!(posted.0, 404, "{}", posted.1);
    assert_eq!(demo.acts(json!({"type": "join"})).await.0, 200);
    assert_eq!(
        demo.view(&format!("as={}", demo.member)).await["me"]["inside"],
        true
    );
}

#[tokio::test]
async fn the_clock_moves_or_says_why_not() {
    let demo = Demo::start().await;
    let before = demo.sandbox.clock().now();
    assert_eq!(
        demo.post("/demo/clock", &json!({"step": "hour"})).await.0,
        200
    );
    assert!(demo.sandbox.clock().now() - before >= chrono::Duration::hours(1));
    let refused = demo
        .post("/demo/clock", &json!({"step": "next_lecture"}))
        .await;
    assert_eq!(refused, (409, json!({"error": "not now"})));
    assert_eq!(
        demo.post("/demo/clock", &json!({"step": "year"})).await.0,
        400
    );
}

#[tokio::test]
async fn odd_input_is_refused_with_a_reason() {
    let demo = Demo::start().await;
    let long = "あ".repeat(2001);
    let odd = [
        json!({"type": "no_such_thing"}),
        json!({"type": "post", "channel": "999", "text": "x"}),
        json!({"type": "post", "channel": "x", "text": "x"}),
        json!({"type": "post", "channel": demo.channel.to_string(), "text": " "}),
        json!({"type": "post", "channel": demo.channel.to_string(), "text": long}),
        json!({"type": "edit", "message": "1", "text": "x"}),
        json!({"type": "delete", "message": "1"}),
        json!({"type": "menu", "channel": demo.channel.to_string(), "command": "x"}),
        json!({"type": "menu", "channel": demo.channel.to_string(), "command": "x", "user": "77"}),
        json!({"type": "locale", "locale": "xx"}),
        json!({"type": "upload", "filename": "a", "content_type": "b", "data": "%"}),
        json!({"type": "forum_post", "channel": demo.channel, "title": "a", "text": "b"}),
        json!({"type": "click", "message": "-1", "custom_id": "x"}),
        json!(null),
    ];
    for action in odd {
        let (status, answer) = demo.acts(action.clone()).await;
        assert!(
            (400..500).contains(&status) && answer["error"].is_string(),
            "{action}: {status} {answer}"
        );
    }
    for action in [
        json!({"type": "click", "message": "1", "custom_id": "x"}),
        json!({"type": "submit", "interaction": "1", "values": {}}),
    ] {
        let (status, answer) = demo.acts(action.clone()).await;
        assert_eq!(
            (status, &answer["outcome"]),
            (200, &json!("not_shown")),
            "{action}"
        );
    }
    assert_eq!(
        demo.post("/page/act", &json!({"as": "1", "action": {"type": "join"}}))
            .await
            .0,
        404
    );
    for query in ["as=x", "as=1", "as=99999999999999999999999"] {
        assert_eq!(
            demo.get(&format!("/page/view?{query}")).await.status(),
            404,
            "{query}"
        );
    }
    assert_eq!(demo.get("/page/view?as=1&as=2").await.status(), 400);
}

#[tokio::test]
async fn changes_are_told_and_end_with_the_sandbox() {
    let demo = Demo::start().await;
    let mut stream = demo.get("/page/changes").await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    demo.sandbox
        .person(demo.member)
        .posts(demo.channel, "hello")
        .expect("posts");
    let chunk = stream.chunk().await.expect("no error").expect("an event");
    assert!(chunk.starts_with(b"data: "), "{chunk:?}");
    demo.sandbox.stop();
    let end = tokio::time::timeout(std::time::Duration::from_secs(5), async {
        while let Ok(Some(_)) = stream.chunk().await {}
    });
    end.await.expect("the stream ends");
}

#[tokio::test]
async fn whoever_manages_messages_deletes_those_of_others_and_nobody_else() {
    let demo = Demo::start().await;
    let (member, channel) = (demo.member, demo.channel);
    let owner = demo.view(&format!("channel={channel}")).await;
    assert_eq!(owner["manages_messages"], true);
    let owner = owner["me"]["id"].clone();
    let seen = demo.view(&format!("as={member}&channel={channel}")).await;
    assert_eq!(seen["manages_messages"], false);

    let post = json!({"type": "post", "channel": channel, "text": "こんにちは"});
    let body = json!({"as": owner, "action": post});
    demo.post("/page/act", &body).await;
    let message = &demo.view(&format!("channel={channel}")).await["messages"][0]["id"];
    let delete = json!({"type": "delete", "message": message});
    let (status, _) = demo.acts(delete.clone()).await;
    assert_eq!(status, 409);
    let body = json!({"as": owner, "action": delete});
    let (status, _) = demo.post("/page/act", &body).await;
    assert_eq!(status, 200);
    let left = demo.view(&format!("channel={channel}")).await;
    assert_eq!(left["messages"], json!([]));
}
