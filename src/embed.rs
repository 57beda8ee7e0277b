//! What an author pastes into a course page: the page with given values, in the form that each course platform takes.
//!
//! Text in, text out. Whatever stands in an address or a title, the snippet holds it and nothing else: an attribute ends
//! where it should, a Python string too.

mod escape;
mod kind;

use std::fmt::Write as _;

use escape::{html, markdown, one_line, python};
pub use kind::Kind;

/// The heights that a frame can ask for, in CSS pixels.
pub const HEIGHTS: (u32, u32) = (100, 20_000);

/// Pairs that belong to the frame and not to the link that it shows.
const FRAME_KEYS: [&str; 2] = ["embed", "resize"];
/// What a frame may do: run, open itself in a tab of its own, save a picture. Nothing of the page around it.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// What a snippet shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The address of the page. A query or fragment of its own is left out.
    pub page: &'a str,
    /// The link, without a question mark.
    pub link: &'a str,
    /// What the frame is called.
    pub title: &'a str,
    /// How tall it is, in CSS pixels.
    pub height: u32,
}

/// The text to paste.
#[must_use]
pub fn snippet(kind: Kind, place: &Place<'_>) -> String {
    match kind {
        Kind::Iframe => iframe(place, &["embed=1"]),
        Kind::Canvas => iframe(place, &["embed=1", "resize=canvas"]),
        Kind::Element => element(place),
        Kind::Jupyter => jupyter(place),
        Kind::Quarto => format!("```{{=html}}\n{}\n```", iframe(place, &["embed=1"])),
        Kind::MdBook => format!("<div>\n{}\n</div>", iframe(place, &["embed=1"])),
        Kind::Myst => myst(place),
    }
}

/// A page with a link: `https://example.org/wxplusb/?w=2`.
#[must_use]
pub fn address(page: &str, link: &str) -> String {
    let page = bare(page);
    let mark = if link.is_empty() { "" } else { "?" };
    format!("{page}{mark}{link}").chars().fold(String::new(), |mut address, character| {
        // What a browser would write like this too, and what would end an attribute, a string or a line.
        if character.is_control() || " \"'<>`{}\\|^".contains(character) {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                // Writing into a string cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        } else {
            address.push(character);
        }
        address
    })
}

/// An address as a link can follow it: someone may have copied one with a query or a fragment of its own.
fn bare(page: &str) -> &str {
    page.split(['?', '#']).next().unwrap_or_default().trim()
}

/// The page in a frame: the address that a plain iframe has.
#[must_use]
pub fn framed(page: &str, link: &str) -> String {
    source(page, link, &["embed=1"])
}

/// The height nearest to what was asked for that a frame can have.
#[must_use]
pub fn height(asked: f32) -> u32 {
    (asked.round().max(0.0) as u32).clamp(HEIGHTS.0, HEIGHTS.1)
}

fn iframe(place: &Place<'_>, frame: &[&str]) -> String {
    tag(
        "iframe",
        &[
            ("src", &source(place.page, place.link, frame)),
            ("title", place.title),
            ("width", "100%"),
            ("height", &place.height.to_string()),
            ("loading", "lazy"),
            ("sandbox", SANDBOX),
            ("allow", "clipboard-write"),
            ("style", "border: 0"),
        ],
    )
}

/// The script that defines the element lies beside the page; its attributes are the pairs of the link.
fn element(place: &Place<'_>) -> String {
    let page = bare(place.page);
    let (folder, file) = page.rsplit_once('/').unwrap_or(("", page));
    let folder = if page.contains('/') { format!("{folder}/") } else { String::new() };
    let script = tag("script", &[("type", "module"), ("src", &address(&format!("{folder}wxplusb.js"), ""))]);
    let pairs: Vec<_> = form_urlencoded::parse(place.link.as_bytes())
        // Only letters name an attribute in every page; every key of a link is made of them.
        .filter(|(name, _)| !name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase()))
        .filter(|(name, _)| !FRAME_KEYS.contains(&&**name))
        .collect();
    let height = place.height.to_string();
    let source = address(page, "");
    let mut attributes: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
    attributes.extend([("title", place.title), ("height", &height)]);
    if !matches!(file, "" | "index.html") {
        attributes.push(("src", &source));
    }
    format!("{script}\n{}", tag("wx-plus-b", &attributes))
}

fn jupyter(place: &Place<'_>) -> String {
    let title = format!("title=\"{}\"", html(&one_line(place.title)));
    format!(
        "from IPython.display import IFrame\n\nIFrame({}, width=\"100%\", height={},\n       extras=[{}])",
        python(&framed(place.page, place.link)),
        place.height,
        python(&title),
    )
}

/// The directive knows no title, so that the frame is named by its caption.
fn myst(place: &Place<'_>) -> String {
    let caption = markdown(&one_line(place.title));
    format!("```{{iframe}} {}\n:width: 100%\n\n{caption}\n```", framed(place.page, place.link))
}

