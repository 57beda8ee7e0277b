//! Small screens, large text, wide spacing: nothing is cut off, covered, or only to be found sideways.

use browser_tests::{Page, Screen};

/// What sticks out sideways, which texts are cut off, and which controls cover each other.
pub(crate) fn complaints(page: &Page, what: &str) -> Vec<String> {
    page.drawn();
    let found: Vec<String> = page.run(
        "const { scrollWidth, clientWidth } = document.documentElement;
        const brief = (element) => element.id || element.outerHTML.slice(0, 60);
        const place = (element) => element.getBoundingClientRect();
        const wide = all('body *').filter((element) => seen(element) && place(element).right > clientWidth + 0.5);
        const sideways = scrollWidth > clientWidth
            ? [`${scrollWidth - clientWidth} px too wide: ${wide.map(brief).slice(0, 4).join(', ')}`] : [];

        const cut = all('button, label, legend, summary, select, input[type=text], p, h1, h2, li, span')
            .filter((element) => seen(element) && !element.closest('.unseen') && getComputedStyle(element).display !== 'inline')
            .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)
            .map((one) => `cut off: ${brief(one)}: ${one.scrollWidth} × ${one.scrollHeight} in ${one.clientWidth} × ${one.clientHeight}`);

        const controls = all('button, label, select, summary, input[type=text], input[type=range], .plot, #description').filter(seen);
        const share = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        const covered = controls.flatMap((one, at) => controls.slice(at + 1)
            .filter((other) => !one.contains(other) && !other.contains(one) && share(place(one), place(other)))
            .map((other) => `covering each other: ${brief(one)} and ${brief(other)}`));
        return [...sideways, ...cut, ...covered];",
    );
    found.into_iter().map(|complaint| format!("{what}: {complaint}")).collect()
}

const QUERIES: [&str; 4] =
    ["", "w=-1000000&b=-1000000&x=-3.33333", "w=0.000001&b=-0.12345&act=tanh", "w=wrong&colour=red"];

#[test]
fn from_phone_to_projector_nothing_sticks_out_or_is_covered() {
    let page = Page::open("");
    let mut found = Vec::new();
    for (width, height) in [(320, 640), (390, 844), (600, 900), (768, 1024), (960, 700), (1280, 800), (1920, 1080)] {
        page.resize(Screen::new(width, height));
        for query in QUERIES {
            page.go(query);
            page.click(".ranges summary");
            found.extend(complaints(&page, &format!("{width} × {height}, {query}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn text_of_twice_the_size_is_neither_cut_off_nor_covered() {
    let page = Page::open("");
    let mut found = Vec::new();
    for width in [640, 1280, 1920] {
        page.resize(Screen::new(width, 800));
        for query in QUERIES {
            page.go(query);
            page.script("document.documentElement.style.fontSize = '200%';");
            found.extend(complaints(&page, &format!("200 % at {width}, {query}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn wide_text_spacing_is_neither_cut_off_nor_covered() {
    let page = Page::open("");
    let mut found = Vec::new();
    for width in [320, 1280] {
        page.resize(Screen::new(width, 800));
        for query in QUERIES {
            page.go(query);
            // The spacing that WCAG 1.4.12 asks a page to bear, brought as an extension does: the page's policy takes no <style>.
            page.script(
                "const style = new CSSStyleSheet();
                document.adoptedStyleSheets = [style];
                style.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
                    p { margin-bottom: 2em !important }`);",
            );
            found.extend(complaints(&page, &format!("text spacing at {width}, {query}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_layout_stays_where_it_is_while_values_change() {
    let page = Page::open("");
    let places = "all('button, input, select, .plot, h1, h2, summary').filter(seen).map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.id || element.className || element.tagName, x, y + scrollY, width, height].join(' ');
    })";
    let before: Vec<String> = page.eval(places);
    page.focus("w");
    for value in [-9.9, -0.1, 0.0, 7.77] {
        page.script(&format!(
            "id('w').value = {value}; id('w').dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
        page.drawn();
        let after: Vec<String> = page.eval(places);
        let moved: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
        assert!(moved.is_empty(), "w near {value} moves {moved:#?}");
    }
}
