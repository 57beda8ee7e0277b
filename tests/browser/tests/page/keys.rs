//! Everything a drag does, keys do too.

use browser_tests::{Engine, Key, Page};

/// A key, whether Shift is held, and where it takes w = 1.5 on a slider from −10 to 10 in steps of 0.1.
const STEPS: [(Key, bool, f64); 11] = [
    (Key::Right, false, 1.6),
    (Key::Up, false, 1.6),
    (Key::Left, false, 1.4),
    (Key::Down, false, 1.4),
    (Key::Right, true, 1.51),
    (Key::Left, true, 1.49),
    (Key::Up, true, 1.51),
    (Key::PageUp, false, 3.5),
    (Key::PageDown, false, -0.5),
    (Key::Home, false, -10.0),
    (Key::End, false, 10.0),
];

fn press(page: &Page, key: &Key, shift: bool) {
    if shift { page.chord(Key::Shift, key.clone()) } else { page.keys([key.clone()]) }
}

#[test]
fn arrows_step_pages_leap_shift_refines_and_home_and_end_go_to_the_ends() {
    let page = Page::open("");
    for (key, shift, value) in STEPS {
        page.go("");
        page.focus("w");
        press(&page, &key, shift);
        assert_eq!(page.value("w"), value, "{key:?}, Shift {shift}");
        assert_eq!(page.eval::<f64>("Number(id('w').value)"), value, "the thumb after {key:?}");
    }
}

#[test]
fn all_three_sliders_have_keys() {
    let page = Page::open("");
    for (name, up, page_up) in [("w", 1.6, 3.6), ("b", -0.9, 1.1), ("x", 2.1, 3.1)] {
        page.focus(name);
        page.keys([Key::Up]);
        assert_eq!(page.value(name), up, "{name}");
        page.keys([Key::PageUp]);
        assert_eq!(page.value(name), page_up, "{name}");
    }
}

#[test]
fn in_a_right_to_left_page_the_horizontal_arrows_turn_round() {
    let page = Page::open("");
    page.script("document.documentElement.dir = 'rtl';");
    for name in ["w", "b"] {
        for (key, by) in [(Key::Right, -0.1), (Key::Left, 0.1), (Key::Up, 0.1), (Key::Down, -0.1)] {
            let before = page.value(name);
            page.focus(name);
            page.keys([key.clone()]);
            let moved = page.value(name) - before;
            assert!((moved - by).abs() < 1e-6, "{name}: {key:?} moves by {moved}");
        }
    }
}

#[test]
fn in_a_field_up_and_down_step_and_left_and_right_move_the_caret() {
    let page = Page::open("");
    page.focus("w-value");
    for (key, value) in
        [(Key::Up, "1.6"), (Key::PageUp, "3.6"), (Key::Down, "3.5"), (Key::Left, "3.5"), (Key::Home, "3.5")]
    {
        page.keys([key.clone()]);
        assert_eq!(page.field("w"), value, "{key:?}");
    }
}

#[test]
fn control_z_takes_back_and_control_shift_z_does_again() {
    let page = Page::open("");
    page.focus("w");
    page.keys([Key::Right, Key::Right, Key::Right]);
    assert_eq!(page.value("w"), 1.8);
    for (held, key, value) in [
        (vec![Key::Control], 'z', 1.7),
        (vec![Key::Control], 'z', 1.6),
        (vec![Key::Control, Key::Shift], 'z', 1.7),
        (vec![Key::Control], 'y', 1.8),
        (vec![Key::Control], 'y', 1.8),
    ] {
        page.chord_of(&held, key);
        assert_eq!(page.value("w"), value, "{held:?} {key}");
    }
}

#[test]
#[ignore = "DevTools: a key that repeats"]
fn a_held_key_is_undone_in_one_step() {
    let page = Page::open("");
    page.focus("b");
    page.hold(Key::Right, 12);
    assert_eq!(page.value("b"), 0.2);
    page.chord(Key::Control, 'z');
    assert_eq!(page.value("b"), -1.0);
}

#[test]
fn in_a_field_control_z_takes_back_the_typing_and_nothing_else() {
    let page = Page::open("");
    page.focus("w");
    page.keys([Key::Right]);
    page.type_over("w", "9");
    page.chord(Key::Control, 'z');
    // The driver of WebKit does not pass keys on to the undo of a field.
    if Engine::current() != Engine::WebKit {
        assert_ne!(page.field("w"), "9");
    }
    assert_eq!(page.eval::<f64>("Number(id('w').value)"), 1.6, "the step before stays");
}

#[test]
fn control_and_the_key_of_z_take_back_on_a_keyboard_of_other_letters() {
    let page = Page::open("");
    page.focus("w");
    page.keys([Key::Right]);
    page.script(
        "id('w').dispatchEvent(new KeyboardEvent('keydown', { key: 'я', code: 'KeyZ', ctrlKey: true, bubbles: true }));",
    );
    page.drawn();
    assert_eq!(page.value("w"), 1.5);
}

