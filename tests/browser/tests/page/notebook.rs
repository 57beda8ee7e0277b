//! The notebook: the lab's cells run, print what Keras prints, and are one with the sliders.

mod links;

use std::fs;

use browser_tests::{Key, Page, Screen};
use serde_json::Value;

use crate::{axe, room};

/// The cells in the order of the page.
pub(crate) const CELLS: [&str; 19] = [
    "imports",
    "data",
    "layer",
    "unbuilt",
    "build",
    "get-weights",
    "set-weights",
    "predict",
    "predict-all",
    "logistic-data",
    "logistic",
    "summary",
    "logistic-weights",
    "logistic-set",
    "logistic-predict",
    "model",
    "compile",
    "fit",
    "after",
];

/// A run of cells that real Keras has run: `tests/golden/notebook.json`.
pub(crate) fn golden(name: &str) -> Vec<Value> {
    let path = format!("{}/../golden/notebook.json", env!("CARGO_MANIFEST_DIR"));
    let golden: Value = serde_json::from_str(&fs::read_to_string(path).expect("the golden")).expect("JSON");
    let runs = golden["runs"].as_array().expect("runs");
    let run = runs.iter().find(|run| run["name"] == name).expect("a run of this name");
    run["cells"].as_array().expect("cells").clone()
}

pub(crate) fn code(page: &Page, cell: &str) -> String {
    page.eval(&format!("id('code-{cell}').value"))
}

pub(crate) fn output(page: &Page, cell: &str) -> String {
    page.text(&format!("output-{cell}"))
}

/// Types over a cell and runs it, as Ctrl+Enter does.
pub(crate) fn enter(page: &Page, cell: &str, text: &str) {
    page.script(&format!("id('code-{cell}').focus(); id('code-{cell}').select();"));
    page.type_text(text);
    page.chord(Key::Control, Key::Enter);
}

#[test]
fn what_is_being_typed_in_a_cell_is_left_alone_until_it_is_left() {
    let page = Page::open("view=notebook&data=houses&w=200&b=100");
    let typed = "linear_layer.set_weights([np.array([[7.0]]), np.array([1.0])])";
    page.script("id('code-set-weights').focus(); id('code-set-weights').select();");
    page.type_text(typed);
    // As a finger on the plot or a host would: the focus stays where it is.
    page.script("const w = id('w'); w.value = 150; w.dispatchEvent(new Event('input', { bubbles: true }));");
    page.until("the slider has moved", "text('description').includes('w = 150')");
    assert_eq!(code(&page, "set-weights"), typed);
    page.chord(Key::Control, Key::Enter);
    page.until("it counts", "id('w-value').value === '7'");
    page.script("const w = id('w'); w.value = 9; w.dispatchEvent(new Event('input', { bubbles: true }));");
    page.until("the cell follows again", "id('code-set-weights').value.includes('[[9')");
    // What was typed and deleted again is no change to a browser.
    page.script("id('code-set-weights').focus();");
    page.type_text("#");
    page.keys([Key::Backspace, Key::Tab]);
    page.script("const w = id('w'); w.value = 11; w.dispatchEvent(new Event('input', { bubbles: true }));");
    page.until("the cell follows again", "id('code-set-weights').value.includes('[[11')");
}

#[test]
fn the_walk_by_clicking_prints_what_keras_prints() {
    let page = Page::open("view=notebook");
    let golden = golden("the walk");
    assert_eq!(golden.len(), CELLS.len());
    for (cell, expected) in CELLS.into_iter().zip(&golden) {
        page.click(&format!("#run-{cell}"));
        assert_eq!(code(&page, cell), expected["code"].as_str().expect("a text"), "{cell}");
        assert_eq!(output(&page, cell), expected["text"].as_str().expect("a text").trim_end(), "{cell}");
        assert_eq!(page.text(&format!("problem-{cell}")), "", "{cell}");
    }
    assert!(page.text("cell-after").contains("In [19]:"));
}

