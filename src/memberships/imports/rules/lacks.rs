//! Columns that a list lacks, and what the owner says of that.

use super::{Line, Mapping, endless};

/// Which columns a list lacks, where they may only have another name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::memberships::imports) struct Lacks {
    /// None says until when.
    pub(in crate::memberships::imports) end: bool,
    /// Everyone goes on: what said whether they do was this column.
    pub(in crate::memberships::imports) state: Option<String>,
}

/// Which columns the owner says need not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships::imports) struct Meant {
    /// The plan is to be without end.
    pub(in crate::memberships::imports) is_endless: bool,
    /// Nothing says whether they go on.
    pub(in crate::memberships::imports) is_stateless: bool,
}

impl Lacks {
    /// What a list lacks that gives somebody a plan.
    pub(in crate::memberships::imports) fn of(
        lines: &[Line],
        mapping: &Mapping,
        remembered: Option<&Mapping>,
    ) -> Self {
        let lost = mapping.lost_state(remembered);
        let lost = lost.filter(|_| lines.iter().any(Line::gives));
        Self {
            end: endless(lines, mapping) > 0 && mapping.may_hide_an_end(remembered),
            state: lost.map(str::to_owned),
        }
    }

    /// What the owner must say to take the list in.
    pub(in crate::memberships::imports) const fn asks(&self) -> Meant {
        Meant {
            is_endless: self.end,
            is_stateless: self.state.is_some(),
        }
    }
}

impl Meant {
    /// The button that says so.
    pub(in crate::memberships::imports) const fn action(self) -> &'static str {
        match (self.is_endless, self.is_stateless) {
            (false, false) => "import-go",
            (true, false) => "import-endless",
            (false, true) => "import-stateless",
            (true, true) => "import-bare",
        }
    }

    /// What a button says.
    pub(in crate::memberships::imports) fn read(action: &str) -> Option<Self> {
        let all = [(false, false), (true, false), (false, true), (true, true)];
        let mut all = all.into_iter().map(|(is_endless, is_stateless)| Self {
            is_endless,
            is_stateless,
        });
        all.find(|meant| meant.action() == action)
    }
}
