//! The page as one file, which needs no server: every file that the built `index.html` names is put into it.
//!
//! From `file://`, and in a sandboxed frame without CORS, a page may load neither modules nor WebAssembly from the files
//! beside it. A `data:` address it may load in both, so that the loader, `www/boot.js`, works there as it does elsewhere.

use crate::program::Outcome;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lol_html::errors::RewritingError;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use std::cell::RefCell;

/// The page with everything in it; `site` gives the file that the page calls by a name. An error if a reference is left.
pub(super) fn one_file(page: &str, site: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<String> {
    let file = |tag: &str, name: Option<String>| {
        site(&name.ok_or_else(|| format!("index.html has a tag {tag} that names no file to put in its place."))?)
    };
    // The tag that starts the page, on its way from the head to the end of the body: `defer` is only for scripts in files.
    let start = RefCell::new(None);
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("link[rel=stylesheet]", |link| {
            let style = utf8(&file("<link>", link.get_attribute("href"))?)?;
            link.replace(&format!("<style>{}</style>", in_style(&style)), ContentType::Html);
            Ok(())
        }))
        // What they would fetch early is there from the beginning.
        .append_element_content_handler(element!("link[rel=modulepreload], link[rel=preload]", |link| {
            link.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("script[data-wasm]", |script| {
            let boot = utf8(&file("<script>", script.get_attribute("src"))?)?;
            let glue = file("<script data-js>", script.get_attribute("data-js"))?;
            if let Some(line) = import(&utf8(&glue)?) {
                return Err(left(&format!("`{line}`, in the script that wasm-bindgen wrote,")).into());
            }
            let program = file("<script data-wasm>", script.get_attribute("data-wasm"))?;
            let (glue, program) = (data_url("text/javascript", &glue), data_url("application/wasm", &program));
            start.replace(Some(format!(
                "<script data-js=\"{glue}\" data-wasm=\"{program}\">\n{}</script>\n",
                in_script(&boot)
            )));
            script.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("body", |body| {
            let start = start.take().ok_or("index.html has no <script data-wasm> in its head: see Trunk.toml.")?;
            body.append(&start, ContentType::Html);
            Ok(())
        }));
    let html = rewrite_str(&with_pictures(page, &site)?, settings).map_err(sentence)?;
    match reference(&html)? {
        Some(reference) => Err(left(&reference)),
        None => Ok(html),
    }
}

/// The page with its drawings in it. They are in its `<noscript>`, which HTML parsers that know scripts take for text.
fn with_pictures(html: &str, site: &dyn Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<String> {
    let mut without_scripts = String::new();
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("img[src$='.svg']", |image| {
            let picture = site(&image.get_attribute("src").unwrap_or_default())?;
            Ok(image.set_attribute("src", &data_url("image/svg+xml", &picture))?)
        }))
        .append_element_content_handler(text!("noscript", |piece| {
            without_scripts += piece.as_str();
            piece.remove();
            if piece.last_in_text_node() {
                piece.after(&with_pictures(&without_scripts, site)?, ContentType::Html);
                without_scripts.clear();
            }
            Ok(())
        }));
    rewrite_str(html, settings).map_err(sentence)
}

/// The first thing in a page that a browser would load from elsewhere.
fn reference(html: &str) -> Outcome<Option<String>> {
    const NAMING: [&str; 8] = ["src", "srcset", "href", "data", "poster", "background", "data-js", "data-wasm"];
    let mut found = None;
    let (mut style, mut without_scripts) = (String::new(), String::new());
    let settings = RewriteStrSettings::new()
        // A link to another page loads nothing by itself.
        .append_element_content_handler(element!("*:not(a)", |tag| {
            for attribute in tag.attributes() {
                let (name, address) = (attribute.name(), attribute.value());
                if NAMING.contains(&name.as_str()) && !is_inside(&address) {
                    found.get_or_insert(format!("<{} {name}=\"{address}\">", tag.tag_name()));
                }
            }
            Ok(())
        }))
        .append_element_content_handler(text!("style", |piece| {
            style += piece.as_str();
            Ok(())
        }))
        .append_element_content_handler(text!("noscript", |piece| {
            without_scripts += piece.as_str();
            Ok(())
        }));
    rewrite_str(html, settings).map_err(sentence)?;
    if found.is_none() && !without_scripts.is_empty() {
        found = reference(&without_scripts)?;
    }
    Ok(found.or_else(|| style_reference(&style)))
}

/// The same in a stylesheet.
fn style_reference(style: &str) -> Option<String> {
    if style.contains("@import") {
        return Some("@import, in the stylesheet,".to_owned());
    }
    let mut addresses = style.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap_or_default());
    let outside = addresses.find(|address| !is_inside(address.trim().trim_matches(['"', '\''])))?;
    Some(format!("url({outside}), in the stylesheet,"))
}

/// Whether an address is of something in the page itself.
fn is_inside(address: &str) -> bool {
    address.starts_with("data:") || address.starts_with('#')
}

/// The line of a module that makes a browser load another.
fn import(module: &str) -> Option<&str> {
    module.lines().find(|line| line.starts_with("import ") || (line.starts_with("export ") && line.contains(" from ")))
}

fn left(reference: &str) -> String {
    format!(
        "dist/wxplusb.html must need no other file, but {reference} names one; xtask/src/dist/single.rs puts files in."
    )
}

fn sentence(error: RewritingError) -> String {
    match error {
        RewritingError::ContentHandlerError(sentence) => sentence.to_string(),
        other => format!("index.html could not be read as HTML: {other}"),
    }
}

fn utf8(bytes: &[u8]) -> Outcome<String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| format!("a script or stylesheet of the page is no text: {error}"))
}

fn data_url(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))
}