#[test]
fn run_all_restart_and_another_seed() {
    let page = Page::open("view=notebook");
    page.click("#run-all");
    let first = output(&page, "get-weights");
    assert_eq!(first, "w = [[-1.03]], b=[0.]", "the lab's own");
    page.click("#new-seed");
    assert_ne!(output(&page, "get-weights"), first, "another seed draws another kernel");
    assert!(output(&page, "get-weights").ends_with("b=[0.]"));
    page.click("#restart");
    assert!(CELLS.iter().all(|cell| output(&page, cell).is_empty()), "nothing has been run");
}

#[test]
fn an_edited_cell_moves_the_slider_the_line_and_the_prediction() {
    let page = Page::open("view=notebook");
    page.click("#run-all");
    let text = code(&page, "set-weights").replace("[[200]]", "[[150]]");
    enter(&page, "set-weights", &text);
    assert_eq!((page.value("w"), page.eval::<String>("id('w').value")), (150.0, "150".to_owned()));
    assert!(output(&page, "predict").contains("[[250.]]"), "{}", output(&page, "predict"));
    assert!(page.text("description").contains("w = 150"));
    // The line goes through (0, 100) and (2, 400).
    let (plot, pixels, ink) = (page.plot("data"), page.pixels("data", "live"), page.ink("sum"));
    for (x, z) in [(0.5, 175.0), (1.5, 325.0)] {
        let (px, py) = plot.pixel_at(x, z);
        let drawn = |row: usize| pixels.at(px as usize, row);
        let found = (0..7)
            .map(|d| drawn(py as usize + d - 3))
            .any(|(colour, cover)| cover > 0.5 && colour.distance(ink) < 60.0);
        assert!(found, "the line is not at ({x}, {z})");
    }
    page.click("#tab-explore");
    page.until("the state goes along", "id('w-value').value === '150'");
}

#[test]
fn in_a_cell_control_z_takes_back_the_typing_and_nothing_else() {
    let page = Page::open("view=notebook");
    page.click("#run-all");
    let text = code(&page, "set-weights");
    enter(&page, "set-weights", &text.replace("[[200]]", "[[150]]"));
    page.script("id('code-set-weights').focus();");
    page.type_text("#");
    page.chord(Key::Control, 'z');
    assert!(!code(&page, "set-weights").contains('#'), "{}", code(&page, "set-weights"));
    assert_eq!(page.value("w"), 150.0, "the run stays");
}

#[test]
fn a_moved_slider_moves_the_numbers_in_the_cells() {
    let page = Page::open("view=notebook");
    page.click("#run-all");
    page.enter("w", "-3.5");
    assert!(code(&page, "set-weights").contains("set_w = np.array([[-3.5]])"));
    assert!(output(&page, "set-weights").contains("array([[-3.5]], dtype=float32)"));
    assert!(output(&page, "predict").contains("[[96.5]]"), "{}", output(&page, "predict"));
    // Away from the field, which has an undo of its own.
    page.focus("run-all");
    page.chord(Key::Control, 'z');
    page.until("undo takes it back", "id('code-set-weights').value.includes('[[200]]')");
}

#[test]
fn each_mistake_is_answered_as_keras_answers_and_mended_by_a_button() {
    let page = Page::open("view=notebook");
    for mistake in ["one-array", "flat-kernel", "deep-bias", "swapped", "unbuilt", "plain-numbers"] {
        page.click(&format!("#mistake-{mistake}"));
        let raised = page.text("raised-set-weights");
        assert!(raised.contains("Error: "), "{mistake}: {raised}");
        assert!(page.text("why-wrong").split(' ').count() > 6, "{mistake}: a sentence says why");
        assert_eq!(page.value("w"), 200.0, "{mistake}: the page stays");
        let why = page.text("why-wrong");
        page.enter("w", "150");
        assert_eq!(page.text("why-wrong"), why, "{mistake}: it is one as long as it stands there");
        page.enter("w", "200");
        page.click("#fix-set-weights");
        assert_eq!(page.text("raised-set-weights"), "", "{mistake}");
        assert_eq!(output(&page, "set-weights"), "[array([[200.]], dtype=float32), array([100.], dtype=float32)]");
        assert!(!page.eval::<bool>("seen(id('fix-set-weights'))"), "{mistake}: nothing is left to mend");
    }
}

