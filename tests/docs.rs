//! What the documents list, against the code.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use wxplusb::link;
use wxplusb::state::Control;

#[test]
fn the_table_of_link_keys_in_the_readme_is_that_of_the_code() {
    let readme = fs::read_to_string("README.md").unwrap();
    let table = readme.split("| key | takes | means |").nth(1).unwrap().split("\n\n").next().unwrap();
    let first_cells = table.lines().filter_map(|row| row.strip_prefix('|')?.split('|').next());
    let told: BTreeSet<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let known = link::names();
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    assert_eq!(told, known);
}

#[test]
fn the_table_of_parts_to_hide_and_lock_is_that_of_the_code() {
    let page = fs::read_to_string("docs/embedding.md").unwrap();
    let table = page.split("| name | part |").nth(1).unwrap().split("\n\n").next().unwrap();
    let first_cells = table.lines().filter_map(|row| row.strip_prefix('|')?.split('|').next());
    let told: BTreeSet<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let known: BTreeSet<&str> = Control::ALL.into_iter().map(Control::name).collect();
    assert_eq!(told, known);
}

#[test]
fn a_frame_begins_with_one_height_wherever_it_is_named() {
    let mut found = Vec::new();
    // In a column of text its parts stand below each other: what is pasted there has another height, and one as well.
    let mut in_columns = Vec::new();
    for (file, before) in [
        ("src/app/share/embed.rs", "View::Explore => "),
        ("www/wxplusb.js", "const FIRST_HEIGHT = "),
        ("README.md", "height=\""),
        ("docs/embedding.md", "height=\""),
        ("docs/embedding.md", "height="),
        ("docs/embedding.md", "for good | `"),
    ] {
        let text = without_columns(&fs::read_to_string(file).unwrap(), &mut in_columns);
        let digits = text.split(before).skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap());
        let heights: Vec<String> = digits.filter(|digits| !digits.is_empty()).map(str::to_owned).collect();
        assert!(!heights.is_empty(), "{file}: no height after {before}");
        found.extend(heights.into_iter().map(|height| (height, file)));
    }
    let manifest: Value = serde_json::from_str(&fs::read_to_string("www/custom-elements.json").unwrap()).unwrap();
    let attributes = manifest["modules"][0]["declarations"][0]["attributes"].as_array().unwrap();
    let height = attributes.iter().find(|attribute| attribute["name"] == "height").unwrap();
    found.push((height["default"].as_str().unwrap().to_owned(), "www/custom-elements.json"));
    assert!(found.iter().all(|(height, _)| *height == found[0].0), "{found:#?}");
    let share = fs::read_to_string("src/app/share/embed.rs").unwrap();
    let in_share = share.split("View::Explore if is_in_column => ").nth(1).unwrap().split(',').next().unwrap();
    assert!(
        !in_columns.is_empty() && in_columns.iter().all(|snippet| snippet.contains(&format!("height=\"{in_share}\"")))
    );
}

/// A document without the snippets for Quarto and mdBook, which are put into `columns`.
fn without_columns(text: &str, columns: &mut Vec<String>) -> String {
    let mut parts = text.split("\n\n").map(str::to_owned).collect::<Vec<_>>();
    let is_in_column = |part: &mut String| part.contains("markdown quarto\n") || part.contains("markdown mdbook\n");
    columns.extend(parts.extract_if(.., is_in_column));
    parts.join("\n\n")
}

/// What an iframe takes besides the keys of a link.
const FRAME: [&str; 5] = ["src", "sandbox", "height", "title", "aria-label"];

#[test]
fn the_element_its_manifest_and_the_links_know_the_same_names() {
    let links: BTreeSet<String> = link::names().into_iter().chain(FRAME.map(str::to_owned)).collect();
    let manifest: Value = serde_json::from_str(&fs::read_to_string("www/custom-elements.json").unwrap()).unwrap();
    let element = &manifest["modules"][0]["declarations"][0];
    let names = |list: &str| -> BTreeSet<String> {
        element[list].as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("attributes"), links);

    let script = fs::read_to_string("www/wxplusb.js").unwrap();
    let between = |from: &str, to: &str| script.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    let keys = between("const STATE_KEYS = [", "];") + &between("const HOST_KEYS = ", ";");
    let keys = keys.split('"').skip(1).step_by(2).filter(|text| *text != " ").flat_map(str::split_whitespace);
    let observed: BTreeSet<String> = keys.map(str::to_owned).chain(FRAME.map(str::to_owned)).collect();
    assert_eq!(observed, links);

    // Members of the class and events that it sends are told in the manifest and in the types.
    let types = fs::read_to_string("www/index.d.ts").unwrap();
    let own = ["connectedCallback", "disconnectedCallback", "connectedMoveCallback", "attributeChangedCallback"];
    let members: BTreeSet<String> = between("class WxPlusB", "\n}\n")
        .lines()
        .filter_map(|line| {
            line.strip_prefix("  ").filter(|line| line.starts_with(char::is_alphabetic))?.split_once('(')
        })
        .filter_map(|(head, _)| head.rsplit(' ').next())
        .filter(|name| !own.contains(name))
        .map(str::to_owned)
        .collect();
    let mut told = names("members");
    told.remove("observedAttributes");
    assert_eq!(members, told);
    for name in members {
        let declared = [format!("{name}("), format!("readonly {name}:")];
        assert!(declared.iter().any(|form| types.contains(form.as_str())), "{name} is not in index.d.ts");
    }
    let heard = between("#hear = ", "\n  };\n");
    let types_heard = heard.split("type === \"").skip(1).map(|rest| rest.split('"').next().unwrap());
    // A height and a reply are for the element itself.
    let sent: BTreeSet<String> =
        types_heard.filter(|name| !["resize", "reply"].contains(name)).map(|name| format!("wxplusb-{name}")).collect();
    assert_eq!(sent, names("events"));
    for name in names("events") {
        assert!(types.contains(&format!("\"{name}\"")), "{name} is not in index.d.ts");
    }
}
