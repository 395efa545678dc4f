# Anonymous questions: the seal, the relay, what is told

## Check
check-identity = the key that seals who asks anonymously
check-identity-none = anonymous questions are not offered: for that set SALON_IDENTITY_KEY, or SALON_IDENTITY_KEY_FILE to a file that holds it; make one with: openssl rand -base64 32
check-identity-lost = there are anonymous questions, and no key to open their seals: set SALON_IDENTITY_KEY as it was
check-identity-other = SALON_IDENTITY_KEY is not the key with which anonymous questions were sealed: set it as it was

## Before it is posted
anonymous-preview = Not posted yet. Everyone who sees { $channel } will see it, asked by “Anonymous”; neither mentors nor the owner see who asks.
anonymous-preview-confidential = Not posted yet. It goes to a private thread in { $channel }, asked by “Anonymous”. Only mentors, the owner and whoever administers the server can read it, and none of them sees who asks. You are not in the thread either.
anonymous-preview-sealed = **Seal**  Your account is sealed with a key outside the database. It is opened only if the owner gives a reason and a second owner or moderator agrees; you are told. Whoever has both key and database could read it.
anonymous-preview-thread = **Do not write in the thread** (your name would show). Read and reply through “/questions mine”.
anonymous-preview-near = **Who is told**  They are chosen without your year and hospital.
anonymous-preview-until = Unless you post it, draft and seal are gone at { $until }.
anonymous-button-next = Next, anonymously
anonymous-dm-is-on = **Messages**  Answers and what mentors ask come to you by direct message, with their words. What was sent stays there even if the question is erased.
anonymous-dm-is-off = **Messages**  You get no direct messages; “/questions mine” shows what is new.
anonymous-dm-on = Send me direct messages
anonymous-dm-off = No more direct messages
anonymous-done-ask = Question #{ $number } was taken in without your name and will be posted in a moment. Read answers and reply through “/questions mine”. Please do not write in the thread.

## Card
anonymous-asker = Anonymous
anonymous-card = Anonymous question
anonymous-card-how = Please answer and ask back with the buttons (“Answer”, “Ask for details”): so it reaches whoever asked.
anonymous-said-by = From the asker (anonymous)

## What its asker sees
anonymous-list = Asked anonymously (nobody else sees this)
anonymous-open = Open an anonymous question
anonymous-open-one = #{ $number } { $title }
anonymous-desk = Only you see this. What you write from here, the bot posts as “From the asker (anonymous)”.
anonymous-button-say = Write anonymously
anonymous-button-resolve = Resolve
anonymous-button-reopen = Reopen
anonymous-button-contest = It is another question
anonymous-button-withdraw = Withdraw
anonymous-button-erase = Erase…
anonymous-form-say = Write to #{ $number } anonymously
anonymous-part-say = What you want to add
anonymous-done-say = Your words for question #{ $number } were taken in and will be posted without your name.
anonymous-done-reopen = Question #{ $number } is open again. Whoever asked it can add to it under “/questions mine”.
anonymous-erase-sure = This erases the words of anonymous question #{ $number }, its answers and the seal of whoever asked. It cannot be undone, and the asker can no longer be told. Messages that people wrote in the thread themselves are not erased; delete them by hand where needed. Are you sure?
anonymous-key-missing = ⚠️ The key to the seals is missing, so what you asked anonymously cannot be opened now. Nothing is lost: it works again once the owner has set the key.

## What is told
anonymous-told-answered = There is an answer to your anonymous question #{ $number }.
anonymous-told-needs-info = A mentor asks for details of your anonymous question #{ $number }.
anonymous-told-state = Your anonymous question #{ $number } is now: { $state }.
anonymous-told-held = Somebody thinks that your anonymous question #{ $number } may hold personal information. It is hidden while it is checked; you will be told once that is done.
anonymous-told-shown = Your anonymous question #{ $number } was checked and is shown again as it was.
anonymous-told-warned = Nobody has written about your anonymous question #{ $number } for a while since it was answered. It will be resolved { $closes }.
anonymous-told-double = Your anonymous question #{ $number } was joined with question #{ $of }, which asks the same. If it is another one, you can reopen it.
anonymous-told-how = Read and reply through “/questions mine” in the server. In the thread your name would be shown.
anonymous-told-more = (It is long: “/questions mine” shows the rest.)

## Refusals
anonymous-refused-no-key = This salon does not take anonymous questions yet (the key to seal them is not set). You can ask under your name at any time.
anonymous-refused-key-missing = The key to the seals is missing, so it cannot be told whose question this is. Nothing is lost; please wait until the owner has set the key.
anonymous-refused-still-open = This question still waits for an answer and need not be reopened.
anonymous-refused-own = You cannot claim or answer your own question (only you see this). To add something, open it under “/questions mine” and press “Write anonymously”.
anonymous-refused-say-under-alias = No details are asked for. To add something, open this question under “/questions mine” and press “Write anonymously”. In the thread your name would be shown.

## Effects
setup-why-sealed = the key that says which anonymous asker it goes to is missing or another one: set SALON_IDENTITY_KEY as it was, start salon again, and try again