/// JavaScript that stays within a `<script>`, spelled as the HTML standard advises: these three are at home in strings,
/// patterns and comments, and there `\x3C` is `<`.
fn in_script(code: &str) -> String {
    guarded(code, &["<!--", "<script", "</script"], r"\x3C")
}

/// CSS that stays within a `<style>`.
fn in_style(style: &str) -> String {
    guarded(style, &["</style"], r"\3C ")
}

/// The text with `guard` in place of the `<` that begins one of `words`, in capitals or not.
fn guarded(text: &str, words: &[&str], guard: &str) -> String {
    let small = text.to_ascii_lowercase();
    let mut safe = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if words.iter().any(|word| small[at..].starts_with(word)) {
            safe.push_str(guard);
        } else {
            safe.push(letter);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{in_script, in_style, one_file};
    use crate::program::Outcome;

    const PAGE: &str = r#"<html><head><link rel="icon" href="data:,"><link rel="stylesheet" href="./style-1.css"/>
<script defer src="./boot.js" data-js="./a.js" data-wasm="./a_bg.wasm"></script>
<link rel="modulepreload" href="./a.js"><link rel="preload" href="./a_bg.wasm"></head>
<body><p>Hello</p><noscript><img src="figure.svg" alt=""></noscript></body></html>"#;

    fn site(name: &str) -> Outcome<Vec<u8>> {
        let text = match name {
            "./style-1.css" => "p { color: red }",
            "./boot.js" => "start(); // </script>\n",
            "./a.js" => "export {};",
            "./a_bg.wasm" => "\0asm",
            "figure.svg" => "<svg/>",
            "./import.css" => "@import 'more.css';",
            "./font.css" => "p { background: url(#here), url( 'font.woff' ) }",
            "./import.js" => "import { a } from './snippets/a.js';\nexport {};",
            other => return Err(format!("{other} is missing.")),
        };
        Ok(text.as_bytes().to_vec())
    }

    #[test]
    fn every_file_is_put_into_the_page_and_the_loader_comes_last() {
        let expected = r#"<html><head><link rel="icon" href="data:,"><style>p { color: red }</style>

</head>
<body><p>Hello</p><noscript><img src="data:image/svg+xml;base64,PHN2Zy8+" alt=""></noscript><script data-js="data:text/javascript;base64,ZXhwb3J0IHt9Ow==" data-wasm="data:application/wasm;base64,AGFzbQ==">
start(); // \x3C/script>
</script>
</body></html>"#;
        assert_eq!(one_file(PAGE, site).as_deref(), Ok(expected));
    }

    #[test]
    fn a_file_that_is_still_named_is_an_error_that_says_which() {
        for (was, becomes, named) in [
            ("<p>", "<img src='a.png'><p>", "<img src=\"a.png\">"),
            ("figure.svg", "figure.png", "<img src=\"figure.png\">"),
            ("<p>", "<script src='./other.js'></script><p>", "<script src=\"./other.js\">"),
            (
                "<p>",
                "<a href='https://keras.io'>Keras</a><object data='//host/a'></object>",
                "<object data=\"//host/a\">",
            ),
            ("./style-1.css", "./import.css", "@import"),
            ("./style-1.css", "./font.css", "url( 'font.woff' )"),
            ("./a.js", "./import.js", "import { a } from './snippets/a.js';"),
            ("./boot.js", "./gone.js", "./gone.js is missing."),
            ("data-wasm=", "data-other=", "Trunk.toml"),
            (" src=\"./boot.js\"", "", "<script>"),
        ] {
            let outcome = one_file(&PAGE.replace(was, becomes), site);
            assert!(outcome.as_ref().is_err_and(|sentence| sentence.contains(named)), "{becomes}: {outcome:?}");
        }
    }

    #[test]
    fn no_text_ends_its_own_element() {
        for (code, safe) in [
            ("a < b && c<d", "a < b && c<d"),
            ("'</SCRIPT>' + '<script' + '<!-- ü'", r"'\x3C/SCRIPT>' + '\x3Cscript' + '\x3C!-- ü'"),
        ] {
            assert_eq!(in_script(code), safe);
        }
        assert_eq!(in_style("p::after { content: '</style>' }"), r"p::after { content: '\3C /style>' }");
    }
}
