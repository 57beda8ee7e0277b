//! axe-core finds nothing to say, in every look of the page.

use std::{env, fs};

use browser_tests::{Page, Screen};

/// Asserts that axe-core has no objection to what is shown.
pub(crate) fn check(page: &Page, what: &str) {
    let path = env::var("WXPLUSB_AXE").expect("WXPLUSB_AXE names axe.min.js: run `cargo xtask test browser`");
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    // Evaluated, as a page that is served with a Content-Security-Policy would not take a script element.
    page.script(&format!("{axe};"));
    let (passed, violations): (usize, Vec<String>) = page.run_async(
        "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const told = ({ id, help, nodes }) => `${id}: ${help}: ` + nodes.map((node) => node.html.slice(0, 160) + ' — ' + node.failureSummary).join(' | ');
        axe.run(document, { runOnly: tags }).then(
            ({ passes, violations }) => done([passes.length, violations.map(told)]),
            (error) => done([0, [String(error)]]),
        );",
    );
    assert!(violations.is_empty(), "{what}: {violations:#?}");
    assert!(passed > 20, "{what}: axe looked at only {passed} rules");
}

#[test]
#[ignore = "DevTools: other media"]
fn in_light_and_dark() {
    let page = Page::open("theme=light");
    check(&page, "light");
    page.go("theme=dark");
    check(&page, "dark");
    page.pretend("screen", &[("prefers-color-scheme", "dark")]);
    page.go("");
    check(&page, "dark as the system");
}

#[test]
fn on_narrow_screens() {
    for screen in [Screen::NARROW, Screen::PHONE] {
        for theme in ["light", "dark"] {
            check(&Page::open_on(screen, &format!("theme={theme}")), &format!("{screen:?} {theme}"));
        }
    }
}

#[test]
fn with_everything_open_and_something_refused() {
    for theme in ["light", "dark"] {
        let page = Page::open(&format!("theme={theme}&colour=red&bias=0&act=relu"));
        page.click(".ranges summary");
        page.enter("w", "abc");
        page.enter("xmin", "low");
        check(&page, theme);
    }
}

#[test]
fn axe_does_find_what_is_wrong() {
    let page = Page::open("");
    page.script("id('w').removeAttribute('id');");
    let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&page, "without a label")));
    let said = found.err().and_then(|said| said.downcast::<String>().ok());
    assert!(said.as_ref().is_some_and(|said| said.contains("label")), "a slider without a label is found: {said:?}");
}
