//! What a host page may ask of this one, and how often. `app` receives and answers; nothing here knows a browser.

use crate::number;
use crate::state::{MOST_EPOCHS, Refusal, Wanted};

/// One question or order of the host page.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// How do you stand?
    Get,
    /// Lay this link over how you stand.
    Set(String),
    /// Go back to how your link opened.
    Reset,
    /// Train for so many epochs.
    Train(u32),
    /// Stop training.
    Pause,
    /// Say what the picture shows.
    Describe,
    /// Outputs for these inputs.
    Predict(Vec<f32>),
}

/// The `type`s of a message to this page.
const TYPES: [&str; 7] = ["get", "set", "reset", "train", "pause", "describe", "predict"];

/// Reads a request from the fields of a message; numbers may come as text.
///
/// # Errors
///
/// The field that cannot be used, what it takes and what came.
pub fn read(kind: &str, field: impl Fn(&str) -> Option<String>) -> Result<Request, Refusal> {
    let value = |name: &str| field(name).unwrap_or_default();
    Ok(match kind {
        "get" => Request::Get,
        "set" => Request::Set(field("state").ok_or_else(|| Refusal::new("state", Wanted::Link, ""))?),
        "reset" => Request::Reset,
        "train" => {
            let epochs = value("epochs");
            let count = epochs.trim().parse().ok().filter(|count| (1..=MOST_EPOCHS).contains(count));
            Request::Train(count.ok_or_else(|| Refusal::new("epochs", Wanted::UpTo(MOST_EPOCHS), &epochs))?)
        }
        "pause" => Request::Pause,
        "describe" => Request::Describe,
        "predict" => {
            let x = value("x");
            let inputs: Option<Vec<f32>> = x.split(';').map(|part| number::read(part.trim()).ok()).collect();
            Request::Predict(inputs.ok_or_else(|| Refusal::new("x", Wanted::Numbers, &x))?)
        }
        _ => return Err(Refusal::new("type", Wanted::OneOf(TYPES.to_vec()), kind)),
    })
}

/// A short name for a refusal, for a program to compare.
#[must_use]
pub fn code(refusal: &Refusal) -> &'static str {
    match refusal.name.as_str() {
        "type" => "unknown-type",
        "epochs" => "bad-epochs",
        "x" => "bad-x",
        _ => "bad-state",
    }
}

/// Messages that are heard in a second; more are dropped.
pub const MOST_A_SECOND: u32 = 200;

/// Counts messages, so that a host that has lost its head does not freeze the page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gate {
    second: f64,
    count: u32,
}

/// What to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// Answer it.
    Heard,
    /// Drop it, and say once that too many came.
    FirstTooMany,
    /// Drop it.
    Dropped,
}

impl Gate {
    /// Counts a message that comes at this time, in milliseconds of any clock that only goes forward.
    pub fn admit(&mut self, now: f64) -> Admission {
        if !(0.0..1000.0).contains(&(now - self.second)) {
            *self = Self { second: now, count: 0 };
        }
        self.count = self.count.saturating_add(1);
        match self.count {
            0..=MOST_A_SECOND => Admission::Heard,
            count if count == MOST_A_SECOND + 1 => Admission::FirstTooMany,
            _ => Admission::Dropped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn request(kind: &str, value: &str) -> Result<Request, Refusal> {
        read(kind, |_| Some(value.to_owned()))
    }

    #[test]
    fn every_type_is_understood() {
        for (kind, value, expected) in [
            ("get", "", Request::Get),
            ("set", "w=2", Request::Set("w=2".into())),
            ("reset", "", Request::Reset),
            ("train", "1000", Request::Train(1000)),
            ("pause", "", Request::Pause),
            ("describe", "", Request::Describe),
            ("predict", "1;-2.5", Request::Predict(vec![1.0, -2.5])),
        ] {
            assert_eq!(request(kind, value), Ok(expected));
        }
        assert!(TYPES.into_iter().all(|kind| request(kind, "1").is_ok()));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (kind, value, expected) in [
            ("obey", "", "unknown-type"),
            ("", "", "unknown-type"),
            ("train", "", "bad-epochs"),
            ("train", "0", "bad-epochs"),
            ("train", "-1", "bad-epochs"),
            ("train", "1e9", "bad-epochs"),
            ("predict", "", "bad-x"),
            ("predict", "1;two", "bad-x"),
            ("predict", "NaN", "bad-x"),
        ] {
            assert_eq!(request(kind, value).map_err(|refusal| code(&refusal)), Err(expected), "{kind} {value}");
        }
    }

    #[test]
    fn of_a_flood_the_first_two_hundred_of_a_second_are_heard_and_one_complaint_is_made() {
        let mut gate = Gate::default();
        let answers: Vec<_> = (0..1000).map(|at| gate.admit(5000.0 + f64::from(at) / 2.0)).collect();
        let count = |of| answers.iter().filter(|answer| **answer == of).count();
        assert_eq!(count(Admission::Heard), 200);
        assert_eq!(count(Admission::FirstTooMany), 1);
        assert_eq!(gate.admit(6000.0), Admission::Heard, "a new second");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn arbitrary_messages_never_panic(kind in "get|set|train|predict|\\PC{0,9}", value in "[-0-9.;e]{0,12}|\\PC{0,20}") {
            let _ = request(&kind, &value);
        }
    }
}
