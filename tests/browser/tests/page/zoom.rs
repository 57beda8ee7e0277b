//! A window of 1280 × 1024 at 400 % is 320 × 256 CSS pixels, each of 16 dots (WCAG 1.4.10); and text at 200 % (1.4.4).

use browser_tests::{Page, Screen};
use serde_json::json;

use crate::fingers::phone;
use crate::{hands, room};

const ZOOMED: Screen = Screen { width: 320, height: 256, density: 4.0 };

const VIEWS: [&str; 6] = [
    "",
    "w=-1000000&b=-1000000&x=-3.33333&colour=red",
    "view=train&data=houses&w=-1.03&b=0",
    "view=train&data=overlap&w=1.23456789&b=-1000000",
    "view=notebook",
    "embed=1&say=Find+the+line.&hint=How+steep%3F&goal=w:190..210,loss:..5&data=houses",
];

/// Opens everything that can be opened.
fn unfold(page: &Page, view: &str) {
    page.script("all('details').forEach((one) => (one.open = true));");
    if view == "view=notebook" {
        page.script("id('run-all').click();");
    }
    page.drawn();
}

/// What is wrong; code scrolls inside its field, which WCAG allows.
fn complaints(page: &Page, what: &str) -> Vec<String> {
    let mut found = room::complaints(page, what);
    found.retain(|complaint| !complaint.contains("cut off: code-"));
    found
}

/// Everything that takes the focus, and is then not to be seen in the window, or under something else.
fn lost(page: &Page, what: &str) -> Vec<String> {
    let lost: Vec<String> = page.run_async(
        "const stops = all('button, input, select, textarea, summary, a[href]').filter((one) => seen(one) && one.tabIndex >= 0 && !one.matches(':disabled'));
        const frame = () => new Promise(requestAnimationFrame);
        const work = async () => {
            const lost = [];
            for (const one of stops) {
                one.focus();
                // WebKit scrolls there a little later.
                for (let frames = 0; frames < 3 && !inSight(one); frames++) await frame();
                if (!inSight(one)) lost.push(one.id || one.outerHTML.slice(0, 60));
            }
            return lost;
        };
        const inSight = (one) => {
            // An unseen box is shown by its label.
            const box = (one.closest('label') ?? one).getBoundingClientRect();
            const [left, top, right, bottom] = [Math.max(box.left, 0), Math.max(box.top, 0), Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
            if (right - left < 8 || bottom - top < 8) return false;
            const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return hit && (one.contains(hit) || hit.contains(one) || one.closest('label')?.contains(hit));
        };
        work().then(done);",
    );
    lost.into_iter().map(|one| format!("{what}: {one} has the focus and is not seen")).collect()
}

#[test]
#[ignore = "DevTools: density"]
fn at_400_percent_nothing_is_lost_covered_or_only_to_be_found_sideways() {
    let page = Page::open_on(ZOOMED, "");
    let mut found = Vec::new();
    for view in VIEWS {
        page.go(view);
        unfold(&page, view);
        found.extend(complaints(&page, view));
        found.extend(lost(&page, view));
        // The pictures are as sharp as the screen, and no taller than the window.
        let plots: Vec<(String, f64, f64)> = page.eval(
            "all('.plot').filter(seen).map((one) => [one.id, one.clientHeight, one.querySelector('[role=img]').width / one.clientWidth])",
        );
        for (plot, height, density) in plots {
            assert!((density - 4.0).abs() < 0.02, "{view}: {plot} has {density} dots in a pixel");
            assert!(height <= 256.0, "{view}: {plot} is {height} tall");
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
#[ignore = "DevTools: density"]
fn at_400_percent_the_dialog_has_room() {
    let page = Page::open_on(ZOOMED, "w=-999999.9&b=-999999.9");
    page.click("#share-open");
    page.until("the dialog is open", "id('share').open");
    for tab in ["link", "embed", "exercise", "picture"] {
        page.click(&format!("#share-tab-{tab}"));
        page.until("the tab is shown", &format!("seen(id('share-panel-{tab}'))"));
        let wide: Vec<String> = page.eval(
            "[document.documentElement, id('share'), ...all('#share *:not(textarea, input, select, option, iframe)')]
                .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).display !== 'inline')
                .map((one) => `${one.outerHTML.slice(0, 80)}: ${one.scrollWidth} > ${one.clientWidth}`)",
        );
        assert!(wide.is_empty(), "{tab}: {wide:#?}");
        let inside = page.eval::<Vec<String>>(
            "all('#share button, #share input, #share select, #share textarea, #share summary').filter(seen).filter((one) => {
                one.focus();
                const { top, bottom } = one.getBoundingClientRect();
                return document.activeElement === one && (bottom < 8 || top > innerHeight - 8);
            }).map((one) => one.id)",
        );
        assert!(inside.is_empty(), "{tab}: out of sight with the focus: {inside:?}");
    }
}

