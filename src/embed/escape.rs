//! Text inside other languages: an attribute of HTML, a string of Python, a line of Markdown.

use std::fmt::Write as _;

/// A value between double quotes in HTML. A line break is written as a number, because a blank line ends HTML in Markdown.
pub(super) fn html(value: &str) -> String {
    value.chars().fold(String::new(), |mut text, character| {
        match character {
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            control if control.is_control() => {
                let _ = write!(text, "&#{};", u32::from(control));
            }
            other => text.push(other),
        }
        text
    })
}

/// A string of Python, in the quotes that need fewer escapes.
pub(super) fn python(value: &str) -> String {
    let quote = if value.contains('"') { '\'' } else { '"' };
    let inner = value.chars().fold(String::new(), |mut text, character| {
        match character {
            '\\' => text.push_str("\\\\"),
            mark if mark == quote => text.extend(['\\', mark]),
            control if control.is_control() => {
                let _ = write!(text, "\\x{:02x}", u32::from(control));
            }
            other => text.push(other),
        }
        text
    });
    format!("{quote}{inner}{quote}")
}

/// Plain text in Markdown: what could be a mark is escaped.
pub(super) fn markdown(text: &str) -> String {
    text.chars().fold(String::new(), |mut text, character| {
        if "\\`*_{}[]<>()#!|$~@^&".contains(character) {
            text.push('\\');
        }
        text.push(character);
        text
    })
}

/// Without line breaks.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
