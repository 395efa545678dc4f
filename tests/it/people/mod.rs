//! Stories of people: what they say of themselves, and who of them answers.

mod mentors;
