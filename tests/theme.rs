//! The stylesheet and the palette of the canvas are one table, written twice: here they are compared.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wxplusb::draw::{Palette, Rgb};

#[test]
fn the_stylesheet_has_the_colours_of_the_canvas() {
    for (selector, palette) in [
        (".page {", Palette::LIGHT),
        (".page[data-theme=\"dark\"] {", Palette::DARK),
        (".page[data-theme=\"auto\"] {", Palette::DARK),
    ] {
        let properties = properties(selector);
        for (name, colour) in [
            ("background", palette.background),
            ("text", palette.text),
            ("muted", palette.muted),
            ("grid", palette.grid),
            ("grid-fine", palette.grid_fine),
            ("axis", palette.axis),
            ("weight", palette.weight[0]),
            ("weight-text", palette.weight[1]),
            ("bias", palette.bias[0]),
            ("bias-text", palette.bias[1]),
            ("sum", palette.sum[0]),
            ("sum-text", palette.sum[1]),
            ("output", palette.output[0]),
            ("output-text", palette.output[1]),
            ("data", palette.data),
            ("error", palette.error[0]),
            ("error-text", palette.error[1]),
        ] {
            assert_eq!(properties.get(name), Some(&colour), "--{name} in {selector}");
        }
    }
}

#[test]
fn text_stands_out_from_raised_paper_too() {
    for selector in [".page {", ".page[data-theme=\"dark\"] {", ".page[data-theme=\"auto\"] {"] {
        let properties = properties(selector);
        let raised = properties["raised"];
        for name in ["text", "muted", "weight-text", "bias-text", "sum-text", "output-text", "error-text"] {
            let contrast = properties[name].contrast(raised);
            assert!(contrast >= 4.5, "--{name} on --raised in {selector}: {contrast:.2}");
        }
    }
}

/// The colours in the first block of a selector.
fn properties(selector: &str) -> BTreeMap<String, Rgb> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/style.css");
    let style = fs::read_to_string(path).unwrap();
    let block = style.split_once(selector).unwrap().1.split_once('}').unwrap().0;
    let lines =
        block.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": rgb("));
    lines
        .map(|(name, colour)| {
            let channels: Vec<u8> = colour.trim_end_matches(')').split(", ").map(|c| c.parse().unwrap()).collect();
            (name.to_owned(), Rgb(channels[0], channels[1], channels[2]))
        })
        .collect()
}

#[test]
fn every_block_of_the_stylesheet_is_closed_before_the_next_chapter() {
    for name in ["style", "later"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/{name}.css"));
        let mut depth = 0;
        for (at, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            // A browser says nothing: what follows an open block would silently belong to it.
            assert!(
                depth == 0 || !line.starts_with(['/', '@', '.', '#', 'h']),
                "{name}.css, line {}: a block before this is open",
                at + 1
            );
            depth += line.matches('{').count();
            depth -= line.matches('}').count();
        }
        assert_eq!(depth, 0, "{name}.css");
    }
}