#[test]
fn what_the_page_does_not_understand_is_pointed_at() {
    let page = Page::open("view=notebook");
    for (text, part) in
        [("x = 1 if y else 2", "Line 1, character"), ("set_w = np.array([[", "ends"), ("for x in y: pass", "Line 1")]
    {
        enter(&page, "set-weights", text);
        let complaint = page.text("problem-set-weights");
        assert!(complaint.contains(part) && complaint.contains("understands"), "{text}: {complaint}");
        assert_eq!(code(&page, "set-weights"), text, "the text stays");
        assert_eq!(page.value("w"), 200.0);
    }
    page.click("#fix-set-weights");
    assert!(code(&page, "set-weights").contains("[[200]]"));
    enter(&page, "compile", &code(&page, "compile").replace("0.01", "1e99"));
    assert!(!page.text("problem-compile").is_empty(), "a rate that the page cannot hold");
}

/// From now on keeps in `said` what is spoken.
fn hear(page: &Page) {
    page.script(
        "window.said = [];
        new MutationObserver(() => window.said.push(text('announcer'))).observe(id('announcer'), { childList: true, characterData: true, subtree: true });",
    );
}

#[test]
fn by_keyboard_cell_after_cell_and_each_output_is_spoken_once() {
    let page = Page::open("view=notebook");
    hear(&page);
    page.focus("code-imports");
    for cell in &CELLS[..6] {
        assert_eq!(page.eval::<String>("document.activeElement.id"), format!("code-{cell}"));
        page.chord(Key::Shift, Key::Enter);
    }
    page.until("the output is spoken", "window.said.at(-1) === 'w = [[-1.03]], b=[0.]'");
    page.script("id('code-data').focus();");
    page.chord(Key::Control, Key::Enter);
    page.until("a cell that prints nothing says so", "window.said.at(-1)?.includes('printed nothing')");
    let said: Vec<String> = page.eval("window.said");
    assert_eq!(said.iter().filter(|text| text.contains("printed nothing")).count(), 1, "{said:?}");
    // Tab leaves a cell.
    page.keys([Key::Tab]);
    assert_eq!(page.eval::<String>("document.activeElement.id"), "run-data");
}

#[test]
fn the_same_output_is_spoken_again() {
    let page = Page::open("view=notebook");
    hear(&page);
    page.focus("code-data");
    for times in 1..=2 {
        page.chord(Key::Control, Key::Enter);
        page.until(
            "it is spoken",
            &format!("window.said.filter((text) => text.includes('printed nothing')).length === {times}"),
        );
    }
    page.click("#restart");
    page.until("it is spoken", "window.said.some((text) => text.includes('no cell has been run yet'))");
}

#[test]
fn more_examples_than_the_cells_hold_are_told() {
    let page = Page::open("view=train");
    page.click(".paste summary");
    page.script("id('paste').value = Array.from({ length: 201 }, (_, at) => `${at};${at}`).join('\\n');");
    page.click("#use-paste");
    page.click("#tab-notebook");
    page.opened();
    let told = page.text("held");
    assert!(told.contains("200") && told.contains("201"), "{told}");
    page.go("view=notebook");
    assert_eq!(page.text("held"), "");
}

