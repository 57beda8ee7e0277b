//! Without bias, without weight, in other units; classes that can be separated and classes that cannot.

use browser_tests::Page;

use super::{HOUSES, parameters, train};

/// The lines of the table of bests: w, b and J.
fn bests(page: &Page) -> Vec<[String; 3]> {
    page.eval("all('#bests tbody tr').map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))")
}

#[test]
fn the_best_that_each_switch_leaves_is_shown_and_training_arrives_there() {
    let page = Page::open("");
    for (switch, w, b, loss) in [("use-bias", 260.0, 0.0, "1000"), ("use-weight", 0.0, 400.0, "10000")] {
        page.go(HOUSES);
        page.click(&format!("label:has(#{switch})"));
        page.drawn();
        let bests = bests(&page);
        for expected in [["200", "100", "0"], ["260", "0", "1000"], ["0", "400", "10000"]] {
            assert!(bests.iter().any(|row| row == &expected), "{switch}: {expected:?} in {bests:?}");
        }
        train(&page, 1000);
        let said = page.text("description");
        let [shown_w, shown_b, shown_loss]: [f64; 3] = page.eval(
            "['w = ', 'b = ', 'loss '].map((name) => Number(/^−?[\\d.]+\\d/.exec(text('description').split(name)[1] + ' ')?.[0].replace('−', '-') ?? 0))",
        );
        assert!((shown_w - w).abs() < 0.01 && (shown_b - b).abs() < 0.01, "{switch}: {said}");
        assert!((shown_loss - loss.parse::<f64>().unwrap()).abs() < 0.1, "{switch}: {said}");
        page.click("#undo");
        page.click("#undo");
        assert!(page.eval::<bool>(&format!("id('{switch}').checked")), "{switch}: the switch is a step of its own");
    }
}

#[test]
fn a_switched_off_parameter_has_a_slider_that_says_so() {
    let page = Page::open("");
    for (query, name) in [("bias=0", "b"), ("weight=0", "w")] {
        page.go(&format!("{HOUSES}&{query}"));
        assert!(page.eval::<bool>(&format!("id('{name}').disabled && id('{name}-value').disabled")), "{query}");
        let lines: Vec<String> = page.eval("all('#next-step p').map((line) => line.textContent).filter(Boolean)");
        assert!(lines.len() == 1 && !lines[0].starts_with(name), "{query}: what is not there takes no step: {lines:?}");
    }
}

#[test]
fn another_unit_changes_w_and_b_and_the_threshold_but_no_prediction() {
    let page = Page::open("");
    let predictions =
        "all('#examples tbody td:nth-child(3)').map((cell) => Number(cell.textContent.replace('−', '-')))";
    for (units, threshold) in [("zscore", "Above 1 "), ("thousandths", "e−7")] {
        page.go("view=train&data=houses&w=150&b=50");
        let before: Vec<f64> = page.eval(predictions);
        let [x, bowl]: [String; 2] =
            page.eval("[id('x-0').value, document.body.innerText.match(/[\\d.]+ times steeper/)[0]]");
        assert_eq!(before, [200.0, 350.0]);
        page.choose("units", units);
        let after: Vec<f64> = page.eval(predictions);
        for (before, after) in before.iter().zip(&after) {
            assert!((after - before).abs() < 1e-3, "{units}: {before} became {after}");
        }
        assert_ne!(parameters(&page), (150.0, 50.0), "{units}");
        assert_ne!(page.field("x-0"), x, "{units}: the table has the unit that was chosen");
        assert!(page.text("stability").contains(threshold), "{units}: {}", page.text("stability"));
        assert!(!page.eval::<String>("document.body.innerText").contains(&bowl), "{units}: another shape than {bowl}");
        page.choose("units", "given");
        assert_eq!(parameters(&page), (150.0, 50.0), "{units} and back");
    }
}

#[test]
fn separable_classes_have_no_minimum_and_overlapping_ones_are_not_said_to_lack_one() {
    let page = Page::open("");
    for (set, separable) in [("logistic", true), ("overlap", false), ("houses", false)] {
        page.go(&format!("view=train&data={set}"));
        let shown: String = page.eval("document.body.innerText");
        assert_eq!(shown.contains("no minimum"), separable, "{set}");
    }
    page.go("view=train&data=logistic&w=1&b=-2&lr=1");
    train(&page, 1000);
    let (early, _) = parameters(&page);
    train(&page, 10_000);
    assert!(parameters(&page).0 > early + 0.5, "w runs away: {early}, then {}", parameters(&page).0);
}

#[test]
fn overlapping_classes_are_learned_as_the_literature_has_them() {
    let page = Page::open("view=train&data=overlap&w=0&b=0&lr=0.5");
    train(&page, 10_000);
    let (w, b) = parameters(&page);
    assert!((w - 1.5046).abs() < 0.001 && (b + 4.0777).abs() < 0.002, "{w} {b}");
    let shown: String = page.eval("document.body.innerText");
    assert!(!shown.contains("no minimum"), "there is one");
}

#[test]
fn in_standard_deviations_an_example_goes_up_and_down_only() {
    let page = Page::open(HOUSES);
    page.choose("units", "zscore");
    assert!(page.eval::<bool>("id('x-1').disabled && !id('y-1').disabled"));
    assert!(page.text("story").contains("keeps its x"), "{}", page.text("story"));
    page.drag(&[page.point("data", 1.0, 500.0), page.point("data", 0.5, 450.0), page.point("data", 1.2, 400.0)]);
    page.drawn();
    let (_, grain) = page.plot("data").grain();
    assert!((page.value("y-1") - 400.0).abs() <= grain, "{}", page.field("y-1"));
    page.choose("units", "given");
    assert_eq!((page.field("x-0"), page.field("x-1")), ("1".to_owned(), "2".to_owned()));
}

#[test]
fn a_unit_whose_numbers_are_too_large_cannot_be_chosen() {
    let page = Page::open("view=train&points=1000,300;2000,500");
    assert!(page.eval::<bool>("document.querySelector('#units [value=thousandths]').disabled"));
    page.go(HOUSES);
    assert!(!page.eval::<bool>("document.querySelector('#units [value=thousandths]').disabled"));
}

#[test]
fn the_tab_stays_as_it_opens_when_what_was_before_it_is_taken_back() {
    let page = Page::open("");
    page.click("#w-more");
    page.click("#tab-train");
    page.opened();
    for act in ["#undo", "#reset"] {
        page.click(act);
        page.drawn();
        assert!(page.eval::<bool>("id('act-linear').checked"), "{act}");
        assert_eq!(page.value("w"), 1.5, "{act}");
        assert!(page.text("valley").contains("long valley"), "{act}: {}", page.text("valley"));
    }
}
