//! The page in somebody else's page: calm, as tall as its content, with a way out.

use browser_tests::{Host, Key, Page, Place, Screen, Site};
use serde_json::{Value, json};

use crate::axe;
use crate::room::complaints;

/// The views; all of the notebook is taller than any frame.
const VIEWS: [&str; 3] = ["explore", "train", "notebook&hide=cells,random"];

/// The heights that the host was told.
fn heights(host: &Host) -> Vec<f64> {
    host.heard("resize").iter().map(|message| message["height"].as_f64().expect("a number")).collect()
}

#[test]
fn an_embed_has_no_header_no_footer_and_no_scrollbar() {
    let host = Host::across("embed=1");
    for view in VIEWS {
        host.forget();
        host.page.script(&format!("document.querySelector('iframe').src = '{}?embed=1&view={view}';", host.address));
        host.until_heard("resize");
        host.inside(|page| {
            page.opened();
            // The scrollbar of the first frame takes room from the page, which is then less tall without it.
            page.until("the frame is as tall as the page", "document.documentElement.scrollHeight <= innerHeight");
        });
        host.inside(|page| {
            let seen: Vec<String> =
                page.eval("all('header, footer:not(.alone), h1:not(.unseen), .lead').filter(seen).map((one) => one.outerHTML.slice(0, 60))");
            assert!(seen.is_empty(), "{view}: {seen:?}");
            assert!(page.eval::<bool>("seen(id('alone'))"), "{view}: a way out");
            let [inner, content, across, width]: [f64; 4] = page.eval(
                "[innerHeight, document.documentElement.scrollHeight, document.documentElement.scrollWidth, innerWidth]",
            );
            assert!(content <= inner && across <= width, "{view}: {content} in {inner}, {across} in {width}");
            // No scrollbar takes room from it either.
            assert_eq!(page.eval::<f64>("document.documentElement.clientWidth"), width, "{view}");
        });
    }
}

#[test]
fn without_embed_the_page_in_a_frame_keeps_its_header() {
    let host = Host::across("");
    let seen =
        "['header', 'footer:not(.alone)'].every((one) => seen(document.querySelector(one))) && !seen(id('alone'))";
    assert!(host.inside(|page| page.eval::<bool>(seen)));
    let footer = |page: &Page| page.eval::<String>("document.querySelector('footer').innerText");
    let told = host.inside(footer);
    assert!(told.contains("the page around it"), "it does tell that one: {told}");
    let alone = footer(&Page::open(""));
    assert!(alone.contains("sends nothing anywhere"), "{alone}");
}

#[test]
fn the_height_follows_the_content_and_not_the_frame() {
    let host = Host::across("embed=1");
    host.until_heard("resize");
    let settled = || {
        host.page.drawn();
        host.inside(Page::drawn);
        *heights(&host).last().expect("a height")
    };
    let first = settled();
    assert!(first.fract() == 0.0 && (400.0..2000.0).contains(&first), "{first}");
    let content: f64 = host.inside(|page| page.eval("document.querySelector('.page').getBoundingClientRect().height"));
    assert!((content - first).abs() <= 1.0, "told {first}, is {content}");

    // A frame that was given what the page asked for asks for nothing more, nor does one that is too short or too tall.
    let told = heights(&host).len();
    for height in [first, first, first - 200.0, first + 700.0, first] {
        host.page.script(&format!("document.querySelector('iframe').style.height = '{height}px';"));
        assert_eq!(settled(), first, "in a frame of {height}");
    }
    assert_eq!(heights(&host).len(), told, "{:?}", heights(&host));
    // With the header of the whole page it is the same.
    let whole = Host::across("embed=0");
    whole.until_heard("resize");
    whole.page.script("document.querySelector('iframe').style.height = '3500px';");
    whole.inside(|page| page.click(".ranges summary"));
    whole.page.until("the content is told", "heard.at(-1).data.height < 3000");

    // More content, and less.
    host.inside(|page| page.click(".ranges summary"));
    host.page.until("a larger height is told", &format!("heard.at(-1).data.height > {first}"));
    host.inside(|page| page.click(".ranges summary"));
    host.page.until("the first height is told again", &format!("heard.at(-1).data.height === {first}"));
    // A narrow column makes everything taller.
    host.page.resize(Screen::new(320, 2400));
    host.page.until("a larger height is told", &format!("heard.at(-1).data.height > {first}"));
}

