//! Typing exact numbers, and buttons that step.

use browser_tests::{Key, Page};

/// The sentence beside a field that says why something was refused.
fn refusal(page: &Page, name: &str) -> String {
    page.eval(&format!("text((id('{name}-value') ?? id('{name}')).getAttribute('aria-describedby'))"))
}

#[test]
fn a_number_counts_on_enter_and_on_leaving_the_field() {
    let page = Page::open("");
    for (name, text, value) in
        [("w", "2.75", 2.75), ("b", "-4.5", -4.5), ("x", "−0.125", -0.125), ("w", " .5 ", 0.5), ("b", "1e-3", 0.001)]
    {
        for leave in [Key::Enter, Key::Tab] {
            page.go("");
            page.type_over(name, text);
            assert_ne!(page.eval::<f64>(&format!("Number(id('{name}').value)")), value, "{text} is not there yet");
            page.keys([leave.clone()]);
            assert_eq!(page.value(name), value, "{name} “{text}” {leave:?}");
            assert_eq!(page.eval::<f64>(&format!("Number(id('{name}').value)")), value, "the thumb of {name}");
        }
    }
}

#[test]
fn a_number_beyond_the_slider_widens_its_range() {
    let page = Page::open("");
    for (name, text, value) in [("w", "200", 200.0), ("b", "-73.5", -73.5), ("x", "12", 12.0)] {
        page.enter(name, text);
        assert_eq!(page.value(name), value, "{name}");
        let [min, max, thumb]: [f64; 3] =
            page.eval(&format!("[id('{name}').min, id('{name}').max, id('{name}').value].map(Number)"));
        assert!(min < value && value < max, "{name} = {value} has room between {min} and {max}");
        assert_eq!(thumb, value, "the thumb of {name}");
    }
}

