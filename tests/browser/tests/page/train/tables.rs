//! Tables in and out: pasted, opened, dropped, saved.

use std::fs;
use std::path::Path;

use browser_tests::Page;
use serde_json::json;

use super::{HOUSES, open_paste, paste, rows};

fn told(page: &Page) -> Vec<String> {
    page.eval("all('#paste-told li').map((line) => line.textContent)")
}

#[test]
fn a_pasted_table_names_its_bad_row_and_keeps_the_good_ones() {
    let page = Page::open(HOUSES);
    paste(&page, "Size\tPrice\n1,5\t300,25\n2\t400\nbad\trow\n3,5\t-610,75\n");
    assert_eq!(rows(&page), [["1.5", "300.25"], ["2", "400"], ["3.5", "-610.75"]]);
    let lines = told(&page);
    let [read, refused] = &lines[..] else { panic!("two lines, not {lines:#?}") };
    assert!(read.contains('3'), "{read}");
    assert!(refused.contains("Line 4") && refused.contains("bad"), "{refused}");
    assert!(page.text("story").contains("Examples of your own: 3."), "{}", page.text("story"));
    assert_eq!(page.eval::<String>("id('data').value"), "", "no built-in set is chosen");
    page.click("#undo");
    page.drawn();
    assert_eq!(rows(&page), [["1", "300"], ["2", "500"]]);
    assert_eq!(told(&page), Vec::<String>::new(), "that was of others");
}

#[test]
fn a_thousand_rows_with_three_bad_ones_are_997_examples() {
    let page = Page::open(HOUSES);
    let row = |at: usize| match at {
        17 => "17;".to_owned(),
        500 => "five hundred;1".to_owned(),
        999 => "999".to_owned(),
        _ => format!("{};{}", at as f64 / 100.0, at * 2),
    };
    paste(&page, &(1..=1000).map(row).collect::<Vec<_>>().join("\n"));
    let lines = told(&page);
    for (line, part) in lines.iter().zip(["997", "Line 17", "Line 500", "Line 999"]) {
        assert!(line.contains(part), "“{part}” in: {line}");
    }
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert!(page.text("story").contains("997"), "{}", page.text("story"));
    assert!(rows(&page).len() <= 100, "a table that a person reads: {}", rows(&page).len());
}

#[test]
fn a_table_without_a_good_row_replaces_nothing() {
    let page = Page::open(HOUSES);
    for table in ["", "one\ttwo\nthree\tfour", "1\n2\n3"] {
        paste(&page, table);
        assert_eq!(rows(&page), [["1", "300"], ["2", "500"]], "{table:?}");
        assert!(!told(&page).is_empty(), "{table:?}: it is told");
        assert!(page.eval::<bool>("id('undo').disabled"), "{table:?}: nothing was done");
    }
}

/// Writes a file that the browser can open.
fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("a file");
    path.to_str().expect("a path that is a text").to_owned()
}

/// Chooses a file in the page's own field, as the browser's dialog does.
fn choose_file(page: &Page, path: &str) {
    let root = page.devtools("DOM.getDocument", json!({}))["root"]["nodeId"].clone();
    let found = page.devtools("DOM.querySelector", json!({ "nodeId": root, "selector": "#file" }));
    page.devtools("DOM.setFileInputFiles", json!({ "files": [path], "nodeId": found["nodeId"] }));
}

#[test]
#[ignore = "DevTools: a file that is chosen"]
fn a_file_is_opened_and_opened_again() {
    let page = Page::open(HOUSES);
    open_paste(&page);
    let path = file("train-opened.csv", "x,y\n1.5,2\n-3,4\n5,x\n");
    choose_file(&page, &path);
    page.until("it is read", "text('paste-told').includes('read: 2.')");
    page.drawn();
    assert_eq!(rows(&page), [["1.5", "2"], ["-3", "4"]]);
    assert!(told(&page)[1].contains("Line 4"), "{:?}", told(&page));
    assert!(page.eval::<bool>("id('file').value === ''"), "the field is free for the same file, mended");
    page.click("#clear");
    page.drawn();
    choose_file(&page, &path);
    page.until("it is read again", "all('#examples tbody tr').length === 2");
}

