//! Colours on the canvas: contrast, colour blindness, forced colours, letters beside every colour.

use browser_tests::{Key, Page, Rgb};

/// w and b large enough that every part of the picture can be seen by itself.
const QUERY: &str = "w=4&b=-4&x=-3.3";
/// Where a part of the picture lies: its name, plot, and a place on it.
const PARTS: [(&str, &str, (f64, f64)); 4] =
    [("w", "line", (1.0, -2.0)), ("b", "line", (0.0, -1.5)), ("z", "line", (2.0, 4.0)), ("a", "output", (-2.0, 0.0))];

/// The colours in which w, b, z and a are really drawn.
fn drawn(page: &Page) -> [Rgb; 4] {
    for plot in ["line", "output"] {
        assert_eq!(page.pixels(plot, "still").at(0, 0).1, 0.0, "{plot} lies on the paper of the page");
    }
    PARTS.map(|(name, plot, (x, y))| {
        let pixels = page.pixels(plot, "live");
        let (px, py) = page.plot(plot).pixel_at(x, y);
        // A pixel beside it: b lies over the axis, which may have its colour.
        let px = px + 1.0;
        let at = |length: f64| (length * pixels.density).floor() as usize;
        let (colour, opacity) = pixels.at(at(px), at(py));
        assert_eq!(opacity, 1.0, "{name} is drawn at ({x}, {y})");
        colour
    })
}

#[test]
fn lines_stand_out_from_the_paper_in_light_and_dark() {
    let page = Page::open("");
    for theme in ["light", "dark"] {
        page.go(&format!("{QUERY}&theme={theme}"));
        let paper: String = page.eval("getComputedStyle(document.querySelector('.page')).backgroundColor");
        for (ink, (name, ..)) in drawn(&page).into_iter().zip(PARTS) {
            let contrast = ink.contrast(Rgb::read(&paper));
            assert!(contrast >= 3.0, "{theme}: {name} {ink:?} on {paper} has {contrast:.2}");
        }
    }
}