#[test]
fn no_number_goes_beyond_a_million() {
    let page = Page::open("");
    for (text, value) in [("5000000", 1e6), ("-1e9", -1e6), ("1000000", 1e6)] {
        page.enter("w", text);
        assert_eq!(page.value("w"), value, "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused_in_words_beside_the_field_and_the_old_value_stays() {
    let page = Page::open("");
    for (name, old) in [("w", 1.5), ("b", -1.0), ("x", 2.0)] {
        for text in ["abc", "1,5", "NaN", "inf", "0x10", "--1", "1 2"] {
            page.enter(name, text);
            assert_eq!(page.value(name), old, "{name} after “{text}”");
            let said = refusal(&page, name);
            assert!(said.starts_with(name) && said.contains(text), "{name} “{text}”: {said}");
            let beside: bool = page.run(&format!(
                "const field = id('{name}-value');
                const sentence = id(field.getAttribute('aria-describedby')).getBoundingClientRect();
                const below = sentence.y - field.getBoundingClientRect().bottom;
                return sentence.height > 0 && 0 <= below && below < 16 && field.getAttribute('aria-invalid') === 'true';"
            ));
            assert!(beside, "{name} “{text}”: the sentence is seen just below the field");
        }
        page.enter(name, "3");
        assert_eq!(refusal(&page, name), "", "a number clears the refusal");
        assert_eq!(page.value(name), 3.0);
    }
}

#[test]
fn escape_takes_back_what_was_typed() {
    let page = Page::open("w=2&b=1");
    for typed in ["77", "abc"] {
        page.type_over("w", typed);
        page.keys([Key::Escape]);
        assert_eq!(page.field("w"), "2", "{typed}");
        page.keys([Key::Tab]);
        assert_eq!((page.value("w"), refusal(&page, "w")), (2.0, String::new()), "{typed}");
        assert!(page.eval::<bool>("id('undo').disabled"), "{typed}");
    }
    page.type_over("w", "3");
    page.keys([Key::Enter]);
    assert_eq!(page.value("w"), 3.0);
}

#[test]
fn leaving_a_field_with_what_is_no_number_refuses_it_too() {
    let page = Page::open("");
    page.type_over("w", "big");
    page.keys([Key::Tab]);
    assert_eq!(page.value("w"), 1.5);
    assert!(refusal(&page, "w").contains("big"));
}

#[test]
fn what_was_typed_counts_when_another_window_takes_the_focus() {
    let page = Page::open("");
    page.type_over("w", "2.75");
    // As browsers that then tell of no change.
    page.script("id('w-value').dispatchEvent(new FocusEvent('blur'));");
    page.drawn();
    assert_eq!((page.field("w").as_str(), page.eval::<f64>("Number(id('w').value)")), ("2.75", 2.75));
}

#[test]
fn an_arrow_steps_from_the_number_that_was_typed() {
    let page = Page::open("");
    page.type_over("w", "5");
    page.keys([Key::Up]);
    assert_eq!(page.value("w"), 5.1);
    page.type_over("w", "abc");
    page.keys([Key::Down]);
    assert_eq!(page.value("w"), 5.0, "what is no number is no place to step from");
}

#[test]
fn only_a_number_that_was_moved_is_said_to_go_too_far() {
    let page = Page::open("");
    page.enter("w", "5000000");
    assert_eq!(refusal(&page, "w"), "w stops at 1000000, but got “5000000”.");
    page.enter("w", "0.1");
    assert_eq!(refusal(&page, "w"), "");
    // What float32 makes of a number in another unit is that number, as near as it gets.
    page.go("view=train&data=houses&units=thousandths");
    page.enter("x-0", "1001");
    assert!((page.value("x-0") - 1001.0).abs() < 0.01, "{}", page.field("x-0"));
    assert_eq!(refusal(&page, "x-0"), "");
    // Among two classes no label lies in between.
    page.go("view=train&data=logistic");
    page.enter("y-0", "0.7");
    assert_eq!(refusal(&page, "y-0"), "y of example 1 wants one of 0, 1, but got “0.7”.");
}

#[test]
fn a_refusal_goes_with_the_number_that_it_is_about() {
    let page = Page::open("");
    for act in ["#w-more", "#undo", "#preset-houses"] {
        page.enter("w", "abc");
        assert!(refusal(&page, "w").contains("abc"), "before {act}");
        page.click(act);
        page.until(
            act,
            "text(id('w-value').getAttribute('aria-describedby')) === '' && id('w-value').ariaInvalid !== 'true'",
        );
    }
}

#[test]
fn the_buttons_beside_a_field_step_by_one_step() {
    let page = Page::open("");
    for (name, less, more) in [("w", 1.4, 1.5), ("b", -1.1, -1.0), ("x", 1.9, 2.0)] {
        page.click(&format!("#{name}-less"));
        assert_eq!(page.value(name), less, "{name}");
        page.click(&format!("#{name}-more"));
        assert_eq!(page.value(name), more, "{name}");
        page.click("#undo");
        assert_eq!(page.value(name), less, "each press of a button is a step of its own");
        page.click("#undo");
    }
}

#[test]
fn ranges_and_steps_can_be_typed() {
    let page = Page::open("");
    page.click(".ranges summary");
    for (field, text) in
        [("wmin", "-3"), ("wmax", "4"), ("wstep", "0.5"), ("xmin", "-2"), ("xmax", "8"), ("ymin", "-6"), ("ymax", "12")]
    {
        page.enter(field, text);
        assert_eq!(page.field(field), text);
    }
    assert_eq!(page.eval::<[String; 2]>("[id('w').min, id('w').max]"), ["-3", "4"]);
    for plot in ["line", "output"] {
        assert_eq!(page.plot(plot).x, (-2.0, 8.0), "one x axis for both plots: {plot}");
    }
    assert_eq!(page.plot("line").y, (-6.0, 12.0));
    page.focus("w");
    page.keys([Key::Right]);
    assert_eq!(page.value("w"), 2.0);
    page.enter("wmin", "low");
    assert_eq!(page.field("wmin"), "-3");
    assert!(refusal(&page, "wmin").contains("low"));
}

#[test]
fn the_same_refusal_again_is_told_again() {
    let page = Page::open("");
    page.script(
        "window.said = [];
        const error = id(id('w-value').getAttribute('aria-describedby'));
        new MutationObserver(() => window.said.push(error.textContent))
            .observe(error, { childList: true, characterData: true, subtree: true });",
    );
    for _ in 0..2 {
        page.enter("w", "abc");
        page.drawn();
    }
    let said: Vec<String> = page.eval("window.said.filter(Boolean)");
    assert!(said.len() == 2 && said[0] == said[1], "{said:?}");
}

#[test]
fn what_has_to_be_above_zero_is_refused_at_zero_and_the_old_number_stays() {
    let page = Page::open("view=train&data=houses&lr=0.02");
    for text in ["0", "-2"] {
        page.enter("lr", text);
        assert_eq!(page.value("lr"), 0.02, "{text}");
        assert_eq!(refusal(&page, "lr"), format!("learning rate wants a number above zero, but got “{text}”."));
    }
    page.go("wstep=0.25");
    page.click(".ranges summary");
    for text in ["0", "-2"] {
        page.enter("wstep", text);
        assert_eq!(page.value("wstep"), 0.25, "{text}");
        assert_eq!(refusal(&page, "wstep"), format!("wstep wants a number above zero, but got “{text}”."));
    }
    page.enter("wmin", "-2");
    assert_eq!(page.value("wmin"), -2.0, "an end may be below it");
}
