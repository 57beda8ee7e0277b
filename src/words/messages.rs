//! The messages of `en.ftl` by name.
//!
//! The file is [Fluent](https://projectfluent.org), so that translators' tools open it; of Fluent it uses one-line messages
//! and `{ $name }` placeholders, and that is what this reads. Fluent's own crate would be a sixth of all that the page may
//! weigh; `tests/words.rs` holds every message against it.

use std::sync::LazyLock;

/// Names and texts, sorted by name. Of two messages of one name the first counts.
static ENGLISH: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("en.ftl").lines().filter(|line| !line.starts_with('#'));
    let mut messages: Vec<_> = lines.filter_map(|line| line.split_once(" = ")).collect();
    messages.sort_by_key(|(id, _)| *id);
    messages
});

/// The text of a message with its placeholders filled in; its name where there is no such message.
pub(super) fn say(id: &str, values: &[(&str, &str)]) -> String {
    let found = ENGLISH.binary_search_by_key(&id, |(id, _)| id).ok().and_then(|at| ENGLISH.get(at));
    let Some(&(_, mut rest)) = found else { return id.to_owned() };
    let mut text = String::new();
    while let Some((before, name, after)) = placeholder(rest) {
        text += before;
        // A placeholder without value shows as its name.
        text += values.iter().find(|(of, _)| *of == name).map_or(name, |(_, value)| value);
        rest = after;
    }
    text + rest
}

/// What stands before the first placeholder, its name, and what stands after it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{ $")?;
    let (name, after) = rest.split_once(" }")?;
    Some((before, name, after))
}