#[test]
fn why_random_shapes_and_code() {
    let page = Page::open("view=notebook");
    for panel in ["random", "shapes", "code"] {
        page.click(&format!("#{panel} summary"));
    }
    page.until("the panels are there", "plot('starts')?.dataset.frame && all('.histogram span').length > 10");
    let bars: Vec<f64> = page.eval("all('.histogram span').map((bar) => parseFloat(bar.style.height))");
    assert_eq!(bars.iter().sum::<f64>(), 1000.0, "every draw is in a bar");
    let cells: Vec<Vec<String>> = page.eval(
        "all('.twins').map((table) => [...table.querySelectorAll('tbody tr:last-child td')].map((cell) => cell.textContent))",
    );
    assert_eq!(cells[0][0], cells[0][1], "from zero they stay twins");
    assert_ne!(cells[1][0], cells[1][1], "from random weights they do not");
    for (inputs, units) in [(1, 1), (2, 3), (3, 4)] {
        page.script(&format!(
            "for (const [name, value] of [['shapes-inputs', {inputs}], ['shapes-units', {units}]]) {{
                id(name).value = value;
                id(name).dispatchEvent(new Event('change', {{ bubbles: true }}));
            }}"
        ));
        let size: [usize; 2] =
            page.eval("[all('#shapes-table tbody tr').length, all('#shapes-table tbody tr:first-child td').length]");
        assert_eq!(size, [inputs + 1, units], "a row for each input and the bias, a column for each neuron");
        assert!(page.text("shapes-count").contains(&(inputs * units + units).to_string()));
        assert!(page.text("shapes-wrong").contains("not aligned"), "{inputs} {units}: {}", page.text("shapes-wrong"));
    }
    let program: String = page.eval("id('program').value");
    assert!(program.contains("np.array([[200]])") && program.contains("keras"), "{program}");
}

#[test]
fn that_a_program_trains_a_weight_that_is_off_here_is_said() {
    let page = Page::open("view=notebook&data=houses");
    for (query, is_said) in [("view=notebook&data=houses", false), ("view=notebook&data=houses&weight=0", true)] {
        page.go(query);
        page.click("#code summary");
        page.until("the program is in sight", "seen(id('program'))");
        assert_eq!(
            page.eval::<bool>("all('#code .note').some((one) => one.textContent && seen(one))"),
            is_said,
            "{query}"
        );
    }
}

#[test]
fn axe_has_no_objection_and_nothing_sticks_out() {
    let mut found = Vec::new();
    for (screen, theme) in [(Screen::LAPTOP, "light"), (Screen::NARROW, "dark")] {
        let page = Page::open_on(screen, &format!("view=notebook&theme={theme}"));
        page.click("#run-all");
        page.click("#mistake-swapped");
        for panel in ["random", "shapes", "code"] {
            page.click(&format!("#{panel} summary"));
        }
        page.drawn();
        axe::check(&page, theme);
        let complaints = room::complaints(&page, &format!("{screen:?}"));
        // Code scrolls inside its field.
        found.extend(complaints.into_iter().filter(|complaint| !complaint.contains("cut off: code-")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_a_cell_is_refused_for_is_spoken_once() {
    let page = Page::open("view=notebook");
    page.script(
        "window.said = [];
        for (const region of all('[role=status], [role=alert], [aria-live]'))
            new MutationObserver(() => window.said.push(region.textContent))
                .observe(region, { childList: true, characterData: true, subtree: true });",
    );
    let times = "window.said.filter((one) => one.includes('understands')).length";
    page.script("id('code-set-weights').focus(); id('code-set-weights').select();");
    page.type_text("x = 1 if y else 2");
    page.keys([Key::Tab]);
    page.until("it is spoken when the cell is left", &format!("{times} === 1"));
    page.focus("code-set-weights");
    page.chord(Key::Control, Key::Enter);
    page.until("and when it is run", &format!("{times} === 2"));
    assert!(page.eval::<bool>(
        "id('code-set-weights').ariaInvalid === 'true' && id('code-set-weights').getAttribute('aria-describedby') === 'problem-set-weights'"
    ));
    // What is said next would come after a second time.
    page.click("#restart");
    page.until("it is spoken", "window.said.some((text) => text.includes('no cell has been run yet'))");
    assert_eq!(page.eval::<usize>(times), 2);
}

#[test]
fn only_a_mistake_is_put_right() {
    let page = Page::open("view=notebook");
    let text = code(&page, "set-weights");
    for (text, label) in [
        (format!("{text}  # mine"), "Take back"),
        ("linear_layer.set_weights([set_w])".to_owned(), "Put it right"),
        ("x = 1 if y else 2".to_owned(), "Put it right"),
    ] {
        enter(&page, "set-weights", &text);
        page.drawn();
        assert!(page.eval::<bool>("seen(id('fix-set-weights'))"), "{text}");
        assert_eq!(page.text("fix-set-weights"), label, "{text}");
    }
}