/// How a colour looks to someone without one kind of cones (Machado, Oliveira and Fernandes 2009, severity 1), in light.
const CONES: [(&str, [[f64; 3]; 3]); 3] = [
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

fn seen_through(matrix: [[f64; 3]; 3], ink: Rgb) -> Rgb {
    let light = ink.linear();
    let [red, green, blue] = matrix.map(|row| {
        let amount: f64 = row.iter().zip(light).map(|(factor, light)| factor * light).sum();
        let amount = amount.clamp(0.0, 1.0);
        let share = if amount <= 0.003_130_8 { 12.92 * amount } else { 1.055 * amount.powf(1.0 / 2.4) - 0.055 };
        (255.0 * share).round() as u8
    });
    Rgb(red, green, blue)
}

/// CIE L*a*b*, in which distances are those that people see.
fn lab(colour: Rgb) -> [f64; 3] {
    let [red, green, blue] = colour.linear();
    let root = |share: f64| if share > 0.008_856 { share.cbrt() } else { 7.787 * share + 16.0 / 116.0 };
    let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn colour_blind_readers_still_tell_four_colours_apart() {
    let page = Page::open("");
    for theme in ["light", "dark"] {
        page.go(&format!("{QUERY}&theme={theme}"));
        let inks = drawn(&page);
        for (kind, matrix) in CONES {
            for (first, (one, ..)) in PARTS.into_iter().enumerate() {
                for (second, (other, ..)) in PARTS.into_iter().enumerate().skip(first + 1) {
                    let [a, b] = [first, second].map(|part| lab(seen_through(matrix, inks[part])));
                    let difference = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    // Side by side, 2.3 can just be told apart.
                    assert!(difference >= 10.0, "{theme}, {kind}: {one} and {other} differ by {difference:.1}");
                }
            }
        }
    }
}

#[test]
fn every_part_of_a_picture_carries_its_letter() {
    let page = Page::open("");
    page.script(
        "window.letters = new Set();
        const fill = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (letters, ...rest) {
            window.letters.add(letters);
            return fill.call(this, letters, ...rest);
        };",
    );
    page.click("#preset-logistic");
    page.drawn();
    let letters: Vec<String> = page.eval("[...window.letters]");
    for label in ["z = wx + b", "w = 2", "b = −4.5", "a = σ(z)", "slope w/4 = 0.5", "−b/w = 2.25"] {
        assert!(letters.iter().any(|letter| letter == label), "“{label}” in {letters:?}");
    }
}

#[test]
#[ignore = "DevTools: other media"]
fn where_the_system_forces_its_colours_the_canvas_draws_with_them() {
    let page = Page::open(QUERY);
    for scheme in ["light", "dark"] {
        page.pretend("screen", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
        let system: [String; 3] = page.run(
            "const probe = document.body.appendChild(document.createElement('i'));
            probe.style.forcedColorAdjust = 'none';
            const colours = ['Canvas', 'CanvasText', 'LinkText'].map((name) => {
                probe.style.color = name;
                return getComputedStyle(probe).color;
            });
            probe.remove();
            return colours;",
        );
        let [canvas, text, link] = system.map(|colour| Rgb::read(&colour));
        let [w, b, z, a] = drawn(&page);
        for (name, ink) in [("w", w), ("b", b), ("z", z), ("a", a)] {
            assert!(ink == text || ink == link, "{scheme}: {name} is {ink:?}, the system has {text:?} and {link:?}");
            assert!(ink.contrast(canvas) >= 3.0, "{scheme}: {name} {ink:?} on {canvas:?}");
        }
        assert_ne!(w, b, "{scheme}: w and b are told apart");
    }
}

#[test]
#[ignore = "DevTools: other media"]
fn a_change_of_theme_redraws_the_pictures() {
    let page = Page::open(QUERY);
    let light = drawn(&page);
    page.pretend("screen", &[("prefers-color-scheme", "dark")]);
    let dark = drawn(&page);
    assert_ne!(light, dark, "as the system says");
    page.focus("theme");
    page.keys([Key::Down]);
    assert_eq!(page.eval::<String>("id('theme').value"), "light");
    assert_eq!(drawn(&page), light, "as the reader says");
}

#[test]
#[ignore = "DevTools: other media"]
fn print_shows_values_and_plots_in_dark_ink() {
    let page = Page::open(QUERY);
    page.pretend("screen", &[("prefers-color-scheme", "dark")]);
    page.pretend("print", &[("prefers-color-scheme", "dark")]);
    check_printed(&page);
    page.pretend("screen", &[]);
    page.go(&format!("{QUERY}&theme=dark"));
    page.pretend("print", &[]);
    check_printed(&page);
}

/// Asserts that values and plots are there, in ink that is seen on white paper.
fn check_printed(page: &Page) {
    let (shown, canvases, values): (String, usize, Vec<String>) = page.eval(
        "[document.body.innerText, all('.plot canvas').filter((canvas) => seen(canvas) && canvas.clientHeight > 100).length,
        all('#w-value, #b-value, #x-value').filter(seen).map((field) => field.value)]",
    );
    for part in ["w = 4", "b = −4", "x = −3.3"] {
        assert!(shown.contains(part), "“{part}” in: {shown}");
    }
    assert_eq!((canvases, values.join(" ").as_str()), (2, "4 -4 -3.3"));
    for ink in drawn(page) {
        assert!(ink.contrast(Rgb(255, 255, 255)) >= 3.0, "{ink:?} on white paper");
    }
}

#[test]
fn scroll_bars_have_the_colours_of_the_theme_but_in_a_frame() {
    let page = Page::open("");
    let scheme = "getComputedStyle(document.documentElement).colorScheme";
    for theme in ["light", "dark"] {
        page.go(&format!("theme={theme}"));
        assert_eq!(page.eval::<String>(scheme), theme);
        // One of another scheme than its host is not transparent.
        page.go(&format!("theme={theme}&embed=1"));
        assert_ne!(page.eval::<String>(scheme), theme);
    }
}

#[test]
#[ignore = "DevTools: other media"]
fn what_is_off_is_grey_where_the_system_forces_its_colours() {
    let page = Page::open("lock=w");
    page.pretend("screen", &[("forced-colors", "active")]);
    let [grey, number, slider, free]: [String; 4] = page.run(
        "const colour = (element) => getComputedStyle(element).color;
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'GrayText';
        return [colour(probe), colour(id('w-value')), colour(id('w')), colour(id('b'))];",
    );
    assert_eq!((&number, &slider), (&grey, &grey));
    assert_ne!(free, grey);
}
