//! Handles on the plots: what is dragged comes to lie under the pointer, and a whole drag is one step.

use browser_tests::Page;
use serde_json::json;

use crate::fingers::phone;

/// A grip, the plot it is dragged on, the number it moves, and how far it is dragged in CSS pixels.
pub(crate) const DRAGS: [(&str, &str, (f64, f64)); 6] = [
    ("b", "line", (4.0, -57.0)),
    ("b", "line", (-30.0, 41.0)),
    ("w", "line", (0.0, -33.0)),
    ("w", "line", (9.0, 70.0)),
    ("x", "line", (-120.0, 15.0)),
    ("x", "output", (77.0, -20.0)),
];

pub(crate) fn grip(page: &Page, plot: &str, name: &str) -> (f64, f64) {
    page.middle(&format!("#plot-{plot} .grip[data-grip={name}]"))
}

/// Asserts that what was dragged lies under the pointer, to a pixel and to half a step of its slider.
pub(crate) fn check_under(page: &Page, plot: &str, name: &str, held_at: (f64, f64), pointer: (f64, f64)) {
    let [left, top, ..] = page.place(&format!("#plot-{plot}"));
    let frame = page.plot(plot);
    let data = |place: (f64, f64)| frame.data_at(place.0 - left, place.1 - top);
    let ((x, y), (grain_x, grain_y)) = (data(pointer), frame.grain());
    let step = page.value(&format!("{name}step"));
    let [w, b] = ["w", "b"].map(|name| page.value(name));
    let (found, wanted, tolerance) = match name {
        "b" => (b, y, grain_y + step / 2.0),
        // The tip keeps its place across; the line passes through the height of the pointer there.
        "w" => {
            let x = data(held_at).0;
            (w * x + b, y, grain_y + step / 2.0 * x.abs())
        }
        _ => (page.value("x"), x, grain_x + step / 2.0),
    };
    let error = (found - wanted).abs();
    assert!(error <= tolerance, "{name} on {plot}: {found}, not {wanted}: {error} is more than {tolerance}");
}

/// Waits until the unseen area over a handle lies under the pointer, which it does when the hand pauses.
fn area_follows(page: &Page, plot: &str, name: &str, pointer: (f64, f64)) {
    page.until(
        &format!("the area over {name} has followed to {pointer:?}"),
        &format!(
            "(area => Math.abs(area.top + area.height / 2 - {}) <= 1.5)
                (document.querySelector('#plot-{plot} .grip[data-grip={name}]').getBoundingClientRect())",
            pointer.1
        ),
    );
}

#[test]
fn a_handle_follows_the_pointer_and_its_whole_drag_is_undone_in_one_step() {
    let page = Page::open("");
    for (name, plot, (across, down)) in DRAGS {
        page.go("");
        let before = page.value(name);
        let from = grip(&page, plot, name);
        let to = (from.0 + across, from.1 + down);
        page.drag(&[from, (from.0 + 10.0, from.1 - 25.0), to]);
        check_under(&page, plot, name, from, to);
        let after = page.value(name);
        assert_ne!(after, before, "{name} on {plot}");
        page.click("#undo");
        assert_eq!(page.value(name), before, "{name} on {plot} after undo");
        assert!(page.eval::<bool>("id('undo').disabled"), "{name} on {plot}: nothing is left to undo");
        page.click("#redo");
        assert_eq!(page.value(name), after, "{name} on {plot} after redo");
    }
}

#[test]
fn a_handle_stays_under_the_pointer_during_the_drag() {
    let page = Page::open("");
    let from = grip(&page, "line", "b");
    page.press(from);
    for height in [-50.0, -20.0, 35.0, 60.0] {
        let to = (from.0, from.1 + height);
        page.move_to(to);
        page.drawn();
        check_under(&page, "line", "b", from, to);
        area_follows(&page, "line", "b", to);
    }
    page.release(from);
}

#[test]
fn a_handle_stays_under_the_pointer_while_a_wheel_scrolls_the_page() {
    // Beside the cells the plot stays where it is.
    for (link, plot, name) in [("", "line", "b"), ("view=notebook&data=houses", "data", "both")] {
        let page = Page::open(link);
        let from = grip(&page, plot, name);
        page.press(from);
        page.move_to((from.0, from.1 - 30.0));
        page.script("scrollBy(0, 60);");
        page.drawn();
        let to = (from.0, from.1 - 40.0);
        page.move_to(to);
        page.drawn();
        if plot == "line" {
            check_under(&page, plot, name, from, to);
        }
        area_follows(&page, plot, name, to);
        page.release(to);
    }
}

#[test]
fn a_drag_that_takes_the_focus_from_a_slider_is_one_step() {
    let page = Page::open("");
    page.focus("w");
    let from = page.point("output", -3.0, 0.8);
    page.drag(&[from, (from.0 + 40.0, from.1), (from.0 + 80.0, from.1)]);
    assert_ne!(page.value("x"), 2.0);
    page.click("#undo");
    assert_eq!(page.value("x"), 2.0);
    assert!(page.eval::<bool>("id('undo').disabled"), "nothing is left to undo");
}

