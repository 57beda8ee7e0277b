//! What a call was given, asked for one by one.

use std::cell::{Cell, RefCell};

use super::{Done, Kernel, Stop, Value};
use crate::notebook::syntax::{Argument, Expr, Kind};
use crate::notebook::unclear::{Form, Unexpected};

/// A value and where it stands.
pub(super) type Placed<'a> = (&'a Value, usize);

/// The arguments of a call. Which have been asked for is noted, so that the others can be complained about.
pub(super) struct Arguments {
    /// Where the call begins, which is where something is missing.
    pub(super) at: usize,
    given: Vec<Given>,
    /// The names that were asked for, to be named to who gives another one.
    known: RefCell<Vec<&'static str>>,
}

struct Given {
    at: usize,
    name: Option<String>,
    value_at: usize,
    value: Value,
    /// Where the first text in it stands.
    text_at: Option<usize>,
    is_used: Cell<bool>,
}

impl Arguments {
    pub(super) fn of(kernel: &mut Kernel, at: usize, arguments: &[Argument]) -> Done<Self> {
        let mut given = Vec::new();
        for Argument { at, name, value: expr } in arguments {
            let value = kernel.value(expr)?;
            let (value_at, text_at) = (expr.at, text_in(expr));
            given.push(Given { at: *at, name: name.clone(), value_at, value, text_at, is_used: Cell::new(false) });
        }
        Ok(Self { at, given, known: RefCell::default() })
    }

    fn take(&self, name: Option<&str>) -> Option<Placed<'_>> {
        let given = self.given.iter().find(|given| !given.is_used.get() && given.name.as_deref() == name)?;
        given.is_used.set(true);
        Some((&given.value, given.value_at))
    }

    /// The next value without a name.
    pub(super) fn next(&self) -> Option<Placed<'_>> {
        self.take(None)
    }

    /// The value with this name.
    pub(super) fn named(&self, name: &'static str) -> Option<Placed<'_>> {
        self.known.borrow_mut().push(name);
        self.take(Some(name))
    }

    /// Where the first text in the one with this name, or else in the first, stands.
    pub(super) fn text_at(&self, name: &str) -> Option<usize> {
        let own = self.given.iter().find(|given| given.name.as_deref() == Some(name));
        own.or_else(|| self.given.first())?.text_at
    }

    /// How many have no name.
    pub(super) fn unnamed(&self) -> usize {
        self.given.iter().filter(|given| given.name.is_none()).count()
    }

    /// The value with this name, or else the next without one.
    pub(super) fn named_or_next(&self, name: &'static str) -> Option<Placed<'_>> {
        self.named(name).or_else(|| self.next())
    }

    /// The value with this name, or else the one in this place, counted from 0.
    pub(super) fn named_or_at(&self, name: &'static str, place: usize) -> Option<Placed<'_>> {
        self.named(name).or_else(|| {
            let given = self.given.get(place).filter(|given| given.name.is_none() && !given.is_used.get())?;
            given.is_used.set(true);
            Some((&given.value, given.value_at))
        })
    }

    /// The value with this name, or else the next without one, or a complaint.
    pub(super) fn needed(&self, name: &'static str, form: Form) -> Done<Placed<'_>> {
        self.named_or_next(name).ok_or_else(|| Unexpected::new(self.at, &[form]).into())
    }

    pub(super) fn whole(&self, name: &'static str, most: usize) -> Done<Option<usize>> {
        self.named(name).map(|given| whole(given, most)).transpose()
    }

    pub(super) fn quoted(&self, name: &'static str) -> Done<Option<(&str, usize)>> {
        self.named(name).map(text).transpose()
    }

    pub(super) fn quoted_or_at(&self, name: &'static str, place: usize) -> Done<Option<(&str, usize)>> {
        self.named_or_at(name, place).map(text).transpose()
    }

    /// The name that a layer or model is given.
    pub(super) fn name_of_its_own(&self) -> Done<Option<&str>> {
        match self.quoted("name")? {
            Some((name, _)) if name.contains('/') => Stop::raised(format!(
                "ValueError: Argument `name` must be a string and cannot contain character `/`. Received: name={name} (of \
                 type <class 'str'>)"
            )),
            given => Ok(given.map(|(name, _)| name)),
        }
    }

    pub(super) fn switch(&self, name: &'static str) -> Done<Option<bool>> {
        match self.named(name) {
            Some((Value::Switch(on), _)) => Ok(Some(*on)),
            Some((_, at)) => Stop::unclear(at, &[Form::Code("True"), Form::Code("False")]),
            None => Ok(None),
        }
    }

    /// Complains about whatever was not asked for.
    pub(super) fn finish(&self) -> Done<()> {
        let known = self.known.borrow();
        match self.given.iter().find(|given| !given.is_used.get()) {
            None => Ok(()),
            Some(Given { at, name: Some(_), .. }) if !known.is_empty() => Err(Unexpected::one_of(*at, &known).into()),
            Some(Given { at, .. }) => Stop::unclear(*at, &[Form::Code(")")]),
        }
    }
}

fn text((value, at): Placed<'_>) -> Done<(&str, usize)> {
    if let Value::Text(text) = value { Ok((text, at)) } else { Stop::unclear(at, &[Form::Text]) }
}

/// Where the first text in a list stands.
fn text_in(expr: &Expr) -> Option<usize> {
    match &expr.kind {
        Kind::Text(_) | Kind::Template(_) => Some(expr.at),
        Kind::List(items) => items.iter().find_map(text_in),
        _ => None,
    }
}

/// A whole number from zero up to `most`.
pub(super) fn whole((value, at): Placed, most: usize) -> Done<usize> {
    match value {
        Value::Number(number, true) if (0.0..=most as f64).contains(number) => Ok(*number as usize),
        Value::Number(number, true) if *number > 0.0 => Stop::unclear(at, &[Form::WholeUpTo(most)]),
        _ => Stop::unclear(at, &[Form::WholeNumber]),
    }
}