/// The page in a frame that asks for these things.
fn source(page: &str, link: &str, frame: &[&str]) -> String {
    let is_of_frame = |pair: &&str| FRAME_KEYS.contains(&pair.split('=').next().unwrap_or_default());
    let pairs = link.split('&').filter(|pair| !pair.is_empty() && !is_of_frame(pair));
    address(page, &pairs.chain(frame.iter().copied()).collect::<Vec<_>>().join("&"))
}

fn tag(name: &str, attributes: &[(&str, &str)]) -> String {
    let written: String = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", html(value))).collect();
    format!("<{name}{written}></{name}>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLACE: Place<'_> = Place {
        page: "https://example.org/wxplusb/",
        link: "w=2&b=-4.5",
        title: "wx+b: a neuron with w = 2 and b = −4.5",
        height: 600,
    };

    #[test]
    fn each_platform_gets_what_it_takes() {
        let frame = |query: &str| {
            format!(
                "<iframe src=\"https://example.org/wxplusb/?w=2&amp;b=-4.5&amp;{query}\" \
                 title=\"wx+b: a neuron with w = 2 and b = −4.5\" width=\"100%\" height=\"600\" loading=\"lazy\" \
                 sandbox=\"{SANDBOX}\" allow=\"clipboard-write\" style=\"border: 0\"></iframe>"
            )
        };
        for (kind, expected) in [
            (Kind::Iframe, frame("embed=1")),
            (Kind::Canvas, frame("embed=1&amp;resize=canvas")),
            (
                Kind::Element,
                "<script type=\"module\" src=\"https://example.org/wxplusb/wxplusb.js\"></script>\n\
                 <wx-plus-b w=\"2\" b=\"-4.5\" title=\"wx+b: a neuron with w = 2 and b = −4.5\" height=\"600\"></wx-plus-b>"
                    .into(),
            ),
            (
                Kind::Jupyter,
                "from IPython.display import IFrame\n\n\
                 IFrame(\"https://example.org/wxplusb/?w=2&b=-4.5&embed=1\", width=\"100%\", height=600,\n       \
                 extras=['title=\"wx+b: a neuron with w = 2 and b = −4.5\"'])"
                    .into(),
            ),
            (Kind::Quarto, format!("```{{=html}}\n{}\n```", frame("embed=1"))),
            (Kind::MdBook, format!("<div>\n{}\n</div>", frame("embed=1"))),
            (
                Kind::Myst,
                "```{iframe} https://example.org/wxplusb/?w=2&b=-4.5&embed=1\n:width: 100%\n\n\
                 wx+b: a neuron with w = 2 and b = −4.5\n```"
                    .into(),
            ),
        ] {
            assert_eq!(snippet(kind, &PLACE), expected, "{kind:?}");
            assert_eq!(kind.is_sandboxed(), expected.contains("sandbox="), "{kind:?}");
        }
    }

    #[test]
    fn what_the_frame_decides_is_not_asked_for_twice() {
        let place = Place { link: "embed=1&w=2&resize=none", ..PLACE };
        assert!(snippet(Kind::Canvas, &place).contains("?w=2&amp;embed=1&amp;resize=canvas\""));
        assert!(snippet(Kind::Element, &place).contains("<wx-plus-b w=\"2\" title="));
    }

    #[test]
    fn the_element_says_where_a_page_with_a_name_of_its_own_lies() {
        for (page, script, source) in [
            ("https://example.org/a/index.html", "https://example.org/a/wxplusb.js", None),
            (
                "https://example.org/a/lab.html",
                "https://example.org/a/wxplusb.js",
                Some("https://example.org/a/lab.html"),
            ),
            ("", "wxplusb.js", None),
        ] {
            let snippet = snippet(Kind::Element, &Place { page, ..PLACE });
            assert_eq!(attribute(&snippet, "script", "src").as_deref(), Some(script), "{page}");
            assert_eq!(attribute(&snippet, "wx-plus-b", "src").as_deref(), source, "{page}");
        }
    }

    #[test]
    fn heights_are_whole_and_within_what_a_frame_can_have() {
        for (asked, given) in [(600.4, 600), (-5.0, 100), (f32::NAN, 100), (1e9, 20_000)] {
            assert_eq!(height(asked), given, "{asked}");
        }
    }

    /// The value of an attribute, read by the rules of HTML.
    fn attribute(snippet: &str, tag: &str, name: &str) -> Option<String> {
        let mut rest = snippet.split_once(&format!("<{tag}"))?.1;
        while let Some(after) = rest.strip_prefix(' ') {
            let (found, after) = after.split_once("=\"")?;
            let (value, after) = after.split_once('"')?;
            if found == name {
                return Some(unescaped(value));
            }
            rest = after;
        }
        assert!(rest.starts_with(&format!("></{tag}>")), "{rest}");
        None
    }

    fn unescaped(value: &str) -> String {
        let mut text = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once('&') {
            let (name, after) = after.split_once(';').expect("an ampersand begins a reference");
            let character = match name {
                "amp" => '&',
                "quot" => '"',
                "lt" => '<',
                "gt" => '>',
                number => number.strip_prefix('#').and_then(|n| char::from_u32(n.parse().ok()?)).expect("a reference"),
            };
            text.push_str(before);
            text.push(character);
            rest = after;
        }
        text + rest
    }

    /// The first string of Python in a text, and what follows it.
    fn python_string(code: &str) -> (String, &str) {
        let quote = code.chars().next().expect("a quote");
        let mut text = String::new();
        let mut characters = code.char_indices().skip(1);
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => match characters.next().expect("an escape").1 {
                    'x' => {
                        let digits: String = characters.by_ref().take(2).map(|(_, digit)| digit).collect();
                        text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                    }
                    other => text.push(other),
                },
                end if end == quote => return (text, &code[at + 1..]),
                other => text.push(other),
            }
        }
        panic!("no end: {code}")
    }

    fn links() -> impl Strategy<Value = Vec<(String, String)>> {
        proptest::collection::vec(("(w|b|say|hint|goal|points)", "\\PC{0,30}|[\"'<>&\\\\\n`=]{0,12}"), 0..4)
    }

    #[test]
    fn an_address_that_was_copied_with_a_link_takes_another_one() {
        for page in [
            "https://example.org/wxplusb/?w=2&b=1",
            "https://example.org/wxplusb/#top",
            " https://example.org/wxplusb/?a=/#",
        ] {
            assert_eq!(address(page, "w=3"), "https://example.org/wxplusb/?w=3", "{page}");
            let place = Place { page, link: "w=3", title: "t", height: 1 };
            let script = attribute(&snippet(Kind::Element, &place), "script", "src");
            assert_eq!(script.as_deref(), Some("https://example.org/wxplusb/wxplusb.js"), "{page}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn every_snippet_reads_back_as_what_was_to_be_shown(
            pairs in links(),
            title in "\\PC{0,40}|[\"'<>&\\\\\n`=a]{0,20}",
            page in "https://example\\.org/[ -~]{0,20}",
        ) {
            let mut link = form_urlencoded::Serializer::new(String::new());
            for (name, value) in &pairs {
                link.append_pair(name, value);
            }
            let link = link.finish();
            let place = Place { page: &page, link: &link, title: &title, height: 700 };
            let framed = address(&page, &[link.as_str(), "embed=1"].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&"));
            let line = one_line(&title);
            for kind in Kind::ALL {
                let text = snippet(kind, &place);
                match kind {
                    Kind::Iframe | Kind::Quarto | Kind::MdBook => {
                        prop_assert_eq!(attribute(&text, "iframe", "src"), Some(framed.clone()));
                        prop_assert_eq!(attribute(&text, "iframe", "title"), Some(title.clone()));
                        prop_assert!(!text.contains("\n\n"), "no blank line: {}", text);
                    }
                    Kind::Canvas => {
                        prop_assert_eq!(attribute(&text, "iframe", "src"), Some(format!("{framed}&resize=canvas")));
                    }
                    Kind::Element => {
                        prop_assert_eq!(attribute(&text, "wx-plus-b", "title"), Some(title.clone()));
                        for (name, value) in &pairs {
                            let (_, first) = pairs.iter().find(|(other, _)| other == name).expect("itself");
                            if first == value {
                                prop_assert_eq!(attribute(&text, "wx-plus-b", name), Some(value.clone()));
                            }
                        }
                    }
                    Kind::Jupyter => {
                        let (address, rest) = python_string(text.split_once("IFrame(").expect("a call").1);
                        prop_assert_eq!(&address, &framed);
                        let (extra, rest) = python_string(rest.split_once("extras=[").expect("extras").1);
                        prop_assert_eq!(rest, "])");
                        prop_assert_eq!(attribute(&format!("<iframe {extra}></iframe>"), "iframe", "title"), Some(line.clone()));
                    }
                    Kind::Myst => {
                        let lines: Vec<&str> = text.lines().collect();
                        prop_assert_eq!(lines.len(), 5);
                        prop_assert_eq!(lines[0], format!("```{{iframe}} {framed}"));
                        let caption: String = lines[3].chars().scan(false, |escaped, c| {
                            let is_mark = c == '\\' && !*escaped;
                            *escaped = is_mark;
                            Some(if is_mark { None } else { Some(c) })
                        }).flatten().collect();
                        prop_assert_eq!(caption, line.clone());
                    }
                }
            }
        }
    }
}