#[test]
fn text_of_twice_the_size_has_room_in_every_view() {
    let page = Page::open("");
    let mut found = Vec::new();
    for width in [640, 1280] {
        page.resize(Screen::new(width, 800));
        for view in VIEWS {
            page.go(view);
            page.script("document.documentElement.style.fontSize = '200%';");
            unfold(&page, view);
            let what = format!("200 % at {width}, {view}");
            found.extend(complaints(&page, &what));
            found.extend(lost(&page, &what));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
#[ignore = "DevTools: the size of text that the browser is set to"]
fn on_a_phone_text_of_twice_the_size_has_room_in_every_view() {
    let page = Page::open_on(Screen::new(390, 844), "");
    page.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": 32 } }));
    let mut found = Vec::new();
    for view in VIEWS {
        page.go(view);
        assert_eq!(page.eval::<String>("getComputedStyle(document.documentElement).fontSize"), "32px");
        unfold(&page, view);
        found.extend(complaints(&page, view));
        found.extend(lost(&page, view));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn pictures_grow_with_the_text_and_are_dragged_as_before() {
    let page = Page::open("");
    page.script("document.documentElement.style.fontSize = '200%';");
    page.resize(Screen::new(1280, 1100));
    page.until("the numbers beside the axis have twice the room", "id('plot-line').dataset.frame.startsWith('100,')");
    page.drawn();
    // Where the handles of w = 1.5, b = −1 and x = 2 are.
    for (name, plot, handle, (across, down)) in [
        ("b", "line", (0.0, -1.0), (4.0, -57.0)),
        ("w", "line", (1.0, 0.5), (9.0, 70.0)),
        ("x", "output", (2.0, 0.880_797), (77.0, -20.0)),
    ] {
        page.script("scrollTo({ top: 0, behavior: 'instant' });");
        page.drawn();
        assert_eq!(["w", "b", "x"].map(|name| page.value(name)), [1.5, -1.0, 2.0]);
        let from = page.point(plot, handle.0, handle.1);
        let to = (from.0 + across, from.1 + down);
        page.drag(&[from, (from.0 + 10.0, from.1 - 25.0), to]);
        page.drawn();
        hands::check_under(&page, plot, name, from, to);
        page.click("#undo");
    }
}

#[test]
#[ignore = "DevTools: touch"]
fn on_a_phone_no_field_is_so_small_that_it_would_be_zoomed_in_on() {
    let page = phone("");
    let mut found = Vec::new();
    for query in ["w=-1000000&b=-0.12345", "view=train&data=houses", "view=notebook"] {
        page.go(query);
        assert!(page.eval::<bool>("matchMedia('(pointer: coarse)').matches"));
        page.script("for (const part of all('main details:not([open]) summary')) part.click();");
        page.drawn();
        found.extend(page.eval::<Vec<String>>(
            "all('select, textarea, input[type=text]').filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16)
                .map((one) => one.outerHTML.slice(0, 80))",
        ));
        let complaints = room::complaints(&page, query);
        // Code scrolls inside its field.
        found.extend(complaints.into_iter().filter(|complaint| !complaint.contains("cut off: code-")));
        assert_eq!(page.eval::<String>("getComputedStyle(id('w-more')).touchAction"), "manipulation");
    }
    assert!(found.is_empty(), "{found:#?}");
}
