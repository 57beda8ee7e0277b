//! The thread's recipe end to end, and every formula evaluated.

use browser_tests::Page;

use super::{HOUSES, check_sums, epochs, parameters, train};

#[test]
fn the_recipe_by_its_button_ends_where_keras_ends_and_is_one_step_of_undo() {
    let page = Page::open("view=train");
    page.click("#recipe");
    page.until("a thousand epochs are done", "text('description').startsWith('Epoch 1000:')");
    assert_eq!(["w", "b"].map(|name| page.field(name)), ["197.48221", "104.07387"]);
    let said = page.text("description");
    for part in ["w = 197.48221", "b = 104.07387"] {
        assert!(said.contains(part), "“{part}” in: {said}");
    }
    let why: String = page.eval("document.body.innerText");
    for part in ["46.98", "w = 200", "b = 100"] {
        assert!(why.contains(part), "“{part}” in the sentence that says why it has not arrived");
    }

    page.click("#undo");
    assert_eq!((parameters(&page), epochs(&page)), ((-1.03, 0.0), 0), "the whole run is one step");
    page.click("#redo");
    assert_eq!((parameters(&page), epochs(&page)), ((197.48221, 104.07387), 1000));

    train(&page, 10_000);
    let (w, b) = parameters(&page);
    assert!((w - 200.0).abs() < 0.01 && (b - 100.0).abs() < 0.01, "ten thousand more arrive: {w} {b}");
}

#[test]
fn a_single_epoch_from_a_link_goes_where_the_next_step_says() {
    let page = Page::open(HOUSES);
    check_sums(&page, "#next-step p", 2, "before the step");
    let said: Vec<String> = page.eval("all('#next-step p').map((line) => line.textContent.split('=').at(-1).trim())");
    assert_eq!(said, ["12.0215", "8.0309"]);
    train(&page, 1);
    assert_eq!(["w", "b"].map(|name| page.field(name)), ["12.021501", "8.030899"]);
    let description = page.text("description");
    assert!(description.contains("w = 12.021501") && description.contains("b = 8.030899"), "{description}");
}

#[test]
fn every_formula_comes_to_the_number_beside_it() {
    let page = Page::open("");
    for (query, first, rows) in [
        (HOUSES, 1, 2),
        ("view=train&data=houses&w=-1.03&b=0&loss=half", 1, 2),
        ("view=train&data=houses&w=-1.03&b=0&bias=0", 1, 2),
        ("view=train&data=six-houses&w=20&b=-3.5", 1, 6),
        ("view=train&data=outlier&w=195.5&b=110&batch=4", 1, 9),
        ("view=train&data=logistic&w=2&b=-4.5", 1, 6),
        ("view=train&data=logistic&w=-30&b=4.5", 1, 6),
        ("view=train&data=overlap&w=1.5&b=-4", 1, 20),
        ("view=train&data=overlap&w=1.5&b=-4&loss=mse", 1, 20),
    ] {
        page.go(query);
        for _ in 0..3 {
            check_sums(&page, "#next-step p", 1, query);
            check_sums(&page, "#loss-numbers", first, query);
            check_sums(&page, "#examples tbody td:nth-child(5)", rows, query);
            train(&page, 1);
        }
    }
}
