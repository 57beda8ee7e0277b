//! The Content-Security-Policy that the published page carries in itself: it loads from its own server and sends nothing
//! anywhere, whatever the host that stores it says.
//!
//! Not in `index.html`: `trunk serve` puts a script into the page that reloads it, which this policy forbids.

use crate::program::Outcome;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use sha2::{Digest, Sha256};
use std::cell::RefCell;

/// The page's own server, before it is known: in a sandboxed frame WebKit takes nothing for 'self'. `boot.js` writes the
/// policy once more, with the name of the server in this place.
const OWN: &str = "'self' http: https:";

/// The page for a web server.
pub(super) fn with_policy(page: &str) -> Outcome<String> {
    let sources = [
        ("script-src", format!("{OWN} 'wasm-unsafe-eval'")),
        ("style-src", OWN.to_owned()),
        ("connect-src", OWN.to_owned()),
        ("img-src", format!("{OWN} data: blob:")),
        ("frame-src", OWN.to_owned()),
    ];
    put(page, &sources)
}

/// The page that is a single file: it runs the scripts and styles in it, and what these carry as `data:` addresses.
pub(super) fn with_policy_of_one_file(page: &str) -> Outcome<String> {
    let sources = [
        ("script-src", format!("{} data: 'wasm-unsafe-eval'", hashes(page, "script")?)),
        ("style-src", hashes(page, "style")?),
        ("connect-src", "data:".to_owned()),
        ("img-src", "data: blob:".to_owned()),
        // Itself, wherever it lies.
        ("frame-src", "'self' file: http: https:".to_owned()),
    ];
    put(page, &sources)
}

/// Puts the policy where it holds for all that follows.
fn put(page: &str, sources: &[(&str, String)]) -> Outcome<String> {
    let mut policy = "default-src 'none'".to_owned();
    for (directive, allowed) in sources {
        policy += &format!("; {directive} {allowed}");
    }
    let tag = format!(
        "\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; base-uri 'none'; form-action 'none'\">"
    );
    let count = RefCell::new(0);
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("meta[charset]", |charset| {
        charset.after(&tag, ContentType::Html);
        *count.borrow_mut() += 1;
        Ok(())
    }));
    let page = rewrite_str(page, settings).map_err(|error| format!("index.html could not be read as HTML: {error}"))?;
    match count.into_inner() {
        1 => Ok(page),
        other => Err(format!("index.html has {other} <meta charset>, after which the policy stands; it needs one.")),
    }
}

/// What is in the tags of this name, as a policy names it.
fn hashes(page: &str, tag: &str) -> Outcome<String> {
    let (mut inside, mut found) = (String::new(), Vec::new());
    let settings = RewriteStrSettings::new().append_element_content_handler(text!(tag, |piece| {
        inside += piece.as_str();
        if piece.last_in_text_node() {
            found.push(format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(&inside))));
            inside.clear();
        }
        Ok(())
    }));
    rewrite_str(page, settings).map_err(|error| format!("the page could not be read as HTML: {error}"))?;
    Ok(found.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{OWN, with_policy, with_policy_of_one_file};

    #[test]
    fn the_policy_stands_before_anything_that_loads() {
        let page = with_policy(r#"<head><meta charset="utf-8"><link rel="stylesheet" href="a.css"></head>"#);
        let page = page.expect("this is HTML");
        let (policy, link) = (page.find("default-src 'none'; script-src 'self'"), page.find("<link"));
        assert!(policy.is_some() && policy < link, "{page}");
        assert!(with_policy("<head></head>").is_err_and(|sentence| sentence.contains("0 <meta charset>")));
    }

    #[test]
    fn a_single_file_names_what_is_in_it() {
        let page =
            with_policy_of_one_file(r#"<meta charset="utf-8"><style>p{}</style><script data-js="x">abc</script>"#);
        // printf abc | openssl dgst -sha256 -binary | base64
        let script = "script-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=' data:";
        assert!(page.is_ok_and(|page| page.contains(script)));
    }

    #[test]
    fn the_loader_finds_the_place_of_its_server() {
        assert!(include_str!("../../../www/boot.js").contains(&format!("\"{OWN}\"")));
    }
}
