//! The example pages, which are there to be copied.

use browser_tests::{Host, Key, Page, Screen, Site};

use crate::axe;
use crate::snippets::{check_frames, course, jupyter};

/// The frame of an element in a page of examples.
fn frame(id: &str) -> String {
    format!("document.getElementById('{id}').shadowRoot.querySelector('iframe')")
}

fn open(name: &str) -> Page {
    let page = Page::blank(Site::built());
    page.resize(Screen::new(1280, 4200));
    page.visit(&format!("examples/{name}"));
    page.until("the element is defined", "!document.querySelector('wx-plus-b') || customElements.get('wx-plus-b')");
    page.drawn();
    page
}

#[test]
fn everything_that_the_list_of_examples_links_to_is_there() {
    let page = open("index.html");
    let links: Vec<(String, u16)> = page.run_async(
        "Promise.all(all('a[href]').map(async ({ href }) => [href, (await fetch(href)).status])).then(done);",
    );
    assert!(links.len() >= 5, "{links:?}");
    for (link, status) in links {
        assert_eq!(status, 200, "{link}");
    }
    axe::check(&page, "the list");
}

#[test]
fn the_quiz_answers_to_what_is_done_in_its_embeds() {
    let page = open("plain.html");
    let states: Vec<String> = page.run_async("Promise.all(all('wx-plus-b').map((one) => one.whenReady().then(({ warnings }) => String(warnings)))).then(done);");
    assert_eq!(states, ["", "", ""], "three embeds without a warning");
    axe::check(&page, "the quiz");

    let answer = |id: &str, said: &str| {
        page.until(&format!("{id} says “{said}”"), &format!("id('{id}-answer').value.includes('{said}')"));
    };
    page.inside(&frame("find"), |page| {
        page.opened();
        page.enter("w", "200");
    });
    answer("find", "as steep as it should be");
    page.inside(&frame("find"), |page| page.enter("b", "100"));
    answer("find", "Found, exactly.");
    page.inside(&frame("find"), |page| assert_eq!(page.text("verdict"), "Reached!"));

    page.inside(&frame("guess"), |page| assert!(page.eval::<bool>("id('w').matches(':disabled')"), "first the guess"));
    page.click("label:has([value=right])");
    page.click("#guess-form button");
    answer("guess", "it went to the left");
    let has_focus = |button: &str| page.eval::<bool>(&format!("document.activeElement.matches('{button}')"));
    assert!(has_focus("#guess-form button"), "who has pressed it is not sent away");
    answer("guess", "From 2.25 to 1.75");
    page.until("the sliders are free", "id('guess').state.includes('b=-3.5')");
    page.run_async::<bool>("id('guess').whenReady().then(() => done(true));");
    page.inside(&frame("guess"), |page| {
        page.opened();
        assert!(!page.eval::<bool>("id('w').matches(':disabled')"), "then the sliders");
    });

    page.click("#train");
    answer("learn", "After 1000 epochs: w = 197.48");
    assert!(has_focus("#train"));
    page.until("it has ended", "id('train').ariaDisabled !== 'true'");
    page.click("#again");
    answer("learn", "Back at the start.");
    page.click("#train");
    page.until("it goes on", "text('epochs').startsWith('Epoch')");
    assert_eq!(page.text("stop"), "Stop", "its name stays");
    page.click("#stop");
    page.until("it has stopped", "id('learn-answer').value.startsWith('After') && id('train').ariaDisabled !== 'true'");
    assert!(has_focus("#stop"));
    // What is stopped at once was not moved. An embed that answers when the hand wants it:
    page.script("const one = id('learn'); one.fit = () => new Promise((end) => { one.pause = () => end({ epoch: 0, loss: 5 }); });");
    page.click("#train");
    page.click("#stop");
    answer("learn", "Stopped before the first epoch: w = ");
}

#[test]
fn arrow_keys_turn_slides_but_not_from_inside_the_embed() {
    let page = open("slides.html");
    let place = |expected: &str| assert_eq!(page.eval::<String>("id('place').value"), expected);
    place("1 / 4");
    axe::check(&page, "the slides");
    page.keys([Key::Right]);
    page.keys([Key::PageDown]);
    place("3 / 4");
    page.run_async::<bool>("document.querySelector('wx-plus-b').whenReady().then(() => done(true));");
    let embed = "document.querySelector('wx-plus-b').shadowRoot.querySelector('iframe')";
    page.inside(embed, |page| {
        page.opened();
        page.focus("w");
        let before = page.value("w");
        page.keys([Key::Right, Key::Right, Key::Down]);
        assert!(page.value("w") > before, "{before}");
        page.keys([Key::Home]);
    });
    place("3 / 4");
    page.click("#slides > section:not([hidden]) h1");
    page.keys([Key::Left]);
    place("2 / 4");
    page.keys([Key::End]);
    place("4 / 4");
    page.click("#back");
    place("3 / 4");
    // Gone and back, the embed shows what it showed.
    let w: f64 = page.eval("document.querySelector('wx-plus-b').w");
    page.keys([Key::Right, Key::Left]);
    page.inside(embed, |page| {
        page.opened();
        assert_eq!(page.value("w"), w);
    });
}

#[test]
fn the_chapter_and_the_notebook_show_what_they_say() {
    let chapter = include_str!("../../../../www/examples/mdbook.md");
    let frames: Vec<&str> = chapter.lines().filter(|line| line.starts_with("<iframe")).collect();
    assert!(frames.len() >= 2, "{frames:?}");
    let notebook = include_str!("../../../../www/examples/notebook.ipynb");
    let notebook: serde_json::Value = serde_json::from_str(notebook).expect("JSON");
    assert_eq!(notebook["nbformat"], 4);
    let cells = notebook["cells"].as_array().expect("cells");
    let code = cells.iter().filter(|cell| cell["cell_type"] == "code");
    let sources = code.map(|cell| {
        cell["source"].as_array().expect("lines").iter().filter_map(|line| line.as_str()).collect::<String>()
    });
    let shown: Vec<String> =
        sources.filter(|source| source.contains("IFrame(")).map(|source| jupyter(&source)).collect();
    assert_eq!(shown.len(), 1, "{shown:?}");
    let (host, course) = course(&[Host::text(&frames.join("\n")), Host::text(&shown[0])]);
    for (at, what) in ["the chapter", "the notebook"].into_iter().enumerate() {
        host.page.visit(&format!("{course}{at}.html"));
        check_frames(&host, what);
    }
}