#[test]
fn a_file_can_be_dropped() {
    let page = Page::open(HOUSES);
    for (place, count) in [(".paste", 3), ("#plot-data", 2)] {
        let rows = "7;8\\n".repeat(count);
        page.script(&format!(
            "const data = new DataTransfer();
            data.items.add(new File(['{rows}'], 'rows.csv', {{ type: 'text/csv' }}));
            for (const kind of ['dragover', 'drop'])
                document.querySelector('{place}').dispatchEvent(
                    new DragEvent(kind, {{ dataTransfer: data, bubbles: true, cancelable: true }}));"
        ));
        page.until(&format!("dropped on {place}"), &format!("all('#examples tbody tr').length === {count}"));
    }
}

#[test]
fn text_that_is_dropped_is_left_to_its_field_and_a_locked_page_takes_no_file() {
    let drop = |page: &Page, place: &str, item: &str| {
        page.run::<bool>(&format!(
            "const data = new DataTransfer();
            {item};
            const event = new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }});
            document.querySelector('{place}').dispatchEvent(event);
            return event.defaultPrevented;"
        ))
    };
    let page = Page::open(HOUSES);
    open_paste(&page);
    assert!(!drop(&page, "#paste", "data.setData('text/plain', '1;2')"), "the field takes it");
    let file = "data.items.add(new File(['7;8'], 'rows.csv', { type: 'text/csv' }))";
    for lock in ["lock=paste", "hide=paste", "lock=data"] {
        page.go(&format!("{HOUSES}&{lock}"));
        assert!(drop(&page, "#plot-data", file), "{lock}: the browser does not leave for the file");
        page.drawn();
        page.drawn();
        assert_eq!(rows(&page), [["1", "300"], ["2", "500"]], "{lock}");
        assert!(
            page.eval::<bool>("!id('use-paste') || !seen(id('use-paste')) || id('use-paste').matches(':disabled')"),
            "{lock}"
        );
    }
}

#[test]
fn what_is_shown_can_be_saved_and_read_again() {
    let page = Page::open(HOUSES);
    let csv = "decodeURIComponent(id('export').href.slice(id('export').href.indexOf(',') + 1))";
    let saved: String = page.eval(csv);
    assert_eq!(saved, "Size (1000 sqft),Price (in 1000s of dollars)\n1,300\n2,500\n");
    page.enter("y-1", "512.25");
    page.drawn();
    let saved: String = page.eval(csv);
    assert!(saved.ends_with("\n1,300\n2,512.25\n"), "{saved}");
    assert!(page.eval::<bool>("id('export').download.endsWith('.csv')"));
    page.choose("units", "zscore");
    page.drawn();
    assert_eq!(page.eval::<String>(csv), saved, "as given, not as shown");
    page.click("#clear");
    paste(&page, &saved);
    assert_eq!(rows(&page), [["1", "300"], ["2", "512.25"]]);
}

#[test]
fn what_a_dropped_file_lacks_is_seen_where_the_form_is_closed() {
    let page = Page::open(HOUSES);
    let region = "id('paste-told').closest('[role=status]')";
    assert!(page.eval::<bool>(&format!("{region}.checkVisibility()")), "it is there before it speaks");
    for (rows, said) in [("x;y\\nthree;four", "Line 2"), ("1;2\\nbad;row\\n3;4", "bad")] {
        page.script(&format!(
            "scrollTo(0, 0);
            const data = new DataTransfer();
            data.items.add(new File(['{rows}'], 'rows.csv', {{ type: 'text/csv' }}));
            plot('data').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));"
        ));
        page.until("it is told", &format!("text('paste-told').includes('{said}')"));
        page.until(
            "it is in sight",
            &format!(
                "all('#paste-told li').some((line) => {{
                    const {{ top, bottom }} = line.getBoundingClientRect();
                    return line.textContent.includes('{said}') && line.checkVisibility() && top >= 0 && bottom < innerHeight + 1;
                }})"
            ),
        );
        assert!(!page.eval::<bool>("document.querySelector('details.paste').open"));
    }
}