#[test]
fn heights_stay_between_100_and_20000() {
    let all: Vec<_> = wxplusb::state::Control::ALL.iter().map(|control| control.name()).collect();
    let host = Host::across(&format!("embed=1&hide={}", all.join(",")));
    host.until_heard("resize");
    // What is left when everything is hidden is the sentence and the way out.
    host.inside(|page| page.script("all('#description, .alone').forEach((one) => one.remove());"));
    host.page.until("no less is asked for", "heard.at(-1).data.height === 100");
    host.inside(|page| page.script("document.querySelector('main').style.height = '30000px';"));
    host.page.until("no more is asked for", "heard.at(-1).data.height === 20000");
}

#[test]
fn canvas_is_told_in_its_own_way_and_a_host_that_wants_no_height_is_told_none() {
    let host = Host::across("embed=1&resize=canvas");
    host.page.until("Canvas is told", "heard.some(({ data }) => data.subject === 'lti.frameResize')");
    let messages = host.heard("");
    let told: Vec<&Value> = messages.iter().filter(|message| message["subject"] == "lti.frameResize").collect();
    assert_eq!(told.last().expect("told")["height"].as_f64(), heights(&host).last().copied());

    let host = Host::across("embed=1&resize=none");
    host.inside(|page| page.click(".ranges summary"));
    host.page.drawn();
    host.inside(Page::drawn);
    assert_eq!(host.state(), "");
    assert_eq!(heights(&host), [] as [f64; 0]);
}

#[test]
fn the_way_out_opens_the_same_values_and_the_same_exercise_in_a_page_of_its_own() {
    let host = Host::across("embed=1&resize=canvas&say=Find%20it&lock=b&theme=dark&w=2&b=3");
    let address: String = host.inside(|page| {
        page.drag_slider("w", 4.0);
        page.focus("alone");
        assert_eq!(page.eval::<[String; 2]>("[id('alone').target, id('alone').rel]"), ["_blank", "noopener"]);
        page.eval("id('alone').href")
    });
    let page = &host.page;
    page.visit(&address);
    page.opened();
    assert_eq!((page.value("w"), page.value("b"), page.text("say")), (4.0, 3.0, "Find it".to_owned()));
    assert!(page.eval::<bool>("seen(document.querySelector('header')) && id('b').matches(':disabled')"));
    assert_eq!(page.eval::<String>("id('theme').value"), "dark");
    assert!(!page.query().contains("embed") && !page.query().contains("origin"), "{}", page.query());
}

#[test]
fn the_way_out_of_a_page_without_values_goes_to_the_page_without_a_query() {
    let page = Page::open("embed=1");
    assert_eq!(page.eval::<String>("id('alone').href"), page.address());
}

#[test]
fn the_address_keeps_what_the_author_decided_while_values_move() {
    let theirs = "embed=1&hide=presets,x&lock=b&resize=none&origin=https://example.org&say=Find it&hint=steep&goal=w:1..2,loss:..5";
    let page = Page::open(theirs);
    page.click("#w-more");
    let ours = theirs.replace(' ', "+");
    page.until("the address has both", &format!("location.search === '?w=1.6&{ours}'"));
    let alone: String = page.eval("id('alone').href");
    assert!(alone.contains("say=Find") && !alone.contains("embed") && !alone.contains("origin"), "{alone}");
    page.go(&page.query());
    assert_eq!((page.value("w"), page.text("say")), (1.6, "Find it".to_owned()));
    assert!(page.eval::<bool>("id('b').matches(':disabled') && !seen(id('x'))"));
}

