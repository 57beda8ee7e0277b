//! For everyone: axe, small screens, large text, targets, names, the order of keys.

use browser_tests::{Page, Rgb, Screen};

use super::divergence::diverge;
use super::{HOUSES, open_paste, paste};
use crate::access::{Stop, tab_stops};
use crate::{axe, room};

/// The view with everything open and in trouble: told rows, a refused field, a run that diverged.
fn trouble(page: &Page, query: &str) {
    page.go(&format!("{HOUSES}&lr=0.3&colour=red{query}"));
    paste(page, "x\ty\n1\t300\n2\t500\nbad\trow");
    page.enter("w", "-1.03");
    page.enter("lr", "0.3");
    diverge(page);
    page.enter("y-0", "abc");
    page.drawn();
}

#[test]
fn axe_finds_nothing_in_light_dark_and_on_a_narrow_screen() {
    for screen in [Screen::LAPTOP, Screen::NARROW] {
        let page = Page::open_on(screen, "view=train");
        for theme in ["light", "dark"] {
            page.go(&format!("{HOUSES}&theme={theme}"));
            axe::check(&page, &format!("{screen:?} {theme}"));
            page.go(&format!("view=train&data=overlap&bias=0&squares=1&log=1&theme={theme}"));
            axe::check(&page, &format!("{screen:?} {theme}, classes"));
            trouble(&page, &format!("&theme={theme}"));
            axe::check(&page, &format!("{screen:?} {theme}, in trouble"));
            page.go("view=train&points=");
            axe::check(&page, &format!("{screen:?} {theme}, empty"));
        }
    }
}

#[test]
fn nothing_sticks_out_is_cut_off_or_covered() {
    let page = Page::open("view=train");
    let mut found = Vec::new();
    for (width, height) in [(320, 640), (390, 844), (768, 1024), (960, 700), (1280, 800), (1920, 1080)] {
        page.resize(Screen::new(width, height));
        for query in [
            HOUSES,
            "view=train&data=overlap&w=1.23456789&b=-1000000",
            "view=train&data=noisy&units=zscore&w=-1000000",
            "view=train&points=",
        ] {
            page.go(query);
            open_paste(&page);
            found.extend(room::complaints(&page, &format!("{width} × {height}, {query}")));
        }
        trouble(&page, "");
        found.extend(room::complaints(&page, &format!("{width} × {height}, in trouble")));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn text_of_twice_the_size_and_wide_spacing_are_neither_cut_off_nor_covered() {
    let page = Page::open("view=train");
    let mut found = Vec::new();
    for (width, style) in [
        (640, "html { font-size: 200% !important }"),
        (1280, "html { font-size: 200% !important }"),
        // The spacing that WCAG 1.4.12 asks a page to bear.
        (
            320,
            "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
        ),
    ] {
        page.resize(Screen::new(width, 800));
        trouble(&page, "");
        page.script(&format!(
            "const style = new CSSStyleSheet(); style.replaceSync('{style}'); document.adoptedStyleSheets = [style];"
        ));
        found.extend(room::complaints(&page, &format!("{width}, {}", &style[..20])));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_target_is_at_least_24_pixels_and_thumbs_are_44() {
    for screen in [Screen::LAPTOP, Screen::PHONE, Screen::NARROW] {
        let page = Page::open_on(screen, "view=train");
        trouble(&page, "");
        let small: Vec<String> = page.eval(
            "all('button, input, select, summary, textarea, a[href]').filter(seen).flatMap((element) => {
                const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
                return width >= 24 && height >= 24 ? [] : [`${element.outerHTML.slice(0, 80)}: ${width} × ${height}`];
            })",
        );
        assert!(small.is_empty(), "{screen:?}: below 24 px: {small:#?}");
        let thumbs: Vec<String> = page.eval(
            "all('[type=range], .grip[data-grip]').filter((element) => element.dataset.grip !== '').flatMap((element) => {
                const { width, height } = element.getBoundingClientRect();
                return width > 43.99 && height > 43.99 ? [] : [`${element.outerHTML.slice(0, 80)}: ${width} × ${height}`];
            })",
        );
        assert!(thumbs.is_empty(), "{screen:?}: below 44 px: {thumbs:#?}");
    }
}

