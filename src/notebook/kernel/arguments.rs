//! What a call was given, taken out one by one.

use super::{Done, Kernel, Stop, Value};
use crate::notebook::syntax::Argument;
use crate::notebook::unclear::{Form, Unexpected};

/// The arguments of a call that have not been taken yet.
pub(super) struct Arguments {
    /// Where the call begins, which is where something is missing.
    pub(super) at: usize,
    left: Vec<Given>,
    /// The names that were asked for, to be named to who gives another one.
    known: Vec<&'static str>,
}

struct Given {
    at: usize,
    name: Option<String>,
    value_at: usize,
    value: Value,
}

impl Arguments {
    pub(super) fn of(kernel: &mut Kernel, at: usize, arguments: &[Argument]) -> Done<Self> {
        let mut left = Vec::new();
        for Argument { at, name, value } in arguments {
            left.push(Given { at: *at, name: name.clone(), value_at: value.at, value: kernel.value(value)? });
        }
        Ok(Self { at, left, known: Vec::new() })
    }

    /// The next value without a name, and where it stands.
    pub(super) fn next(&mut self) -> Option<(Value, usize)> {
        let at = self.left.iter().position(|given| given.name.is_none())?;
        let given = self.left.remove(at);
        Some((given.value, given.value_at))
    }

    /// The value with this name, and where it stands.
    pub(super) fn named(&mut self, name: &'static str) -> Option<(Value, usize)> {
        self.known.push(name);
        let at = self.left.iter().position(|given| given.name.as_deref() == Some(name))?;
        let given = self.left.remove(at);
        Some((given.value, given.value_at))
    }

    /// The value with this name, or else the next without one.
    pub(super) fn named_or_next(&mut self, name: &'static str) -> Option<(Value, usize)> {
        self.named(name).or_else(|| self.next())
    }

    /// The same, or a complaint.
    pub(super) fn needed(&mut self, name: &'static str, form: Form) -> Done<(Value, usize)> {
        match self.named_or_next(name) {
            Some(given) => Ok(given),
            None => Stop::unclear(self.at, &[form]),
        }
    }

    pub(super) fn whole(&mut self, name: &'static str, most: usize) -> Done<Option<usize>> {
        self.named(name).map(|given| whole(given, most)).transpose()
    }

    pub(super) fn text(&mut self, name: &'static str) -> Done<Option<(String, usize)>> {
        match self.named(name) {
            Some((Value::Text(text), at)) => Ok(Some((text, at))),
            Some((_, at)) => Stop::unclear(at, &[Form::Text]),
            None => Ok(None),
        }
    }

    pub(super) fn switch(&mut self, name: &'static str) -> Done<Option<bool>> {
        match self.named(name) {
            Some((Value::Switch(on), _)) => Ok(Some(on)),
            Some((_, at)) => Err(Unexpected::one_of(at, &["True", "False"]).into()),
            None => Ok(None),
        }
    }

    pub(super) fn number(&mut self, name: &'static str) -> Done<Option<(f32, usize)>> {
        match self.named(name) {
            Some((Value::Number(value, _), at)) => Ok(Some((value as f32, at))),
            Some((_, at)) => Stop::unclear(at, &[Form::Number]),
            None => Ok(None),
        }
    }

    /// Complains about whatever was not asked for.
    pub(super) fn finish(self) -> Done<()> {
        match self.left.first() {
            None => Ok(()),
            Some(Given { at, name: Some(_), .. }) if !self.known.is_empty() => {
                Err(Unexpected::one_of(*at, &self.known).into())
            }
            Some(Given { at, .. }) => Err(Unexpected::one_of(*at, &[")"]).into()),
        }
    }
}

/// A whole number from zero up to `most`.
pub(super) fn whole((value, at): (Value, usize), most: usize) -> Done<usize> {
    match value {
        Value::Number(number, true) if (0.0..=most as f64).contains(&number) => Ok(number as usize),
        _ => Stop::unclear(at, &[Form::WholeNumber]),
    }
}
