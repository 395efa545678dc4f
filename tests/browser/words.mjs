// What the test looks for on the screen. Change it here when the bot's or the page's words change.

export const people = {
  owner: /サーバー所有者|オーナー|Server owner/i,
  mentor: /メンター|指導医|mentor/i,
  member: /サロン会員/,
  outside: /サーバー未参加|not in the server/i,
};

export const words = {
  ja: {
    claim: "担当する",
    answer: "回答する",
    resolve: "解決する",
    reopen: "再開する",
    // The step between the form and the posted question; may not be there.
    post: /^(この内容で|このまま)?投稿(する)?$/,
    ask: /^\/\p{Script=Han}|^\/\p{Script=Hiragana}|^\/\p{Script=Katakana}/u,
    person: "操作する人",
    run: "実行",
    submit: "送信",
    channels: "チャンネル",
    close: "閉じる",
    hour: "1時間後",
    clock: "時計を進める",
    ephemeral: "あなただけに表示されています",
    banner: "Discordではありません",
    title: "尿路感染症の抗菌薬はいつまで続けますか",
    text: "単純性の膀胱炎です。経過は良好で、治療期間の考え方を知りたいと思っています。",
    reply: "単純性であれば短い期間で十分です。症状の経過を見て判断してください。",
  },
  en: {
    // What everybody sees is in the salon's own language; only replies follow the reader's.
    claim: /^(Claim|担当する)$/,
    answer: /^(Answer|回答する)$/,
    resolve: /^(Resolve|解決する)$/,
    reopen: /^(Reopen|再開する)$/,
    post: /^Post( it| this| the question)?$/,
    ask: /^\/ask/,
    person: "Acting as",
    run: "Run",
    submit: "Submit",
    channels: "Channels",
    close: "Close",
    hour: "+1 hour",
    clock: "Move the clock",
    ephemeral: "Only you can see this",
    banner: "It is not Discord",
    title: "How long should antibiotics be given for cystitis",
    text: "A simple cystitis. The course is good and I would like to understand the length of treatment.",
    reply: "A short course is enough. Please judge by the course of the symptoms.",
  },
};
