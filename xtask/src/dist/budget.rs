//! What a reader waits for: the files that have to be there before the first picture, and how much they may weigh together.

use super::sizes::{Weight, grouped};
use crate::program::Outcome;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::cell::RefCell;

/// How much may come over the wire before the first picture, in bytes: 200 KiB, gzipped, since not every server knows brotli.
/// On a slow mobile line of 1.6 Mbit/s that is about one second.
const FIRST_PICTURE: usize = 200 * 1024;

/// The files without which a page shows no picture, as this `index.html` names them: itself, its stylesheet, the loader, what
/// that loads, and what is fetched early because those import it.
pub(super) fn needed(page: &str) -> Outcome<Vec<String>> {
    Ok(named(page)?.into_iter().filter(|(_, is_needed)| *is_needed).map(|(name, _)| name).collect())
}

/// All that this `index.html` names as its own, each with whether the first picture needs it. A stylesheet for no medium
/// waits until something lets it count.
pub(super) fn named(page: &str) -> Outcome<Vec<(String, bool)>> {
    let names = RefCell::new(vec![("index.html".to_owned(), true)]);
    let note = |name: Option<String>, is_needed: bool| {
        let name = name.map(|name| name.trim_start_matches("./").to_owned());
        let mut names = names.borrow_mut();
        if let Some(name) = name.filter(|name| names.iter().all(|(known, _)| known != name)) {
            names.push((name, is_needed));
        }
    };
    let style = element!("link[rel=stylesheet]", |link| {
        note(link.get_attribute("href"), link.get_attribute("media").is_none());
        Ok(())
    });
    let loader = element!("script", |script| {
        for attribute in ["src", "data-js", "data-wasm"] {
            note(script.get_attribute(attribute), true);
        }
        Ok(())
    });
    let imported = element!("link[rel=modulepreload]", |link| {
        note(link.get_attribute("href"), true);
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(style)
        .append_element_content_handler(loader)
        .append_element_content_handler(imported);
    rewrite_str(page, settings).map_err(|error| format!("index.html could not be read as HTML: {error}"))?;
    Ok(names.into_inner())
}

/// How much of the budget is left, in a sentence; an error where the needed files weigh more.
pub(super) fn first_picture(needed: &[String], weights: &[Weight]) -> Outcome<String> {
    let mut sum = 0;
    for name in needed {
        let weight = weights.iter().find(|weight| weight.name == *name);
        sum += weight.ok_or_else(|| format!("index.html needs {name}, which was not built."))?.gzip;
    }
    let (spent, limit) = (grouped(sum), grouped(FIRST_PICTURE));
    let spent = format!("The first picture needs {} files, {spent} bytes gzipped, of at most {limit}", needed.len());
    match FIRST_PICTURE.checked_sub(sum) {
        Some(left) => Ok(format!("{spent}: {} left.", grouped(left))),
        None => Err(format!(
            "{spent}: over by {}. See xtask/src/dist/budget.rs, and what `git diff` brings into the first picture.",
            grouped(sum - FIRST_PICTURE)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST_PICTURE, first_picture, named, needed};
    use crate::dist::sizes::Weight;

    fn weighing(name: &str, gzip: usize) -> Weight {
        Weight { name: name.to_owned(), raw: 0, gzip, brotli: 0 }
    }

    #[test]
    fn a_page_needs_what_it_loads_at_once_and_nothing_else() {
        let page = r#"<link rel="icon" href="data:,"><link rel="stylesheet" href="./style-1.css"/>
            <link rel="stylesheet" href="./later-1.css" media="not all">
            <script defer src="./boot.js" data-js="./a.js" data-wasm="./a_bg.wasm"></script>
            <link rel="modulepreload" href="./a.js"><link rel="modulepreload" href="./b.js"><noscript><img src="figure.svg"></noscript>"#;
        let names = needed(page).expect("this is HTML");
        assert_eq!(names, ["index.html", "style-1.css", "boot.js", "a.js", "a_bg.wasm", "b.js"]);
        let all = named(page).expect("this is HTML");
        assert!(all.len() == 7 && all.contains(&("later-1.css".to_owned(), false)), "{all:?}");
    }

    #[test]
    fn the_sentence_says_how_much_is_left_or_too_much() {
        let names = ["index.html", "a.js"].map(str::to_owned);
        let check = |script: usize| first_picture(&names, &[weighing("a.js", script), weighing("index.html", 100)]);
        assert!(check(1000).is_ok_and(|text| text.ends_with("1 100 bytes gzipped, of at most 204 800: 203 700 left.")));
        assert!(check(FIRST_PICTURE - 100).is_ok_and(|text| text.ends_with(": 0 left.")));
        assert!(check(FIRST_PICTURE - 99).is_err_and(|text| text.contains(": over by 1.")));
    }

    #[test]
    fn a_file_that_was_not_built_is_named() {
        let sentence = first_picture(&["boot.js".to_owned()], &[]).unwrap_err();
        assert_eq!(sentence, "index.html needs boot.js, which was not built.");
    }
}
