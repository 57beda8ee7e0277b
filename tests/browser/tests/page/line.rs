//! Dragging a slider moves the line and the sigmoid: the ink lies where w and b say, to a fraction of a pixel.

use browser_tests::{Curve, Page, Trace};

/// In CSS pixels.
const LARGEST_ERROR: f64 = 0.75;

/// Ranges and axes of a link, and the w and b that the sliders are then dragged to.
const DRAGS: [(&str, f64, f64); 10] = [
    ("", 2.0, -4.5),
    ("", -3.0, 2.5),
    ("", 0.0, 4.0),
    ("", -0.1, -6.2),
    ("w=0&xmin=2&xmax=9", 1.3, -7.0),
    (
        "w=0&b=0&wmin=-400&wmax=400&wstep=10&bmin=-400&bmax=400&bstep=10&xmin=-0.5&xmax=3.5&ymin=-200&ymax=800",
        200.0,
        100.0,
    ),
    ("w=0&wmin=-50&wmax=50&wstep=1&ymin=-10&ymax=10", 35.0, 3.0),
    ("w=0&wmin=-50&wmax=50&wstep=1&ymin=-10&ymax=10", -35.0, 0.0),
    ("w=0&wmin=-1000000&wmax=1000000&wstep=10000&ymin=-10&ymax=10", 1e6, 0.0),
    ("w=0&wmin=-1000000&wmax=1000000&wstep=10000&ymin=-10&ymax=10", -1e6, 2.0),
];

fn dragged(page: &Page, link: &str, w: f64, b: f64) {
    page.go(link);
    page.drag_slider("w", w);
    page.drag_slider("b", b);
}

pub(crate) fn check(page: &Page, plot: &str, ink: &str, curve: &Curve<'_>, what: &str) {
    let (live, still, under) = (page.pixels(plot, "live"), page.pixels(plot, "still"), page.pixels(plot, "under"));
    let place = page.plot(plot);
    // What stays is seen pixel for pixel: below the axes nothing moves.
    let below = (place.bottom * live.density).ceil() as usize + 2..live.height;
    let numbers = below.flat_map(|row| (0..live.width).map(move |column| (column, row)));
    let moved: Vec<_> = numbers.filter(|(column, row)| live.at(*column, *row).1 > 0.0).collect();
    assert!(still.is_drawn() && moved.is_empty(), "{what}: the copy differs at {moved:?}");
    let trace = Trace::of([&live, &under], &place, page.ink(ink), curve);
    println!("{what}: {trace:?}");
    assert!(trace.measured > 60 && trace.measured * 3 > trace.expected, "{what}: too little is seen: {trace:?}");
    assert!(trace.error < LARGEST_ERROR, "{what}: {trace:?}");
}

#[test]
fn dragging_the_sliders_moves_the_line_to_where_w_and_b_say() {
    let page = Page::open("");
    for (link, w, b) in DRAGS {
        dragged(&page, link, w, b);
        let curve = Curve { y_at: &|x| w * x + b, x_at: &|z| (w != 0.0).then(|| (z - b) / w) };
        check(&page, "line", "sum", &curve, &format!("w = {w}, b = {b}"));
    }
}

#[test]
fn dragging_the_sliders_moves_the_sigmoid_to_where_w_and_b_say() {
    let page = Page::open("");
    for (link, w, b) in DRAGS {
        dragged(&page, link, w, b);
        let curve = Curve {
            y_at: &|x| 1.0 / (1.0 + (-(w * x + b)).exp()),
            x_at: &|a| (w != 0.0 && 0.0 < a && a < 1.0).then(|| ((a / (1.0 - a)).ln() - b) / w),
        };
        check(&page, "output", "output", &curve, &format!("w = {w}, b = {b}"));
    }
}
