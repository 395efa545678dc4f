# 講義の一括登録

## コマンド
cmd-lecture-import = 取込
    .description = 講義の一覧（CSV・TOML）をまとめて登録します。内容を確認してから取り込みます
    .file = ファイル
    .file-description = CSVかTOML（2MB・500本まで。UTF-8・UTF-16・Shift_JIS）
    .ready = 配信可にする
    .ready-description = 新しい講義を下書きにせず、すぐ配信できる状態にするとき
    .slot = 配信枠
    .slot-description = 新しい講義をこの配信枠の予約の最後に順に追加するとき（候補から選択）
    .example = /講義管理 取込 ファイル:hypertension.csv 配信枠:初期研修医 毎週金曜 20:00（Asia/Tokyo）

## 確認
lecture-import-title = 講義の取り込みの確認
lecture-import-count = { $act } { NUMBER($count) }
lecture-import-and = { $first }・{ $next }
lecture-import-act-add = 追加
lecture-import-act-change = 変更
lecture-import-act-same = 変更なし
lecture-import-act-invalid = 使えない行
lecture-import-act-repeated = 重複
lecture-import-act-remove = 削除
lecture-import-checks = 確認問題：{ $counts }
lecture-import-ready = 新しい講義は「配信可」で登録します。
lecture-import-drafts = 新しい講義は「下書き」で登録します。
lecture-import-into = 新しい講義は「{ $slot }」の予約の最後に、ファイルの順に追加します。
lecture-import-unused = ⚠️ 使わない列・項目：{ $names }
lecture-import-unsigned = { NUMBER($count) }本：{ $why }
lecture-import-problem = { $line }行目（{ $series }・{ $number }）：{ $why }
lecture-import-advice = 1行ずつの内容と変わる項目は、添付のファイルにあります。よろしければ「取り込む」を押してください。
lecture-import-nothing = 取り込むものはありません
lecture-import-go = 取り込む
lecture-import-drop = やめる
lecture-import-dropped = 取り込みをやめました。何も変わっていません。
lecture-import-taken = 取り込みました：追加 { NUMBER($added) }・変更 { NUMBER($changed) }・予約 { NUMBER($queued) }{ $checks ->
        [0] {""}
       *[other] ・確認問題 { NUMBER($checks) }
    }。「/講義管理 一覧」で確認できます。

## 一覧のファイル
lecture-import-sheet-line = 行
lecture-import-sheet-series = シリーズ
lecture-import-sheet-number = 回
lecture-import-sheet-title = タイトル
lecture-import-sheet-act = 内容
lecture-import-sheet-changes = 変わる項目
lecture-import-track = コース
lecture-import-turns = { $what }：{ $old } → { $new }
lecture-import-sheet-checks = 確認問題
lecture-import-sheet-why = 理由

## 使えない行
lecture-import-why-both = { $first } ／ { $next }
lecture-import-why-cells = 列の数が見出しより多くなっています。カンマを含む文は " で囲んでください
lecture-import-why-key = 「{ $key }」（{ NUMBER($line) }行目）という項目はありません。つづりを確認してください
lecture-import-why-value = 「{ $key }」（{ NUMBER($line) }行目）の書き方を読み取れません。文字は " で囲んでください
lecture-import-why-check = 確認問題の問{ $place }：{ $why }
lecture-import-why-answer = 「answer」（{ NUMBER($line) }行目）は、正解の番号（1〜{ $most }）か、正解の選択肢と同じ言葉にしてください
lecture-import-why-repeated = { NUMBER($line) }行目と同じシリーズ・回です。どちらかを消すか、回を変えてください
lecture-import-why-no-note = 配信済みです。変更するには「改訂の内容」の列に変更点を書いてください
lecture-import-why-withdrawn = 同じシリーズ・回の講義を取り下げています。取り下げた講義は元に戻らず、別の新しい講義として追加します

## できないとき
lecture-import-too-large = ファイルが大きすぎます。2MBまでに分けてください。
lecture-import-workbook = Excelのブックはそのまま読めません。「CSV UTF-8」で保存して添付してください。
lecture-import-empty = 講義が1本も書かれていません。CSVは1行目に列の名前、2行目から講義を、TOMLは [[lecture]] に1本ずつ書いてください。
lecture-import-too-many = 一度に取り込めるのは{ NUMBER($most) }本までです（今は{ NUMBER($there) }本）。ファイルを分けてください。
lecture-import-bad-document = { NUMBER($line) }行目の書き方をTOMLとして読み取れません。" や = が足りないところがないかご確認ください。
lecture-import-no-columns = 「シリーズ」と「回」の列が必要です。見つかった列：{ $columns }
lecture-import-gone = この確認は期限が過ぎたか、すでに済んでいます。もう一度ファイルを添付してください。
lecture-import-changed = 確認のあとに講義が変わったため、取り込んでいません。もう一度ファイルを添付して確認してください。
