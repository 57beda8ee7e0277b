//! Examples by pointer, by finger and by keyboard.

use browser_tests::{Key, Page, Screen};
use serde_json::json;

use super::{HOUSES, rows};

/// Asserts that an example lies at a place of the plot, to a pixel.
fn check_at(page: &Page, row: usize, (x, y): (f64, f64), what: &str) {
    let (grain_x, grain_y) = page.plot("data").grain();
    let found = [page.value(&format!("x-{row}")), page.value(&format!("y-{row}"))];
    let near = (found[0] - x).abs() <= grain_x && (found[1] - y).abs() <= grain_y;
    assert!(near, "{what}: example {row} is at {found:?}, not at {x}, {y} (a pixel is {grain_x}, {grain_y})");
}

#[test]
fn a_click_adds_an_example_where_the_pointer_is() {
    let page = Page::open(HOUSES);
    for (row, x, y) in [(2, 1.5, 200.0), (3, 0.5, 480.0), (4, 1.75, 100.0)] {
        page.drag(&[page.point("data", x, y)]);
        page.drawn();
        assert_eq!(rows(&page).len(), row + 1, "one more at {x}, {y}");
        check_at(&page, row, (x, y), "clicked");
        page.click("#undo");
        assert_eq!(rows(&page).len(), row, "one click is one step");
        page.click("#redo");
    }
    assert!(page.text("story").contains('5'), "{}", page.text("story"));
}

#[test]
fn a_drag_moves_an_example_and_is_one_step() {
    let page = Page::open(HOUSES);
    let to = page.point("data", 1.25, 120.0);
    page.drag(&[page.point("data", 1.0, 300.0), page.point("data", 0.6, 400.0), to]);
    page.drawn();
    assert_eq!(rows(&page).len(), 2);
    check_at(&page, 0, (1.25, 120.0), "dragged");
    page.click("#undo");
    assert_eq!(rows(&page), [["1", "300"], ["2", "500"]]);
    assert!(page.eval::<bool>("id('undo').disabled"), "the whole drag was one step");
}

#[test]
fn a_click_that_only_hits_an_example_leaves_it_and_the_run_alone() {
    let page = Page::open(HOUSES);
    page.click("#epochs-10");
    page.until("it has trained", "text('description').startsWith('Epoch 10:')");
    let told = page.text("description");
    let (x, y) = page.point("data", 1.0, 300.0);
    for (across, down) in [(0.0, 0.0), (7.0, -5.0)] {
        page.drag(&[(x + across, y + down)]);
        page.drawn();
        assert_eq!(rows(&page), [["1", "300"], ["2", "500"]], "{across}, {down} beside");
        assert_eq!(page.text("description"), told, "{across}, {down} beside");
    }
    assert_eq!(page.eval::<String>("id('data').value"), "houses");
}

#[test]
fn in_standard_deviations_a_click_lands_under_the_pointer_as_well() {
    let page = Page::open("view=train&data=houses&units=zscore&w=10&b=400");
    page.drag(&[page.point("data", 0.4, 150.0)]);
    page.drawn();
    assert_eq!(rows(&page).len(), 3);
    // One more example changes the mean and the deviation: it lies under the pointer in the given unit.
    page.choose("units", "given");
    check_at(&page, 2, (1.5 + 0.4 * 0.5, 150.0), "clicked");
}

#[test]
fn the_table_edits_adds_and_removes_by_keyboard() {
    let page = Page::open(HOUSES);
    page.enter("y-0", "450.5");
    page.enter("x-1", "-2");
    assert_eq!(rows(&page), [["1", "450.5"], ["-2", "500"]]);
    page.enter("x-1", "abc");
    assert_eq!(rows(&page)[1][0], "-2", "what is no number is refused");
    assert!(page.text("x-1-error").contains("abc"), "{}", page.text("x-1-error"));

    page.focus("add");
    page.keys([Key::Enter]);
    page.drawn();
    assert_eq!(rows(&page).len(), 3);
    page.focus("remove-0");
    page.keys([Key::Enter]);
    page.drawn();
    assert_eq!(rows(&page)[0], ["-2", "500"]);
    assert_eq!(rows(&page).len(), 2);
    for _ in 0..4 {
        page.click("#undo");
    }
    assert_eq!(rows(&page), [["1", "300"], ["2", "500"]]);
}

#[test]
fn whoever_removes_the_last_row_keeps_the_place_in_the_page() {
    let page = Page::open(HOUSES);
    page.focus("remove-1");
    page.keys([Key::Enter]);
    page.drawn();
    let focus: String = page.eval("document.activeElement.id || document.activeElement.tagName");
    assert_ne!(focus, "BODY", "the focus fell out of the table");
}

#[test]
fn after_clear_a_sentence_says_what_to_do_and_undo_brings_everything_back() {
    let page = Page::open(HOUSES);
    page.drag(&[page.point("data", 1.5, 200.0)]);
    page.drawn();
    let before = rows(&page);
    page.click("#clear");
    page.drawn();
    assert_eq!(rows(&page).len(), 0);
    assert!(page.text("story").starts_with("No examples. Click"), "{}", page.text("story"));
    assert!(page.text("description").contains("Without examples"), "{}", page.text("description"));
    let shown: Vec<String> = page.eval("['loss-numbers', 'next-step', 'stability'].map((name) => text(name).trim())");
    assert_eq!(shown, ["", "", ""], "formulas without numbers");
    for button in ["epochs-1", "epochs-100", "play"] {
        page.click(&format!("#{button}"));
        page.drawn();
        assert_eq!(page.text("play"), "Play", "{button}: nothing goes on");
    }
    page.click("#undo");
    page.drawn();
    assert_eq!(rows(&page), before);
}

#[test]
#[ignore = "DevTools: touch"]
fn a_finger_taps_an_example_in_and_scrolls_without_one() {
    let page = Page::open_on(Screen::PHONE, HOUSES);
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 }));
    page.go(HOUSES);
    let place = page.point("data", 1.5, 150.0);
    page.touch(place);
    page.lift();
    page.until("one more", "all('#examples tbody tr').length === 3");
    check_at(&page, 2, (1.5, 150.0), "tapped");

    page.go(HOUSES);
    let (x, y) = page.point("data", 1.5, 150.0);
    let from: f64 = page.eval("scrollY");
    page.touch((x, y));
    page.swipe((x, y), (x, y - 150.0));
    page.lift();
    page.until("the page has scrolled", &format!("scrollY > {from} + 50"));
    assert_eq!(rows(&page).len(), 2, "a finger that scrolls adds nothing");
}

#[test]
#[ignore = "DevTools: touch"]
fn a_finger_drags_any_example_up_without_scrolling() {
    let query = "view=train&points=0,1;1,3;2,4;3,5;4,6;5,8&w=1&b=1";
    let page = Page::open_on(Screen::PHONE, query);
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 }));
    for (row, x, y) in [(0, 0.0, 1.0), (3, 3.0, 5.0), (4, 4.0, 6.0)] {
        page.go(query);
        let (from, scrolled) = (page.point("data", x, y), page.eval::<f64>("scrollY"));
        page.touch(from);
        page.swipe(from, (from.0, from.1 - 30.0));
        page.lift();
        page.until(
            "the example is higher",
            &format!("Number(id('y-{row}-value')?.value ?? id('y-{row}').value) > {y}"),
        );
        page.drawn();
        assert_eq!(page.eval::<f64>("scrollY"), scrolled, "example {row}");
    }
}