#[test]
fn a_key_that_came_up_elsewhere_leaves_no_step_open() {
    let page = Page::open("");
    page.focus("w");
    // As when the window is left by Alt+Tab: nothing here is told of the key any more.
    page.script("id('w').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));");
    page.click("#use-bias");
    page.click("#undo");
    assert_eq!(page.value("w"), 1.6, "the bias alone is taken back");
    assert!(page.eval::<bool>("id('use-bias').checked"));
}

#[test]
fn arrows_open_the_tabs_beside_and_the_focus_goes_along() {
    let page = Page::open("");
    page.focus("tab-explore");
    for (key, view) in [
        (Key::Right, "train"),
        (Key::Right, "notebook"),
        (Key::Right, "explore"),
        (Key::End, "notebook"),
        (Key::Left, "train"),
    ] {
        page.keys([key]);
        page.opened();
        let open: [String; 2] =
            page.eval("[document.querySelector('[role=tab][aria-selected=true]').id, document.activeElement.id]");
        assert_eq!(open, [format!("tab-{view}"), format!("tab-{view}")]);
    }
}

#[test]
fn what_can_do_no_more_hands_the_focus_to_its_neighbour() {
    let page = Page::open("");
    page.click("#w-more");
    for (button, neighbour) in [("undo", "redo"), ("redo", "undo")] {
        page.focus(button);
        page.keys([Key::Enter]);
        page.until("the neighbour has the focus", &format!("document.activeElement.id === '{neighbour}'"));
    }
}

#[test]
fn letters_are_no_shortcuts() {
    let page = Page::open("");
    for focus in ["w", "reset", "use-bias"] {
        page.focus(focus);
        page.type_text("abcdefghijklmnopqrstuvwxyz+-0123456789");
        page.drawn();
    }
    assert_eq!(["w", "b", "x"].map(|name| page.value(name)), [1.5, -1.0, 2.0]);
    assert!(page.eval::<bool>("id('undo').disabled && id('use-bias').checked"));
}

/// What a key does as the page is told of it: the browser would take some of these for itself. Says whether the page took it.
fn told(page: &Page, on: &str, event: &str) -> bool {
    let is_left: bool = page.eval(&format!(
        "{on}.dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, {event} }}))"
    ));
    page.drawn();
    !is_left
}

#[test]
fn in_the_tabs_a_key_that_is_the_browsers_is_left_to_it() {
    let page = Page::open("");
    for event in ["key: 'ArrowLeft', altKey: true", "key: 'Home', ctrlKey: true", "key: 'ArrowRight', metaKey: true"] {
        page.focus("tab-explore");
        assert!(!told(&page, "id('tab-explore')", event), "{event}");
        assert_eq!(page.eval::<String>("document.activeElement.id"), "tab-explore", "{event}");
    }
    assert!(told(&page, "id('tab-explore')", "key: 'ArrowRight'"));
}

#[test]
fn undo_and_redo_have_the_keys_of_each_system_and_no_others() {
    let page = Page::open("");
    page.focus("w");
    page.keys([Key::Right, Key::Right]);
    for (event, value) in [
        ("key: 'z', metaKey: true", 1.6),
        ("key: 'Z', metaKey: true, shiftKey: true", 1.7),
        ("key: 'z', ctrlKey: true", 1.6),
        ("key: 'y', ctrlKey: true", 1.7),
    ] {
        assert!(told(&page, "document.body", event), "{event}");
        assert_eq!(page.value("w"), value, "{event}");
    }
    page.click("#undo");
    for event in [
        "key: 'y', metaKey: true",
        "key: 'Y', ctrlKey: true, shiftKey: true",
        "key: 'y', ctrlKey: true, altKey: true",
        "key: 'z', ctrlKey: true, altKey: true",
    ] {
        assert!(!told(&page, "document.body", event), "{event}");
        assert_eq!(page.value("w"), 1.6, "{event}");
    }
}

#[test]
fn a_button_that_a_key_leaves_nothing_to_do_hands_the_focus_to_its_neighbour() {
    let page = Page::open("");
    page.click("#w-more");
    for (button, key, neighbour) in [("undo", 'z', "redo"), ("redo", 'y', "undo")] {
        page.focus(button);
        page.chord(Key::Control, key);
        page.until("the neighbour has the focus", &format!("document.activeElement.id === '{neighbour}'"));
    }
}

#[test]
fn keys_that_choose_a_letter_do_nothing_else() {
    let page = Page::open("");
    page.type_over("w", "5");
    for key in ["ArrowUp", "Escape"] {
        told(&page, "id('w-value')", &format!("key: '{key}', isComposing: true"));
        assert_eq!(page.field("w"), "5", "{key}");
    }
    page.go("view=notebook");
    page.focus("code-imports");
    assert!(!told(&page, "id('code-imports')", "key: 'Enter', shiftKey: true, isComposing: true"));
    assert_eq!(page.eval::<String>("document.activeElement.id"), "code-imports");
}
