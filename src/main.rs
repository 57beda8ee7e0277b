//! In a browser: shows the page. Natively: prints the figure of a link as SVG, `wxplusb '?w=2&b=-1' > figure.svg`.

#[cfg(target_arch = "wasm32")]
fn main() {
    wxplusb::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use wxplusb::draw::{Palette, svg};
    use wxplusb::state::Theme;
    use wxplusb::{figure, link, words};

    let link = std::env::args().nth(1).unwrap_or_default();
    let link::Opened { state, refusals, .. } = link::open(&link);
    for refusal in &refusals {
        eprintln!("{}", words::refusal(refusal));
    }
    let palette = match state.theme {
        Theme::Dark => Palette::DARK,
        Theme::Auto | Theme::Light => Palette::LIGHT,
    };
    println!("{}", svg(&[figure::line(&state), figure::output(&state)], 640, 280, palette));
}
