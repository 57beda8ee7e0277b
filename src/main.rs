//! In a browser: shows the page. Natively: prints the picture of a link as SVG, `wxplusb '?w=2&b=-1' > figure.svg`.

#[cfg(target_arch = "wasm32")]
fn main() {
    wxplusb::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use wxplusb::draw::Palette;
    use wxplusb::state::Theme;
    use wxplusb::{handout, link, words};

    let link = std::env::args().nth(1).unwrap_or_default();
    let link::Opened { state, refusals, .. } = link::open(&link);
    for refusal in &refusals {
        eprintln!("{}", words::refusal(refusal));
    }
    let palette = match state.theme {
        Theme::Dark => Palette::DARK,
        Theme::Auto | Theme::Light => Palette::LIGHT,
    };
    println!("{}", handout::svg(&state, palette));
}
