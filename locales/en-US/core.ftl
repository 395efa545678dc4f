# Sentences used everywhere
only-owner = Only the salon's owner can do this.
only-mentors = Only mentors can do this.
only-members = Only members of the salon can do this. /membership shows where you stand.
only-in-server = Please do this inside the salon's server.
stale-button = This button is out of date. Please type the command again.
broken = Sorry, something broke on our side. Nothing is lost. Please try again in a while; if it goes on, give the owner the number { $reference }.
busy = This cannot be done right now. Please try again in a moment.

input-empty = { $what } is empty. Please fill it in and try again.
input-too-long = { $what } may have { NUMBER($max) } characters (now { NUMBER($length) }). Please shorten it and try again.
input-no-such-date = There is no date “{ $typed }”. Write it like 2026-04-01.
input-no-such-time = There is no time “{ $typed }”. Write it like 20:00.
input-what-title = The title
input-bad-option = That value could not be read. Please check it and try again.
