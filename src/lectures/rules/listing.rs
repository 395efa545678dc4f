//! What members find of the lectures that are out: which of them, in groups and pages.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::input;
use crate::lectures::lecture::Listed;

/// As many as there are buttons for, in two rows.
const ON_A_PAGE: usize = 10;

/// Which of the lectures that are out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum View {
    /// Those that one has not marked as watched.
    Left,
    /// Those that one has.
    Watched,
    /// All of them.
    All,
}

impl View {
    /// Each, as the buttons stand.
    pub(in crate::lectures) const ALL: [Self; 3] = [Self::Left, Self::Watched, Self::All];

    /// What a button calls it.
    pub(in crate::lectures) const fn key(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Watched => "watched",
            Self::All => "all",
        }
    }

    const fn has(self, listed: &Listed) -> bool {
        match self {
            Self::Left => listed.watched_at.is_none(),
            Self::Watched => listed.watched_at.is_some(),
            Self::All => true,
        }
    }
}

impl FromStr for View {
    type Err = ();

    fn from_str(key: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.into_iter();
        all.find(|view| view.key() == key).ok_or(())
    }
}

/// One page of what somebody finds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lectures) struct Page {
    /// Which of them.
    pub(in crate::lectures) view: View,
    /// Which page; the first is 0.
    pub(in crate::lectures) number: usize,
    /// How many pages there are, at least one.
    pub(in crate::lectures) pages: usize,
    /// How many are not watched yet, on all pages of all views.
    pub(in crate::lectures) left: usize,
    /// Of how many.
    pub(in crate::lectures) of: usize,
    /// What stands on it.
    pub(in crate::lectures) groups: Vec<Group>,
}

/// Lectures of one series under one track.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lectures) struct Group {
    /// The track.
    pub(in crate::lectures) track: String,
    /// The series.
    pub(in crate::lectures) series: String,
    /// How many of it are not watched yet, whatever the page shows.
    pub(in crate::lectures) left: usize,
    /// Of how many.
    pub(in crate::lectures) of: usize,
    /// Those on this page.
    pub(in crate::lectures) lectures: Vec<Listed>,
}

/// One page of lectures that come by track, series and number; what is past the last is the last.
pub(in crate::lectures) fn page(all: Vec<Listed>, view: View, number: usize) -> Page {
    let mut counts: HashMap<(String, String), (usize, usize)> = HashMap::new();
    for listed in &all {
        let group = (listed.track.clone(), listed.series.clone());
        let (left, of) = counts.entry(group).or_default();
        *left += usize::from(View::Left.has(listed));
        *of += 1;
    }
    let (left, of) = (counts.values().map(|it| it.0).sum(), all.len());
    let chosen: Vec<_> = all.into_iter().filter(|it| view.has(it)).collect();
    let pages = chosen.len().div_ceil(ON_A_PAGE).max(1);
    let number = number.min(pages - 1);
    let mut groups: Vec<Group> = Vec::new();
    for listed in chosen.into_iter().skip(number * ON_A_PAGE).take(ON_A_PAGE) {
        let is_same =
            |group: &&mut Group| group.track == listed.track && group.series == listed.series;
        if let Some(group) = groups.last_mut().filter(is_same) {
            group.lectures.push(listed);
            continue;
        }
        let (track, series) = (listed.track.clone(), listed.series.clone());
        let key = (track, series);
        let (left, of) = counts.get(&key).copied().unwrap_or_default();
        let (track, series) = key;
        groups.push(Group {
            track,
            series,
            left,
            of,
            lectures: vec![listed],
        });
    }
    Page {
        view,
        number,
        pages,
        left,
        of,
        groups,
    }
}

/// Those whose series, number and title have all of these words in them, in either width.
pub(in crate::lectures) fn matching(mut all: Vec<Listed>, typed: &str) -> Vec<Listed> {
    let typed = input::folded(typed);
    let words: Vec<_> = typed.split_whitespace().collect();
    all.retain(|it| {
        let called = format!("{} #{} {}", it.series, it.number, it.title);
        let called = input::folded(&called);
        words.iter().all(|word| called.contains(word))
    });
    all
}

/// Whether the day by which somebody should have looked at it is over.
pub(in crate::lectures) fn is_review_over(review_by: Option<NaiveDate>, today: NaiveDate) -> bool {
    review_by.is_some_and(|day| day < today)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days};
    use proptest::prelude::*;

    use super::*;
    use crate::ids::LectureId;

    fn listed(id: i64, series: &str, is_watched: bool) -> Listed {
        Listed {
            id: LectureId(id),
            series: series.to_owned(),
            number: id,
            title: "ＥＣＧとカルテの読み方".to_owned(),
            minutes: None,
            review_by: None,
            track: "gp".to_owned(),
            posted_at: DateTime::UNIX_EPOCH,
            watched_at: is_watched.then_some(DateTime::UNIX_EPOCH),
        }
    }

    proptest! {
        #[test]
        fn each_stands_on_one_page_in_its_order_and_what_is_left_is_counted(
            marks in prop::collection::vec((0..3_usize, any::<bool>()), 0..45),
            view in prop::sample::select(&View::ALL[..]),
        ) {
            let mut marks = marks;
            marks.sort_by_key(|(series, _)| *series);
            let all: Vec<_> = (1..).zip(&marks)
                .map(|(id, (series, mark))| listed(id, ["A", "B", "C"][*series], *mark))
                .collect();
            let wanted: Vec<_> = all.iter().filter(|it| view.has(it)).cloned().collect();
            let pages = page(all.clone(), view, 0).pages;
            let mut read = Vec::new();
            for number in 0..pages {
                let page = page(all.clone(), view, number);
                prop_assert_eq!(page.number, number);
                prop_assert_eq!(page.of, all.len());
                let mut on_it = 0;
                for group in page.groups {
                    let of = |it: &&Listed| it.series == group.series;
                    prop_assert_eq!(group.of, all.iter().filter(of).count());
                    let left = all.iter().filter(of).filter(|it| it.watched_at.is_none());
                    prop_assert_eq!(group.left, left.count());
                    on_it += group.lectures.len();
                    read.extend(group.lectures);
                }
                prop_assert!(on_it <= ON_A_PAGE && (on_it > 0 || wanted.is_empty()));
            }
            prop_assert_eq!(read, wanted);
            prop_assert_eq!(page(all.clone(), view, usize::MAX), page(all, view, pages - 1));
        }
    }

    #[test]
    fn words_are_found_in_either_width_and_all_of_them() {
        for (typed, is_found) in [
            ("ecg", true),
            ("ｅｃｇ", true),
            ("ｶﾙﾃ", true),
            ("カルテ　高血圧", true),
            ("高血圧 ＃３", true),
            ("カルテ 低血圧", false),
            ("#4", false),
        ] {
            let found = matching(vec![listed(3, "高血圧", false)], typed);
            assert_eq!(!found.is_empty(), is_found, "{typed}");
        }
    }

    #[test]
    fn it_is_to_be_looked_at_through_its_last_day() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 3).unwrap();
        assert!(!is_review_over(None, day));
        assert!(!is_review_over(Some(day), day));
        assert!(is_review_over(Some(day), day + Days::new(1)));
    }

    #[test]
    fn a_button_says_which_of_them() {
        for view in View::ALL {
            assert_eq!(view.key().parse(), Ok(view));
        }
        assert_eq!("".parse::<View>(), Err(()));
    }
}