#[test]
fn what_an_author_wrote_wrong_is_told_and_the_rest_works() {
    let wrong = [
        ("embed=maybe", "embed wants 1 or 0"),
        ("hide=b,everything", "“everything”"),
        ("lock=W", "“W”"),
        ("resize=always", "resize wants one of"),
        ("origin=example.org", "origin wants an origin"),
        ("goal=w:5..1", "“w:5..1”"),
        ("goal=speed:1..", "“speed:1..”"),
        ("lock=b&lock=x", "lock uses only the first value"),
    ];
    let page = Page::open("");
    for (link, sentence) in wrong {
        page.go(&format!("{link}&w=2"));
        let notices = page.text("notices");
        assert!(notices.contains(sentence), "{link}: “{sentence}” in: {notices}");
        page.click("#w-more");
        assert_eq!(page.value("w"), 2.1, "{link}");
    }
}

#[test]
#[ignore = "DevTools: other media"]
fn the_theme_of_an_embed_is_the_one_its_link_names() {
    let page = Page::open("");
    // The system wants the other one.
    for (theme, colour, system) in [("dark", "rgb(20, 23, 28)", "light"), ("light", "rgb(255, 255, 255)", "dark")] {
        page.pretend("screen", &[("prefers-color-scheme", system)]);
        page.go(&format!("embed=1&theme={theme}"));
        let found: String = page.eval("getComputedStyle(document.querySelector('.page')).backgroundColor");
        assert_eq!(found, colour, "{theme}");
        assert!(!page.eval::<bool>("seen(id('theme'))"), "nothing in the embed offers another");
    }
}

#[test]
fn an_embed_with_an_exercise_has_room_and_is_for_everyone() {
    let exercise = "embed=1&say=Find+the+line+through+both+houses.&hint=How+steep%3F&goal=w:190..210,loss:..5&lock=b&hide=presets&data=houses";
    let page = Page::open("");
    for (screen, theme, view) in [
        (Screen::NARROW, "light", "explore"),
        (Screen::NARROW, "dark", "train"),
        (Screen::LAPTOP, "dark", "explore"),
        (Screen::LAPTOP, "light", "train"),
    ] {
        page.resize(screen);
        page.go(&format!("{exercise}&theme={theme}&view={view}"));
        page.click("#hint summary");
        let what = format!("{screen:?} {theme} {view}");
        axe::check(&page, &what);
        assert_eq!(complaints(&page, &what), [] as [String; 0]);
    }
}

#[test]
fn a_link_to_a_cell_scrolls_its_frame_and_not_the_course_page_around_it() {
    let frame = "<iframe title=embed style='max-height: 400px' src='PAGE?embed=1&view=notebook&cell=logistic-predict'></iframe>";
    let host = Host::new(Site::built(), Place::Beside, &format!("<div style='height: 3000px'></div>{frame}"));
    host.ready();
    host.inside(|page| {
        page.until("the cell is run", "text('output-logistic-predict') !== ''");
        page.until("it is in sight", "Math.abs(id('cell-logistic-predict').getBoundingClientRect().top) < 2");
    });
    assert_eq!(host.page.eval::<f64>("scrollY"), 0.0);
    // The lab of the cell is how the link opens, and nothing that its reader did.
    host.settle();
    let origins: Vec<Value> =
        ["input", "change"].into_iter().flat_map(|kind| host.heard(kind)).map(|told| told["origin"].clone()).collect();
    assert!(origins.iter().all(|origin| origin == "host"), "{origins:?}");
    assert!(host.state().contains("logistic"), "{}", host.state());
    let reply = host.ask(&json!({ "type": "reset" }));
    assert_eq!((&reply["ok"], &reply["w"], &reply["b"]), (&json!(true), &json!("2"), &json!("-4.5")), "{reply}");
}

#[test]
fn the_link_to_a_page_of_its_own_has_the_values_of_the_moment_it_is_followed() {
    let page = Page::open("embed=1");
    page.focus("alone");
    page.script(
        "addEventListener('click', (event) => {
            window.led = id('alone').href;
            event.preventDefault();
        });
        id('w').value = 3;
        id('w').dispatchEvent(new Event('input', { bubbles: true }));",
    );
    page.keys([Key::Enter]);
    page.until("it is followed", "window.led");
    let led: String = page.eval("window.led");
    assert!(led.ends_with("?w=3"), "{led}");
}
