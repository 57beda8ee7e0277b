//! For everyone: names, roles, targets, one calm live region, a sensible order of keys.

use browser_tests::{Key, Page, Rgb, Screen, Site};
use serde::Deserialize;
use serde_json::json;

#[test]
fn each_slider_is_a_range_input_with_a_label_that_is_seen_and_says_its_value() {
    let page = Page::open("w=1.3&b=-4.5&x=2");
    for (name, said) in [("w", "w 1.3"), ("b", "b −4.5"), ("x", "x 2")] {
        let [kind, label, valuetext]: [String; 3] = page.eval(&format!(
            "[id('{name}').type, id('{name}').labels[0].innerText, id('{name}').getAttribute('aria-valuetext')]"
        ));
        assert_eq!((kind.as_str(), valuetext.as_str()), ("range", said));
        assert!(label.starts_with(name) && label.len() > 3, "the label of {name}: {label}");
    }
    page.focus("w");
    page.keys([Key::Right]);
    assert_eq!(page.eval::<String>("id('w').getAttribute('aria-valuetext')"), "w 1.4");
}

#[test]
fn every_target_is_at_least_24_pixels_and_thumbs_are_44() {
    for screen in [Screen::LAPTOP, Screen::PHONE, Screen::NARROW] {
        let page = Page::open_on(screen, "w=big");
        page.click(".ranges summary");
        // A box inside its label is pressed through the label.
        let small: Vec<String> = page.eval(
            "all('button, input, select, summary, a[href]').filter(seen).flatMap((element) => {
                const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
                return width >= 24 && height >= 24 ? [] : [`${element.outerHTML.slice(0, 80)}: ${width} × ${height}`];
            })",
        );
        assert!(small.is_empty(), "{screen:?}: below 24 px: {small:#?}");
        let thumbs: Vec<String> = page.eval(
            "all('[type=range], .grip[data-grip]').filter((element) => element.dataset.grip !== '').flatMap((element) => {
                const { width, height } = element.getBoundingClientRect();
                // A transform leaves its rounding in a rectangle.
                return width > 43.99 && height > 43.99 ? [] : [`${element.outerHTML.slice(0, 80)}: ${width} × ${height}`];
            })",
        );
        assert!(thumbs.is_empty(), "{screen:?}: below 44 px: {thumbs:#?}");
    }
}

#[test]
fn each_plot_is_an_image_with_a_name_and_a_description_that_contains_w_and_b() {
    let page = Page::open("");
    for (query, w, b) in [("", "1.5", "−1"), ("w=-2.25&b=0", "−2.25", "0"), ("w=0&b=3&bias=0", "0", "0")] {
        page.go(query);
        for plot in ["line", "output"] {
            let images: Vec<[String; 2]> = page.eval(&format!(
                "[...plot('{plot}').querySelectorAll('canvas')].filter(seen).map((canvas) =>
                    [canvas.getAttribute('role') + ' ' + canvas.getAttribute('aria-label'),
                    text(canvas.getAttribute('aria-describedby'))])"
            ));
            let [[name, description]] = &images[..] else { panic!("one image, not {images:?}") };
            assert!(name.starts_with("img Plot of "), "{plot}: {name}");
            for said in [format!("w = {w}"), format!("b = {b}")] {
                assert!(description.contains(&said), "{query} {plot}: “{said}” in: {description}");
            }
        }
    }
}

#[test]
fn the_handles_on_a_plot_are_no_tab_stops() {
    let page = Page::open("");
    let stops: Vec<String> = page.eval("all('.plot *, .plot').filter((element) => element.tabIndex >= 0).map(String)");
    assert!(stops.is_empty(), "{stops:?}");
}

#[test]
fn thirty_key_presses_make_one_announcement() {
    let page = Page::open("");
    page.script(
        "window.spoken = []; window.last = 0;
        new MutationObserver(() => window.spoken.push(text('announcer')))
            .observe(id('announcer'), { childList: true, characterData: true, subtree: true });
        addEventListener('keydown', () => (window.last = performance.now()));
        window.last = performance.now();",
    );
    // The page speaks after half a second of rest; what it has to say it has said after three of them.
    page.until("it is quiet", "performance.now() - window.last > 1500");
    assert_eq!(page.text("announcer"), "", "a page that opens does not talk");
    page.focus("w");
    page.keys(vec![Key::Right; 30]);
    page.until("it is quiet", "performance.now() - window.last > 1500");
    let spoken: Vec<String> = page.eval("window.spoken");
    let [said] = &spoken[..] else { panic!("one announcement, not {spoken:#?}") };
    for part in ["w 4.5", "b −1"] {
        assert!(said.contains(part), "“{part}” in: {said}");
    }
    let polite: bool = page.eval("id('announcer').getAttribute('role') === 'status' && all('output').length === 0");
    assert!(polite, "one polite live region, and no <output>, which is one by itself");
}

/// An element that the Tab key reaches.
#[derive(Debug, Deserialize)]
pub(crate) struct Stop {
    /// Its id, or how its HTML begins.
    pub(crate) name: String,
    /// The outline while it has the focus.
    pub(crate) outline: (String, f64, String),
}

