//! Input that could not be used, as data: the thing, what was wanted, what came.

use crate::data::shortened;

/// One refused piece of input. `words` turns it into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The thing: a link key, a field.
    pub name: String,
    /// What it takes.
    pub wanted: Wanted,
    /// What came, shortened.
    pub got: String,
}

/// What a refused thing would have taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A decimal number.
    Number,
    /// A number within limits, of which this is the nearest: links and fields use it, cells change nothing.
    Within(String),
    /// A whole number from 0 to 4294967295.
    Seed,
    /// One of these names.
    OneOf(Vec<&'static str>),
    /// 1 or 0.
    Switch,
    /// A number above zero.
    Positive,
    /// A positive whole number, or `all`.
    Batch,
    /// A list of at most so many points.
    FewerPoints(usize),
    /// A pair of numbers in this place of a list, where this stood.
    Pair {
        /// Which pair, counted from 1.
        position: usize,
        /// What it held.
        got: String,
    },
    /// A number below the value of this other key.
    Below(String),
    /// A number that leaves room below the value of this other key.
    FurtherBelow(String),
    /// A name that this page knows.
    KnownName,
    /// To be given once; the first one counts.
    Once,
    /// At most this many characters in all.
    Shorter(usize),
    /// Names of parts of the page, where this stood.
    Control {
        /// What is no such name.
        got: String,
    },
    /// Conditions such as `w:190..210,loss:..5`, where this stood.
    Goal {
        /// What is no such condition.
        got: String,
    },
    /// At most so many conditions.
    FewerGoals(usize),
    /// The name of a cell of the notebook.
    Cell,
    /// The origin of a page, such as `https://example.org`.
    Origin,
    /// A whole number from 1 to this.
    UpTo(u32),
    /// Numbers such as `1;2.5`.
    Numbers,
    /// The text of a link.
    Link,
    /// To be given in the link that opens the page, and not later.
    WhenOpened,
}

/// So many letters of what came are told.
const LONGEST: usize = 40;

impl Refusal {
    /// Shortens what came to what a sentence can carry.
    #[must_use]
    pub fn new(name: &str, wanted: Wanted, got: &str) -> Self {
        let shortened = |text| shortened(text, LONGEST);
        Self { name: shortened(name), wanted, got: shortened(got) }
    }
}
