//! What holds for every file: the floors of ARCHITECTURE.md (who may use whom, and which crate may be named where), how long
//! a file of code may be, that nothing is left for later, and that each dependency has its reason.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// A module with the modules and outside crates that it may name.
struct Floor {
    module: &'static str,
    modules: &'static [&'static str],
    crates: &'static [&'static str],
}

const FLOORS: [Floor; 15] = [
    Floor { module: "nn", modules: &[], crates: &["libm", "rand"] },
    Floor { module: "number", modules: &[], crates: &["libm", "lexical_parse_float"] },
    Floor { module: "data", modules: &["number"], crates: &["libm", "rand", "csv"] },
    Floor { module: "state", modules: &["nn", "number", "data"], crates: &["libm"] },
    Floor { module: "link", modules: &["nn", "number", "data", "state"], crates: &["form_urlencoded"] },
    Floor { module: "embed", modules: &[], crates: &["form_urlencoded"] },
    Floor { module: "message", modules: &["number", "state"], crates: &[] },
    Floor { module: "gesture", modules: &["nn", "number", "data", "state"], crates: &["libm"] },
    Floor { module: "figure", modules: &["nn", "number", "data", "state"], crates: &["libm"] },
    Floor { module: "notebook", modules: &["nn", "number", "data", "state"], crates: &[] },
    Floor { module: "words", modules: &["nn", "number", "data", "state"], crates: &[] },
    Floor { module: "draw", modules: &["figure", "data"], crates: &["libm", "plotters", "colorous"] },
    Floor { module: "handout", modules: &["nn", "number", "data", "state", "figure", "words", "draw"], crates: &[] },
    Floor {
        module: "app",
        modules: &[
            "nn", "number", "data", "state", "link", "embed", "message", "gesture", "figure", "notebook", "words",
            "draw", "handout",
        ],
        crates: &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "wasm_split_helpers",
            "send_wrapper",
            "plotters",
            "plotters_backend",
            "plotters_canvas",
        ],
    },
    Floor { module: "testing", modules: &["nn", "data", "state"], crates: &["proptest"] },
];

/// The longest a file may be before it is two things.
const LONGEST: usize = 400;