/// The elements that the Tab key reaches, in its order.
pub(crate) fn tab_stops(page: &Page) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    loop {
        page.keys([Key::Tab]);
        let stop: Stop = page.run(
            "const element = document.activeElement;
            const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
            const name = element === document.body ? '' : element.id || element.outerHTML.slice(0, 60);
            return { name, outline: [outlineStyle, parseFloat(outlineWidth), outlineColor] };",
        );
        if stop.name.is_empty() || stops.iter().any(|earlier| earlier.name == stop.name) {
            return stops;
        }
        stops.push(stop);
    }
}

#[test]
fn the_tab_key_goes_from_the_views_to_w_b_x_and_then_to_the_rest() {
    for screen in [Screen::LAPTOP, Screen::PHONE] {
        let page = Page::open_on(screen, "");
        let stops: Vec<String> = tab_stops(&page).into_iter().map(|stop| stop.name).collect();
        let rank = |stop: &String| match stop.as_str() {
            stop if stop.starts_with("tab-") => 0,
            stop if stop == "w" || stop.starts_with("w-") => 1,
            stop if stop == "b" || stop.starts_with("b-") => 2,
            stop if stop == "x" || stop.starts_with("x-") => 3,
            _ => 4,
        };
        assert!(stops.iter().map(rank).is_sorted(), "{screen:?}: {stops:#?}");
        for needed in ["tab-explore", "w", "w-value", "b", "x", "use-bias", "initialise", "fit-view", "reset", "theme"]
        {
            assert!(stops.iter().any(|stop| stop == needed), "{needed} is reached: {stops:#?}");
        }
    }
}

#[test]
fn the_focus_is_always_seen() {
    let page = Page::open("");
    for theme in ["light", "dark"] {
        page.go(&format!("theme={theme}&act=tanh"));
        let background = page.ink("background");
        let stops = tab_stops(&page);
        assert!(stops.len() > 20, "{stops:#?}");
        for Stop { name, outline: (style, width, colour) } in stops {
            assert!(style == "solid" && width >= 2.0, "{theme}: {name}: {style} {width}");
            let contrast = Rgb::read(&colour).contrast(background);
            assert!(contrast >= 3.0, "{theme}: {name}: a ring of contrast {contrast:.2}");
        }
    }
}

#[test]
#[ignore = "DevTools: other media"]
fn nothing_moves_by_itself_for_a_reader_who_wants_less_motion() {
    let page = Page::open("");
    page.pretend("screen", &[("prefers-reduced-motion", "reduce")]);
    page.click("#preset-logistic");
    assert_eq!(page.eval::<usize>("document.getAnimations().length"), 0);
    // What the click itself brings about, last of all the announcement, has happened.
    page.until("the click is announced", "location.search.includes('w=2') && text('announcer') !== ''");
    let before: (String, String) = page.eval("[document.body.innerText, location.search]");
    page.drawn();
    assert_eq!(page.eval::<(String, String)>("[document.body.innerText, location.search]"), before);
}

#[test]
#[ignore = "DevTools: no scripts"]
fn without_javascript_there_are_a_text_and_a_still_figure() {
    let page = Page::blank(Site::built());
    page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    page.visit("");
    let (shown, pictures): (String, Vec<[f64; 2]>) = page.eval(
        "[document.body.innerText,
        all('noscript img').filter((image) => image.alt).map((image) => [image.naturalWidth, image.clientWidth])]",
    );
    for part in ["weight w", "bias b", "z = wx + b", "JavaScript"] {
        assert!(shown.contains(part), "“{part}” in: {shown}");
    }
    assert!(matches!(pictures[..], [[natural, seen]] if natural > 100.0 && seen > 100.0), "{pictures:?}");
    assert!(!shown.contains("loading"), "a page that will not load does not say that it loads: {shown}");
}

#[test]
fn every_region_that_speaks_is_there_before_it_does_and_takes_no_room() {
    let page = Page::open("");
    // What lies in a form that is closed is opened with it.
    let missing =
        "all('[role=status]').filter((one) => !one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))";
    for view in ["", "view=train", "view=notebook"] {
        page.go(view);
        page.script("for (const part of all('main details:not([open]) summary')) part.click();");
        page.drawn();
        assert_eq!(page.eval::<Vec<String>>(missing), [""; 0], "{view}");
        assert_eq!(page.eval::<f64>("id('notices').getBoundingClientRect().height"), 0.0, "{view}");
    }
    page.click("#share-open");
    page.until("the dialog is open", "id('share').open && id('share').contains(document.activeElement)");
    for tab in ["link", "embed", "exercise", "picture"] {
        page.click(&format!("#share-tab-{tab}"));
        page.until("the tab is shown", &format!("seen(id('share-panel-{tab}'))"));
        assert_eq!(page.eval::<Vec<String>>(missing), [""; 0], "{tab}");
        assert!(page.eval::<bool>("all('#share [role=status]').length > 0"), "{tab}");
    }
}

#[test]
fn what_is_dismissed_leaves_the_focus_where_something_can_be_done() {
    let page = Page::open("");
    for (query, place) in [
        ("colour=red", "tab-explore"),
        ("colour=red&hide=views", "w-value"),
        ("colour=red&lock=views&hide=w", "b-value"),
        ("colour=red&embed=1&lock=w,b", "x-value"),
    ] {
        page.go(query);
        page.script("document.querySelector('#notices button').focus();");
        page.keys([Key::Enter]);
        page.until(query, &format!("text('notices') === '' && document.activeElement.id === '{place}'"));
    }
}
