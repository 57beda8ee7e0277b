//! Presets, activations, the bias, initialisation and the view.

use browser_tests::{Curve, Page};

use crate::line::check;

/// A button, and what the page then shows: w, b, the activation.
const PRESETS: [(&str, &str, &str, &str); 3] = [
    ("preset-houses", "200", "100", "linear"),
    ("preset-logistic", "2", "-4.5", "sigmoid"),
    ("preset-initialised", "-1.03", "0", "linear"),
];

/// Asserts that sliders, fields, sentence, pictures and address all say w and b.
fn check_shows(page: &Page, w: &str, b: &str) {
    for (name, value) in [("w", w), ("b", b)] {
        let number: f64 = value.parse().expect("a number");
        assert_eq!(page.value(name), number, "the field of {name}");
        let [min, max, thumb]: [f64; 3] =
            page.eval(&format!("[id('{name}').min, id('{name}').max, id('{name}').value].map(Number)"));
        assert!(min <= thumb && thumb <= max && thumb == number, "the slider of {name}: {min} {thumb} {max}");
        let said = format!("{name} = {}", value.replace('-', "−"));
        assert!(page.text("description").contains(&said), "“{said}” in: {}", page.text("description"));
    }
    let [w, b] = [w, b].map(|text| text.parse::<f64>().expect("a number"));
    let plot = page.plot("line");
    assert!(plot.y.0 < b && b < plot.y.1, "(0, {b}) is in sight: {:?}", plot.y);
    let curve = Curve { y_at: &|x| w * x + b, x_at: &|z| Some((z - b) / w) };
    check(page, "line", "sum", &curve, &format!("w = {w}, b = {b}"));
}

#[test]
fn a_preset_brings_values_ranges_and_axes_that_suit_it() {
    let page = Page::open("theme=dark");
    for (button, w, b, activation) in PRESETS {
        page.click(&format!("#{button}"));
        check_shows(&page, w, b);
        assert!(page.eval::<bool>(&format!("id('act-{activation}').checked")), "{button}: {activation}");
        assert_eq!(page.eval::<String>("id('theme').value"), "dark", "{button} leaves the theme alone");
    }
    page.click("#undo");
    check_shows(&page, "2", "-4.5");
}

#[test]
fn very_large_and_very_small_weights_are_shown_in_full() {
    let page = Page::open("");
    for (query, w, b) in [
        ("w=1000000&b=0", "1000000", "0"),
        ("w=-1000000&b=3", "-1000000", "3"),
        ("w=1e-6&b=0", "0.000001", "0"),
        ("w=-1e-6&b=2", "-0.000001", "2"),
        ("w=200&b=100", "200", "100"),
    ] {
        page.go(query);
        check_shows(&page, w, b);
        let shown: String = page.eval("document.body.innerText");
        for unfinished in ["NaN", "inf", "Infinity", "undefined", "{ $"] {
            assert!(!shown.contains(unfinished), "{query}: {unfinished} in {shown}");
        }
    }
}

