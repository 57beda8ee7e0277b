//! The texts: each one that is asked for is there, each one that is there is asked for, and none is left half filled.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

#[test]
fn every_message_that_is_asked_for_is_there_and_every_message_is_asked_for() {
    let messages = messages();
    let asked = asked_for();
    let missing: Vec<_> = asked.difference(&messages).collect();
    assert!(missing.is_empty(), "asked for in src, but not in src/words/en: {missing:?}");
    let unused: Vec<_> = messages.difference(&asked).collect();
    assert!(unused.is_empty(), "in src/words/en, but never asked for: {unused:?}");
}

#[test]
fn every_message_reads_as_a_text() {
    for (id, written) in lines() {
        let text = wxplusb::words::text(&id);
        assert!(!text.trim().is_empty(), "{id} is empty");
        if !written.contains('{') {
            assert_eq!(text, written, "{id} does not parse as it is written");
        }
    }
}

#[test]
fn every_message_says_what_fluent_makes_of_it() {
    let resource = FluentResource::try_new(files()).unwrap_or_else(|(_, errors)| panic!("src/words/en: {errors:?}"));
    let mut fluent = FluentBundle::new(vec![unic_langid::LanguageIdentifier::default()]);
    fluent.set_use_isolating(false);
    fluent.add_resource(resource).unwrap();
    for (id, written) in lines() {
        let names: Vec<&str> = written.split("{ $").skip(1).map(|rest| rest.split(" }").next().unwrap()).collect();
        let values: Vec<(&str, String)> = names.iter().map(|name| (*name, format!("<{{ $x }} {name}>"))).collect();
        let mut args = FluentArgs::new();
        for (name, value) in &values {
            args.set(*name, value.as_str());
        }
        let pattern = fluent.get_message(&id).unwrap().value().unwrap();
        let expected = fluent.format_pattern(pattern, Some(&args), &mut Vec::new());
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(wxplusb::words::say(&id, &values), expected, "{id}");
    }
}

#[test]
fn the_page_without_program_has_the_same_title() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let title = wxplusb::words::text("title");
    assert!(page.contains(&format!("<title>wx+b: {title}</title>")), "{title}");
    assert!(page.contains(&format!("<h1>{title}</h1>")), "{title}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the English texts.
fn files() -> String {
    ["page.ftl", "later.ftl"].map(|name| fs::read_to_string(root().join("src/words/en").join(name)).unwrap()).concat()
}

/// Each message of the files with its text.
fn lines() -> Vec<(String, String)> {
    let texts = files();
    let messages = texts.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    messages.filter_map(|line| line.split_once(" = ")).map(|(id, text)| (id.to_owned(), text.to_owned())).collect()
}

fn messages() -> BTreeSet<String> {
    let all: Vec<_> = lines().into_iter().map(|(id, _)| id).collect();
    let different: BTreeSet<_> = all.iter().cloned().collect();
    assert_eq!(all.len(), different.len(), "a message stands twice in src/words/en");
    different
}

/// Messages named by a single word that are asked for by a value. Other words, as keys and classes are, ask for no message.
const HANDED_ON: [&str; 8] = ["copied", "fix", "less", "more", "private", "remove", "stability", "unclear"];

/// Every string literal that is handed to `text` or `say`, or can be nothing but a message's name.
fn asked_for() -> BTreeSet<String> {
    let messages = messages();
    let mut asked = BTreeSet::new();
    // The kernel of the notebook asks for arguments by name, not for texts.
    let is_kernel = |path: &PathBuf| path.starts_with(root().join("src/notebook"));
    for path in rust_files(&root().join("src")).into_iter().filter(|path| !is_kernel(path)) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for (at, _) in code.match_indices('"') {
            let literal = code[at + 1..].split('"').next().unwrap();
            let before = code[..at].trim_end();
            let callee = before.strip_suffix("text(").or(before.strip_suffix("say("));
            let called = callee.is_some_and(|callee| !callee.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            let can_be_another = !literal.contains('-') && !HANDED_ON.contains(&literal);
            if called || !can_be_another && messages.contains(literal) {
                asked.insert(literal.to_owned());
            }
        }
    }
    asked
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
