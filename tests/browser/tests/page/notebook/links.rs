//! A link that opens the notebook, and one of its cells.

use browser_tests::{Key, Page};

use super::{code, enter, output};

#[test]
fn a_link_opens_a_cell_with_its_values() {
    let page = Page::open("view=notebook&data=houses&w=150&b=90&cell=predict");
    page.until("the cell has run", "text('output-predict') !== ''");
    assert!(output(&page, "predict").contains("[[240.]]"), "{}", output(&page, "predict"));
    let top: f64 = page.eval("id('cell-predict').getBoundingClientRect().top");
    assert!((-5.0..400.0).contains(&top), "the cell is in sight: {top}");
    page.enter("w", "160");
    page.until(
        "the address keeps the cell",
        "location.search.includes('w=160') && location.search.includes('cell=predict')",
    );
}

#[test]
fn a_link_opens_its_cell_once() {
    let page = Page::open("view=notebook&cell=logistic-predict");
    page.until("the cell has run", "text('output-logistic-predict') !== ''");
    page.click("#tab-explore");
    page.opened();
    assert!(page.eval::<bool>("id('undo').disabled"), "nobody has done anything");
    page.click("#preset-houses");
    page.click("#tab-notebook");
    page.opened();
    page.drawn();
    page.drawn();
    assert_eq!((page.value("w"), page.value("b")), (200.0, 100.0), "the reader's own values stay");
    page.click("#restart");
    page.click("#tab-explore");
    page.opened();
    page.click("#tab-notebook");
    page.opened();
    page.drawn();
    assert_eq!(page.text("output-logistic-predict"), "", "what was forgotten is not run again");
}

#[test]
fn a_link_that_is_opened_in_place_has_a_notebook_of_its_own() {
    let page = Page::open("view=notebook&cell=predict");
    page.until("the cell has run", "text('output-predict') !== ''");
    for (query, runs, does_not) in [
        ("view=notebook&cell=logistic-predict", "logistic-predict", "predict"),
        ("view=notebook&data=houses&w=150&b=90&cell=predict", "predict", "logistic-predict"),
    ] {
        page.script(&format!("history.pushState(null, '', '?{query}'); dispatchEvent(new PopStateEvent('popstate'));"));
        page.until(query, &format!("text('output-{runs}') !== '' && text('output-{does_not}') === ''"));
    }
    assert!(output(&page, "predict").contains("[[240.]]"), "{}", output(&page, "predict"));
    page.script("history.pushState(null, '', '?view=notebook&w=3'); dispatchEvent(new PopStateEvent('popstate'));");
    page.until("nothing has been run", "all('[id^=output-]').every((one) => one.textContent === '')");
}

#[test]
fn a_link_to_a_cell_that_is_not_there_says_so() {
    let page = Page::open("view=notebook&w=150&cell=predictt");
    let told: String = page.eval("id('notices').innerText");
    assert!(told.contains("predictt") && told.contains("cell"), "{told}");
    assert_eq!(page.value("w"), 150.0, "and the rest of the link counts");
}

/// Opens another link as going back over an entry of the history does.
fn open_in_place(page: &Page, query: &str) {
    page.script(&format!("history.pushState(null, '', '?{query}'); dispatchEvent(new PopStateEvent('popstate'));"));
}

#[test]
fn what_was_done_before_a_link_was_opened_in_place_can_be_undone() {
    let page = Page::open("view=notebook&data=houses&w=150&b=90&cell=predict");
    page.until("the cell has run", "text('output-predict') !== ''");
    page.enter("w", "160");
    page.until("it counts", "location.search.includes('w=160')");
    open_in_place(&page, "view=notebook&cell=logistic-predict");
    page.until("its cell has run", "text('output-logistic-predict') !== ''");
    page.focus("tab-notebook");
    for _ in 0..2 {
        page.chord(Key::Control, 'z');
    }
    page.until("its cell and the link are undone", "id('w-value').value === '160'");
    page.chord(Key::Control, 'z');
    page.until("and the edit before", "id('w-value').value === '150'");
}

#[test]
fn other_values_of_the_same_link_leave_the_cells_as_they_are() {
    let page = Page::open("view=notebook&data=houses");
    page.click("#run-all");
    page.until("all have run", "text('output-predict') !== ''");
    enter(&page, "data", "X_train = 1 if y else 2");
    page.until("it is refused", "text('problem-data') !== ''");
    open_in_place(&page, "view=notebook&data=houses&w=3");
    page.until("the values are there", "id('w-value').value === '3'");
    assert!(!output(&page, "predict").is_empty() && code(&page, "data").contains("if y"), "{}", code(&page, "data"));
}