#[test]
fn each_activation_draws_its_curve_and_is_described() {
    let page = Page::open("w=2&b=-1");
    let back = |z: f64| Some((z + 1.0) / 2.0);
    let z = |x: f64| 2.0 * x - 1.0;
    let curves: [(&str, &str, Curve<'_>); 4] = [
        ("linear", "no activation", Curve { y_at: &z, x_at: &back }),
        ("relu", "ReLU", Curve { y_at: &|x| z(x).max(0.0), x_at: &|a| (a > 0.0).then(|| back(a)).flatten() }),
        (
            "tanh",
            "tanh",
            Curve { y_at: &|x| z(x).tanh(), x_at: &|a| (a.abs() < 1.0).then(|| back(a.atanh())).flatten() },
        ),
        (
            "sigmoid",
            "sigmoid",
            Curve {
                y_at: &|x| 1.0 / (1.0 + (-z(x)).exp()),
                x_at: &|a| (0.0 < a && a < 1.0).then(|| back((a / (1.0 - a)).ln())).flatten(),
            },
        ),
    ];
    for (name, said, curve) in curves {
        page.click(&format!("label:has(#act-{name})"));
        check(&page, "output", "output", &curve, name);
        assert!(page.text("description").contains(said), "{name}: {}", page.text("description"));
        let label: String = page.eval("plot('output').querySelector('[role=img]').ariaLabel");
        let formula = ["a = z", "max(0, z)", "tanh(z)", "σ(z)"]
            [["linear", "relu", "tanh", "sigmoid"].iter().position(|known| *known == name).expect("one of four")];
        assert!(label.contains(formula), "{name}: {label}");
    }
}

#[test]
fn without_bias_the_line_goes_through_the_origin_and_b_waits() {
    let page = Page::open("w=2&b=3");
    page.click("label:has(#use-bias)");
    assert!(
        page.eval::<bool>(
            "id('b').disabled && id('b-value').disabled && id('b-less').disabled && id('b-more').disabled"
        )
    );
    check(&page, "line", "sum", &Curve { y_at: &|x| 2.0 * x, x_at: &|z| Some(z / 2.0) }, "without bias");
    assert!(page.text("description").contains("origin"), "{}", page.text("description"));
    assert!(page.eval::<bool>("plot('line').querySelector('[data-grip=b]') === null"), "nothing to lift it by");
    page.click("label:has(#use-bias)");
    assert_eq!(page.value("b"), 3.0, "b was kept");
    check(&page, "line", "sum", &Curve { y_at: &|x| 2.0 * x + 3.0, x_at: &|z| Some((z - 3.0) / 2.0) }, "with bias");
}

#[test]
fn a_weight_of_zero_has_no_boundary_and_the_page_says_so() {
    let page = Page::open("w=0&b=3");
    assert!(page.text("description").contains("no boundary"), "{}", page.text("description"));
    let all_around: String = page.eval("document.body.innerText");
    assert!(!all_around.contains("−b/w = "), "{all_around}");
}

#[test]
fn initialising_draws_another_small_w_each_time_and_zeroes_b() {
    let page = Page::open("w=9&b=3");
    let mut drawn = Vec::new();
    for _ in 0..4 {
        page.click("#initialise");
        let w = page.value("w");
        // Glorot's limit for one input and one unit is √3.
        assert!(w.abs() <= 3f64.sqrt() && !drawn.contains(&w), "{w} after {drawn:?}");
        assert_eq!(page.value("b"), 0.0);
        drawn.push(w);
    }
    page.until("the seed is in the address", "location.search.includes('seed=4')");
    page.go(&page.query());
    assert_eq!(page.value("w"), drawn[3], "the seed brings the same w again");
    page.go("w=9&b=3");
    page.click("#initialise");
    assert_eq!(page.value("w"), drawn[0], "and so does starting over");
    page.click("#undo");
    assert_eq!((page.value("w"), page.value("b")), (9.0, 3.0));
}

#[test]
fn fit_view_brings_a_line_that_is_out_of_sight_back() {
    let page = Page::open("");
    page.enter("b", "500");
    assert!(page.text("description").contains("out of sight"), "{}", page.text("description"));
    page.click("#fit-view");
    check_shows(&page, "1.5", "500");
    assert!(!page.text("description").contains("out of sight"));
}

#[test]
fn a_look_at_the_training_leaves_the_line_as_it_was() {
    let page = Page::open("w=2&b=-1");
    let stands = "[id('w').min, id('w').max, id('w-value').value, id('act-sigmoid').checked, id('plot-line').dataset.axes, text('description')]";
    let before: serde_json::Value = page.eval(stands);
    for tabs in [&["train"][..], &["train", "notebook"], &["notebook"]] {
        for tab in tabs.iter().chain(&["explore"]) {
            page.click(&format!("#tab-{tab}"));
            page.opened();
        }
        assert_eq!(page.eval::<serde_json::Value>(stands), before, "{tabs:?}");
        assert!(page.eval::<bool>("id('undo').disabled"), "{tabs:?}");
    }
}

#[test]
fn a_tab_that_was_only_opened_leaves_nothing_to_undo() {
    let page = Page::open("");
    page.click("#tab-train");
    page.until("it is there", "id('use-weight')");
    assert!(page.eval::<bool>("id('undo').disabled && id('redo').disabled"));
    page.click("#w-more");
    page.until("there is something", "!id('undo').disabled");
    page.click("#undo");
    page.until("that is undone", "id('undo').disabled && !id('redo').disabled");
}

#[test]
fn reset_goes_back_to_the_start_and_can_be_undone() {
    let page = Page::open("w=7&b=2&act=relu&bias=0&xmin=-20");
    page.click("#reset");
    check_shows(&page, "1.5", "-1");
    assert_eq!(page.plot("line").x, (-5.0, 5.0));
    assert!(page.eval::<bool>("id('act-sigmoid').checked && id('use-bias').checked"));
    page.click("#undo");
    assert_eq!((page.value("w"), page.value("b"), page.plot("line").x.0), (7.0, 2.0, -20.0));
    assert!(page.eval::<bool>("id('act-relu').checked && !id('use-bias').checked"));
}
