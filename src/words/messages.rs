//! The messages of `en/*.ftl` by name.
//!
//! The files are [Fluent](https://projectfluent.org), so that translators' tools open them; of Fluent they use one-line
//! messages and `{ $name }` placeholders, and that is what this reads. Fluent's own crate would be a sixth of all that the
//! page may weigh; `tests/words.rs` holds every message against it.

use std::sync::{LazyLock, OnceLock};

/// A file's messages: names and texts.
type Book = Vec<(&'static str, &'static str)>;

/// What the page says before anything else is loaded.
static PAGE: LazyLock<Book> = LazyLock::new(|| book(include_str!("en/page.ftl")));

/// What the rest says. Nothing else names that file: where the program comes in parts, it comes with the rest.
static LATER: OnceLock<Book> = OnceLock::new();

/// Brings the messages of what is loaded later. Until then those are shown by their names.
pub fn bring_all() {
    LATER.get_or_init(|| book(include_str!("en/later.ftl")));
}

/// Whether they are there. Only in a browser does a program come in parts.
pub(super) fn are_all_there() -> bool {
    cfg!(not(target_arch = "wasm32")) || LATER.get().is_some()
}

/// The text of a message with its placeholders filled in; its name where there is no such message.
pub(super) fn say(id: &str, values: &[(&str, &str)]) -> String {
    // Only in a browser does a program come in parts.
    #[cfg(not(target_arch = "wasm32"))]
    bring_all();
    let found = PAGE.iter().chain(LATER.get().into_iter().flatten()).find(|(name, _)| *name == id);
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

fn book(file: &'static str) -> Book {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = ")).collect()
}

/// What stands before the first placeholder, its name, and what stands after it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{ $")?;
    let (name, after) = rest.split_once(" }")?;
    Some((before, name, after))
}
