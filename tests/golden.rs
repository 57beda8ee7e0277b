//! The pictures as SVG, compared with files that someone has opened and looked at.
//!
//! After a change that is meant, `BLESS=1 cargo test --test golden` writes them anew: then look at them again.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use wxplusb::draw::Palette;
use wxplusb::state::{State, Theme};
use wxplusb::{handout, link};

#[test]
fn the_figures_look_as_they_did_when_someone_looked() {
    for (name, link) in [
        ("opening", ""),
        ("logistic-lab", "w=2&b=-4.5"),
        ("as-initialised", "w=-1.03&b=0&act=linear"),
        ("house-prices", link::PRESETS[0].1),
        ("no-weight", "w=0&b=3&act=tanh"),
        ("no-bias", "w=-2&b=5&bias=0&act=relu"),
        ("steep", "w=1000000&b=0&ymin=-10&ymax=10&theme=dark"),
        ("train-houses", "view=train&data=houses&w=-1.03&b=0"),
        ("train-classes", "view=train&data=overlap&theme=dark&squares=1"),
    ] {
        check(&root().join(format!("tests/golden/{name}.svg")), &drawn(link));
    }
}

#[test]
fn the_still_figure_of_the_page_without_program_is_the_one_the_page_opens_with() {
    check(&root().join("www/figure.svg"), &drawn(""));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn drawn(link: &str) -> String {
    let (actions, refusals) = link::parse(link);
    assert_eq!(refusals, [], "{link}");
    let state = State::open(&actions);
    let palette = if state.theme == Theme::Dark { Palette::DARK } else { Palette::LIGHT };
    handout::svg(&state, palette) + "\n"
}

fn check(path: &PathBuf, actual: &str) {
    if env::var_os("BLESS").is_some() {
        fs::write(path, actual).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let difference = actual.lines().zip(expected.lines()).find(|(actual, expected)| actual != expected);
    assert!(
        actual == expected,
        "{} differs: {difference:?}; if that is meant, run BLESS=1 cargo test --test golden and look at it",
        path.display()
    );
}
