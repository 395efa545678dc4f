# Lists of lectures

## Commands
cmd-lecture-import = import
    .description = Takes in a list of lectures (CSV or TOML), once you have seen what it does
    .file = file
    .file-description = CSV or TOML, at most 2 MB and 500 lectures (UTF-8, UTF-16, Shift_JIS)
    .ready = ready
    .ready-description = New lectures are ready at once instead of drafts
    .slot = slot
    .slot-description = New lectures go to the end of this slot's queue, in order; choose from the list
    .example = /lecture import file:hypertension.csv slot:Junior residents Fridays 20:00 (Asia/Tokyo)

## Preview
lecture-import-title = What the list of lectures would do
lecture-import-count = { NUMBER($count) } { $act }
lecture-import-and = { $first } · { $next }
lecture-import-act-add = added
lecture-import-act-change = changed
lecture-import-act-same = unchanged
lecture-import-act-invalid = cannot be used
lecture-import-act-repeated = repeated
lecture-import-act-remove = removed
lecture-import-checks = Self-check questions: { $counts }
lecture-import-ready = New lectures are ready at once.
lecture-import-drafts = New lectures are drafts.
lecture-import-into = New lectures go to the end of the queue of “{ $slot }”, in the order of the file.
lecture-import-unused = ⚠️ Not used: { $names }
lecture-import-unsigned = { $count ->
    [one] 1 video
   *[other] { NUMBER($count) } videos
    }: { $why }
lecture-import-problem = Line { $line } ({ $series }, { $number }): { $why }
lecture-import-advice = The attached file says line by line what changes. If all is well, press “Take in”.
lecture-import-nothing = Nothing would change
lecture-import-go = Take in
lecture-import-drop = Give up
lecture-import-dropped = Nothing was taken in, nothing has changed.
lecture-import-taken = Taken in: { NUMBER($added) } added, { NUMBER($changed) } changed, { NUMBER($queued) } queued{ $checks ->
        [0] {""}
        [one] , 1 question of self-checks
       *[other] , { NUMBER($checks) } questions of self-checks
    }. /lecture list shows them.

## File
lecture-import-sheet-line = Line
lecture-import-sheet-series = Series
lecture-import-sheet-number = Number
lecture-import-sheet-title = Title
lecture-import-sheet-act = What
lecture-import-sheet-changes = What changes
lecture-import-track = Track
lecture-import-turns = { $what }: { $old } → { $new }
lecture-import-sheet-checks = Self-check
lecture-import-sheet-why = Why

## Lines that cannot be used
lecture-import-why-both = { $first } / { $next }
lecture-import-why-cells = More cells than columns; put text with commas into quotation marks
lecture-import-why-key = There is no “{ $key }” (line { NUMBER($line) }); check its spelling
lecture-import-why-value = “{ $key }” (line { NUMBER($line) }) could not be read; put text into quotation marks
lecture-import-why-check = Question { $place } of the self-check: { $why }
lecture-import-why-answer = “answer” (line { NUMBER($line) }) must be the number of the right choice (1 to { $most }) or its words
lecture-import-why-repeated = The same series and number as in line { NUMBER($line) }; remove one of them or change its number
lecture-import-why-no-note = It was posted already; to change it, say what is different in a column “note”
lecture-import-why-withdrawn = The lecture of this series and number was withdrawn. It does not come back: this one is added as a new one

## When it cannot be done
lecture-import-too-large = The file is too large. Please split it into files of at most 2 MB.
lecture-import-workbook = A workbook cannot be read. Save it as “CSV UTF-8” and attach that.
lecture-import-empty = There is no lecture in it. A CSV file names its columns in the first line, then has a lecture in each; a TOML file has a [[lecture]] for each.
lecture-import-too-many = At most { NUMBER($most) } lectures can be taken in at once; there are { NUMBER($there) }. Please split the file.
lecture-import-bad-document = Line { NUMBER($line) } could not be read as TOML. Is a quotation mark or a = missing?
lecture-import-no-columns = The columns “series” and “number” are needed. Those that were found: { $columns }
lecture-import-gone = This preview is too old, or was dealt with. Please attach the file again.
lecture-import-changed = Lectures have changed since you looked. Nothing was taken in; please attach the file again.