#[test]
fn every_module_stays_on_its_floor() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let crates: Vec<_> = dependencies(&manifest).into_iter().map(|(name, _)| name.replace('-', "_")).collect();
    let mut broken = Vec::new();
    for (path, text) in sources("src") {
        let Some(module) = module_of(&path) else { continue };
        let Some(floor) = FLOORS.iter().find(|floor| floor.module == module) else {
            broken.push(format!("{module} has no floor: give it one in tests/tidy.rs and ARCHITECTURE.md"));
            continue;
        };
        // Tests may reach for what makes a good test, such as shared strategies and the State of a floor above.
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        // `super::` as often as there are folders above the file leads to the crate as well.
        let upward = "super::".repeat(path.components().count() - 1);
        for used in [names_after(code, "crate::"), names_after(code, &upward)].concat() {
            let known = FLOORS.iter().any(|floor| floor.module == used);
            if known && used != module && !floor.modules.contains(&used.as_str()) {
                broken.push(format!("{module} may not use crate::{used} ({})", path.display()));
            }
        }
        for named in crates.iter().filter(|named| names(code, named) && !floor.crates.contains(&named.as_str())) {
            broken.push(format!("{module} may not name the crate {named} ({})", path.display()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_file_is_longer_than_a_reader_holds() {
    let long: Vec<_> = ["src", "tests", "xtask/src", "www"]
        .into_iter()
        .flat_map(sources)
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{} has {lines} lines; split it by noun", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn nothing_is_left_for_later() {
    let mut left = Vec::new();
    for (path, text) in ["src", "xtask/src", "www"].into_iter().flat_map(sources) {
        for word in ["TODO", "FIXME", "unimplemented!", "todo!"] {
            if text.contains(word) {
                left.push(format!("{word} in {}", path.display()));
            }
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn every_dependency_has_a_reason_above_it() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let root = read("Cargo.toml");
    let members = root.lines().find_map(|line| line.strip_prefix("members = [")).unwrap();
    // Between the quotes: every other part.
    let members = members.split('"').skip(1).step_by(2).map(|member| format!("{member}/Cargo.toml"));
    let (mut counted, mut bare) = (0, Vec::new());
    for path in std::iter::once("Cargo.toml".to_owned()).chain(members) {
        let found = dependencies(&read(&path));
        counted += found.len();
        bare.extend(found.into_iter().filter(|(_, why)| !why).map(|(name, _)| format!("{name} in {path}")));
    }
    assert!(counted > 30, "this test has found only {counted} dependencies");
    assert!(bare.is_empty(), "say in a comment directly above it what for: {}", bare.join(", "));
}

/// The dependencies that a manifest names, and whether there is a comment on the line above.
fn dependencies(manifest: &str) -> Vec<(String, bool)> {
    let (mut in_list, mut above, mut found) = (false, "", Vec::new());
    for line in manifest.lines() {
        let header = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        in_list = header.map_or(in_list, |header| header.ends_with("dependencies"));
        let long = header.and_then(|header| header.split_once("dependencies.")).map(|(_, name)| name);
        // What goes on over several lines is indented, or closes brackets.
        let short = line.split_once([' ', '.', '=']).map(|(name, _)| name);
        let short = short.filter(|name| in_list && name.starts_with(char::is_alphanumeric));
        if let Some(name) = long.or(short) {
            found.push((name.to_owned(), above.starts_with('#')));
        }
        above = line;
    }
    found
}

#[test]
fn a_dependency_without_a_reason_is_found_however_it_is_written() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# Why.\na = \"1\"\nb = \"1\"\n# Why.\n\nc.workspace = true\n\
        # Why.\nd = { features = [\n    \"e\",\n] }\n[target.'cfg(unix)'.dev-dependencies.f]\nversion = \"1\"\n[profile.test]\nopt-level = 1\n";
    let found = dependencies(manifest);
    let bare: Vec<_> = found.iter().filter(|(_, why)| !why).map(|(name, _)| name.as_str()).collect();
    assert_eq!((found.len(), bare), (5, vec!["b", "c", "f"]));
}

/// Files of code below a folder, with their text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| ["rs", "js", "css"].map(OsStr::new).contains(&extension))
            {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

/// `src/state/span.rs` and `src/state.rs` belong to `state`; `lib.rs` and `main.rs` to nobody.
fn module_of(path: &Path) -> Option<String> {
    let first = path.strip_prefix("src").ok()?.components().next()?;
    let name = Path::new(first.as_os_str()).file_stem()?.to_str()?;
    (name != "lib" && name != "main").then(|| name.to_owned())
}

/// The names that follow `prefix` in code, comments left out; `crate::{a, b::{c, d}}` names a and b.
fn names_after(code: &str, prefix: &str) -> Vec<String> {
    let lines: Vec<&str> = code.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    let code = lines.join(" ");
    let mut names = Vec::new();
    for rest in code.split(prefix).skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            names.extend(first_word(rest));
            continue;
        };
        let mut depth = 0;
        let end = list.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth < 0
        });
        // Within braces of their own stand names of a lower floor.
        let list = &list[..end.unwrap_or(list.len())];
        let outer = list.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == -1
        });
        names.extend(outer.filter_map(first_word));
    }
    names
}

fn first_word(code: &str) -> Option<String> {
    let word = code.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next();
    word.filter(|word| !word.is_empty()).map(str::to_owned)
}

#[test]
fn names_are_found_however_their_list_is_written() {
    let code =
        "use crate::a;\n// crate::no\nuse crate::{\n    b::{c, d},\n    e,\n};\nlet f = crate::g(1) + crate::h::i;";
    assert_eq!(names_after(code, "crate::"), ["a", "b", "e", "g", "h"]);
    assert_eq!(names_after("use super::super::{link, words::x};", "super::super::"), ["link", "words"]);
}

/// Whether code names a crate: `libm::`, not `my_libm::`.
fn names(code: &str, krate: &str) -> bool {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| line.match_indices(krate).map(move |(at, _)| (line, at))).any(|(line, at)| {
        let before = line[..at].chars().next_back();
        let free = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        free && line[at + krate.len()..].starts_with("::")
    })
}