#[test]
fn each_plot_is_an_image_with_a_name_of_its_own_and_a_description_that_contains_w_and_b() {
    let page = Page::open("");
    for (query, w, b) in [(HOUSES, "−1.03", "0"), ("view=train&w=2&b=-4.5", "2", "−4.5")] {
        page.go(query);
        let mut images: Vec<[String; 3]> = page.eval(
            "all('.plot').map((plot) => {
                const images = [...plot.querySelectorAll('canvas')].filter(seen);
                return [images.map((canvas) => canvas.getAttribute('role')).join(), images[0].getAttribute('aria-label'),
                    text(images[0].getAttribute('aria-describedby'))];
            })",
        );
        assert_eq!(images.len(), 3, "{images:?}");
        for [role, name, description] in &images {
            assert_eq!(role, "img", "{name}: one image");
            assert!(name.split(' ').count() > 3, "a name: {name}");
            for said in [format!("w = {w}"), format!("b = {b}")] {
                assert!(description.contains(&said), "{query} {name}: “{said}” in: {description}");
            }
        }
        images.sort();
        images.dedup_by(|one, other| one[1] == other[1]);
        assert_eq!(images.len(), 3, "three names: {images:?}");
    }
}

#[test]
fn the_tab_key_goes_from_the_views_through_everything_in_an_order_that_makes_sense() {
    for screen in [Screen::LAPTOP, Screen::PHONE] {
        let page = Page::open_on(screen, HOUSES);
        // There is something to undo, and the focus has not been anywhere yet.
        page.script("id('epochs-1').click();");
        page.until("one epoch is done", "!id('undo').disabled");
        let stops: Vec<String> = tab_stops(&page).into_iter().map(|stop| stop.name).collect();
        assert!(stops[0].starts_with("tab-"), "{stops:#?}");
        let place = |name: &str| {
            stops.iter().position(|stop| stop == name).unwrap_or_else(|| panic!("{name} is reached: {stops:#?}"))
        };
        for (earlier, later) in [
            ("data", "epochs-1"),
            ("data", "w"),
            ("w", "b"),
            ("b", "lr"),
            ("epochs-1", "epochs-10000"),
            ("epochs-1000", "play"),
            ("play", "x-0"),
            ("w", "undo"),
            ("undo", "x-0"),
            ("x-0", "y-0"),
            ("y-0", "remove-0"),
            ("remove-0", "x-1"),
            ("remove-1", "add"),
            ("add", "export"),
            ("export", "theme"),
        ] {
            assert!(place(earlier) < place(later), "{screen:?}: {earlier} before {later} in {stops:#?}");
        }
    }
}

#[test]
fn the_focus_is_always_seen() {
    let page = Page::open("view=train");
    for theme in ["light", "dark"] {
        page.go(&format!("{HOUSES}&theme={theme}"));
        page.script("document.querySelector('details.paste').open = true;");
        let background = page.ink("background");
        let stops = tab_stops(&page);
        assert!(stops.len() > 30, "{stops:#?}");
        for Stop { name, outline: (style, width, colour) } in stops {
            assert!(style == "solid" && width >= 2.0, "{theme}: {name}: {style} {width}");
            let contrast = Rgb::read(&colour).contrast(background);
            assert!(contrast >= 3.0, "{theme}: {name}: a ring of contrast {contrast:.2}");
        }
    }
}

#[test]
fn the_handles_on_a_plot_are_no_tab_stops() {
    let page = Page::open(HOUSES);
    let stops: Vec<String> = page.eval("all('.plot *, .plot').filter((element) => element.tabIndex >= 0).map(String)");
    assert!(stops.is_empty(), "{stops:?}");
}
