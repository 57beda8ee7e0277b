//! Choices of the loss panel change the pictures.

use browser_tests::{Page, Pixels};

use super::{HOUSES, train};

/// The loss that the formula with its numbers comes to.
fn loss(page: &Page) -> f64 {
    page.eval("Number(text('loss-numbers').split('=').at(-1).replace('−', '-'))")
}

#[test]
fn half_the_mean_squared_error_is_half() {
    let page = Page::open(HOUSES);
    let whole = loss(&page);
    page.click("label:has(#loss-half)");
    page.drawn();
    assert!((loss(&page) / whole - 0.5).abs() < 1e-5, "{} of {whole}", loss(&page));
    let stability = page.text("stability");
    assert!(stability.contains("0.5836"), "half as steep, twice the rate: {stability}");
}

#[test]
fn another_loss_is_another_map() {
    let page = Page::open("view=train&data=logistic&w=2&b=-4.5");
    let (before, curve) = (page.pixels("surface", "still"), page.plot("loss"));
    let cross_entropy = loss(&page);
    page.click("label:has(#loss-mse)");
    assert_ne!(page.pixels("surface", "still"), before);
    assert_ne!(loss(&page), cross_entropy);
    assert_ne!(page.plot("loss").y, curve.y, "and another axis for the loss over the epochs");
    page.click("#undo");
    assert_eq!(page.pixels("surface", "still"), before);
}

/// How many pixels are drawn on.
fn covered(pixels: &Pixels) -> usize {
    (0..pixels.height)
        .flat_map(|row| (0..pixels.width).map(move |column| pixels.at(column, row).1))
        .filter(|alpha| *alpha > 0.0)
        .count()
}

#[test]
fn errors_become_squares() {
    let page = Page::open("view=train&data=six-houses&w=150&b=50");
    let lines = page.pixels("data", "live");
    page.click("label:has(#squares)");
    let squares = page.pixels("data", "live");
    assert_ne!(squares, lines);
    let (before, after) = (covered(&lines), covered(&squares));
    assert!(after > before + 500, "squares cover more than lines: {before} and {after} pixels");
    page.click("label:has(#squares)");
    assert_eq!(page.pixels("data", "live"), lines);
}

#[test]
fn of_a_loss_that_sums_no_squares_none_are_drawn() {
    let page = Page::open("view=train&data=overlap&squares=1&loss=mse");
    let squares = page.pixels("data", "live");
    page.click("label:has(#loss-bce)");
    page.drawn();
    assert!(page.eval::<bool>("id('squares').disabled && id('squares').checked"), "kept for another loss");
    assert!(covered(&squares) > covered(&page.pixels("data", "live")) + 500);
    page.click("label:has(#loss-mse)");
    assert_eq!(page.pixels("data", "live"), squares);
}

#[test]
fn without_examples_nothing_is_measured() {
    let page = Page::open("view=train&data=houses&log=1");
    let is_seen = "[document.querySelector('.scale'), id('next-step').previousElementSibling].map((one) => seen(one))";
    assert_eq!(page.eval::<[bool; 2]>(is_seen), [true, true]);
    let map = page.pixels("surface", "still");
    page.click("#clear");
    page.drawn();
    assert_eq!(page.eval::<[bool; 2]>(is_seen), [false, false], "no scale of colours, no step");
    assert!(covered(&map) > 2 * covered(&page.pixels("surface", "still")), "no colour says that a loss is low");
    assert_eq!(page.plot("loss").y, (0.0, 1.0), "the powers of ten from 1 to 10");
}

#[test]
fn the_loss_over_the_epochs_falls_on_either_axis() {
    let page = Page::open(HOUSES);
    train(&page, 100);
    let (plain, axes) = (page.pixels("loss", "live"), page.plot("loss"));
    assert!(axes.x.0 == 0.0 && axes.x.1 >= 100.0, "a hundred epochs: {:?}", axes.x);
    assert!(axes.y.0 <= 0.0 && axes.y.1 >= 171_000.0, "from the first loss on: {:?}", axes.y);
    page.click("label:has(#log)");
    let logarithmic = page.plot("loss");
    assert_ne!(page.pixels("loss", "live"), plain);
    assert!(logarithmic.y.1 >= 5.0 && logarithmic.y.1 < 10.0, "powers of ten: {:?}", logarithmic.y);
    let ticks = page.pixels("loss", "still");
    assert!(ticks.is_drawn());
    page.click("#undo");
    assert_eq!(page.plot("loss"), axes);
}

#[test]
fn the_epochs_end_where_the_curve_ends() {
    let page = Page::open(HOUSES);
    train(&page, 100);
    train(&page, 100);
    let (plot, ink) = (page.plot("loss"), page.ink("error"));
    let pixels = page.pixels("loss", "live");
    let (last, _) = plot.pixel_at(200.0, 0.0);
    let inked = (0..pixels.width).filter(|column| {
        (0..pixels.height).any(|row| {
            let (colour, alpha) = pixels.at(*column, row);
            alpha > 0.0 && colour.distance(ink) < 24.0
        })
    });
    let columns: Vec<_> = inked.collect();
    let (first, end) = (columns[0] as f64, *columns.last().expect("a curve") as f64);
    assert!((first - plot.left).abs() < 4.0, "it begins at {first}, the axis at {}", plot.left);
    // A dot stands at the end.
    assert!((end - last).abs() < 10.0, "it ends at {end}, epoch 200 is at {last}");
}