#[test]
fn a_click_that_opens_a_menu_takes_no_handle() {
    let page = Page::open("");
    let (x, y) = grip(&page, "line", "b");
    // So a Mac tells of a click with the control key; no pointerup follows.
    page.script(&format!(
        "const tell = (type, clientY, more) => id('plot-line').dispatchEvent(new PointerEvent(type, {{ pointerId: 1, isPrimary: true, bubbles: true, clientX: {x}, clientY, ...more }}));
        tell('pointerdown', {y}, {{ ctrlKey: true, button: 0, buttons: 1 }});
        tell('pointermove', {y} - 50, {{}});"
    ));
    page.drawn();
    assert_eq!(page.value("b"), -1.0);
}

#[test]
fn the_paragraph_follows_when_the_hand_pauses_within_a_drag() {
    let page = Page::open("");
    let from = grip(&page, "line", "b");
    page.press(from);
    page.move_to((from.0, from.1 - 40.0));
    page.until("the paragraph names b", "text('description').includes(`b = ${id('b-value').value.replace('-', '−')}`)");
    assert!(page.value("b") != -1.0 && page.eval::<bool>("id('undo').disabled === false"));
    page.release(from);
}

#[test]
fn a_handle_dragged_out_of_the_plot_stops_at_the_end_of_its_slider() {
    let page = Page::open("");
    let from = grip(&page, "line", "b");
    page.drag(&[from, (from.0, 2.0)]);
    assert_eq!(page.value("b"), page.value("bmax"));
}

#[test]
fn pressing_beside_the_handles_brings_the_probe_there() {
    let page = Page::open("");
    for (plot, x, y) in [("line", -3.0, 8.0), ("line", 4.0, -7.0), ("output", -1.0, 0.9)] {
        let place = page.point(plot, x, y);
        page.drag(&[place]);
        check_under(&page, plot, "x", place, place);
    }
}

#[test]
#[ignore = "DevTools: the right button"]
fn the_right_button_moves_nothing() {
    let page = Page::open("");
    let (x, y) = page.point("line", -3.0, 8.0);
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "right", "buttons": 2, "clickCount": 1 });
        page.devtools("Input.dispatchMouseEvent", event);
    }
    page.drawn();
    assert_eq!(page.value("x"), 2.0);
}

#[test]
#[ignore = "DevTools: touch"]
fn a_finger_drags_each_handle_without_scrolling_the_page() {
    let page = phone("");
    for (name, plot, (across, down)) in DRAGS {
        page.go("");
        let from = grip(&page, plot, name);
        let to = (from.0 + across, from.1 + down);
        let scrolled: f64 = page.eval("scrollY");
        page.touch(from);
        page.swipe(from, to);
        page.lift();
        page.drawn();
        assert_eq!(page.eval::<f64>("scrollY"), scrolled, "{name} on {plot}");
        check_under(&page, plot, name, from, to);
    }
}

#[test]
#[ignore = "DevTools: touch"]
fn a_finger_beside_the_handles_scrolls_up_and_down_and_moves_the_probe_sideways() {
    let page = phone("");
    let (x, y) = page.point("line", -3.5, 6.0);
    page.touch((x, y));
    page.swipe((x, y), (x, y - 150.0));
    page.lift();
    page.until("the page has scrolled", "scrollY > 50");
    assert_eq!(page.value("x"), 2.0, "a finger that scrolls moves nothing");
    assert!(page.eval::<bool>("id('undo').disabled"), "and leaves nothing to undo");

    page.go("");
    let (x, y) = page.point("line", -3.5, 6.0);
    let to = (x + 90.0, y);
    page.touch((x, y));
    page.swipe((x, y), to);
    page.lift();
    page.drawn();
    check_under(&page, "line", "x", (x, y), to);
}

#[test]
#[ignore = "DevTools: touch"]
fn a_finger_drags_a_slider() {
    let page = phone("");
    for name in ["w", "b", "x"] {
        let before = page.value(name);
        let [left, top, width, height] = page.place(&format!("#{name}"));
        let (from, to) = ((left + 0.5 * width, top + height / 2.0), (left + 0.9 * width, top + height / 2.0));
        page.touch(from);
        page.swipe(from, to);
        page.lift();
        page.drawn();
        let [min, max] = ["min", "max"].map(|end| page.value(&format!("{name}{end}")));
        let share = (page.value(name) - min) / (max - min);
        assert!((share - 0.9).abs() < 0.06, "{name} came from {before} to {share} of its range");
    }
}

#[test]
fn a_thumb_moved_by_less_than_half_a_step_goes_back_to_its_value() {
    let page = Page::open("w=9");
    page.script("id('w').value = 8.998; id('w').dispatchEvent(new Event('input', { bubbles: true }));");
    page.drawn();
    assert_eq!((page.eval::<String>("id('w').value"), page.value("w")), ("9".to_owned(), 9.0));
}
