//! The dialog in which links, snippets, exercises and pictures are taken away.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use browser_tests::{Key, Page, Screen};
use serde_json::json;

use crate::axe;

/// The tabs of the dialog.
const TABS: [&str; 4] = ["link", "embed", "exercise", "picture"];

/// Opens the dialog with one of its tabs.
fn open(page: &Page, tab: &str) {
    page.click("#share-open");
    page.until("the dialog is open", "id('share').open && id('share').contains(document.activeElement)");
    show(page, tab);
}

fn show(page: &Page, tab: &str) {
    page.click(&format!("#share-tab-{tab}"));
    page.until("the tab is shown", &format!("seen(id('share-panel-{tab}'))"));
}

/// What a field of the dialog shows.
fn field(page: &Page, id: &str) -> String {
    page.eval(&format!("id('{id}').value"))
}

/// Whether the browser lets the page write to the clipboard.
fn let_copy(page: &Page, setting: &str) {
    let permission = json!({ "permission": { "name": "clipboard-write" }, "setting": setting });
    page.devtools("Browser.setPermission", permission);
}

/// Keeps what the page hands to the downloads, in place of saving it.
fn catch_files(page: &Page) {
    page.script(
        "window.files = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (window.files.push({ blob }), make.call(URL, blob));
        HTMLAnchorElement.prototype.click = function () { Object.assign(window.files.at(-1), { name: this.download }); };",
    );
}

/// The name, type and bytes of the latest file.
fn file(page: &Page) -> (String, String, Vec<u8>) {
    let (name, kind, address): (String, String, String) = page.run_async(
        "const { blob, name } = window.files.at(-1);
        const reader = new FileReader();
        reader.onload = () => done([name, blob.type, reader.result]);
        reader.readAsDataURL(blob);",
    );
    let letters = address.split_once("base64,").expect("a data address").1;
    (name, kind, BASE64_STANDARD.decode(letters).expect("base64"))
}

#[test]
fn one_button_opens_the_dialog_and_escape_brings_the_focus_back_to_it() {
    let page = Page::open("");
    page.focus("share-open");
    page.keys([Key::Enter]);
    page.until("the dialog is open", "id('share').open && document.activeElement.id === 'share-tab-link'");
    assert!(page.eval::<bool>("id('share').matches(':modal')"), "the rest of the page waits");
    assert_eq!(page.eval::<String>("text(id('share').getAttribute('aria-labelledby'))"), "Share");
    page.keys([Key::Escape]);
    page.until("the focus is back", "!id('share').open && document.activeElement.id === 'share-open'");
    assert!(!page.eval::<bool>("!!id('share-panel-link')"), "a closed dialog holds nothing");
    open(&page, "picture");
    page.click("#share-close");
    page.until("the focus is back", "!id('share').open && document.activeElement.id === 'share-open'");
}

#[test]
fn arrow_keys_move_through_the_tabs() {
    let page = Page::open("");
    open(&page, "link");
    page.focus("share-tab-link");
    for (key, tab) in [
        (Key::Right, "embed"),
        (Key::Right, "exercise"),
        (Key::End, "picture"),
        (Key::Right, "link"),
        (Key::Left, "picture"),
        (Key::Home, "link"),
    ] {
        page.keys([key]);
        page.until(
            "the tab is shown",
            &format!("document.activeElement.id === 'share-tab-{tab}' && seen(id('share-panel-{tab}'))"),
        );
        let stops: Vec<String> =
            page.eval("all('#share [role=tab]').filter((tab) => tab.tabIndex >= 0).map((tab) => tab.id)");
        assert_eq!(stops, [format!("share-tab-{tab}")], "one tab stop for all tabs");
    }
}

#[test]
fn the_link_opens_what_is_shown_and_stays_while_a_training_goes_on() {
    let page = Page::open("view=train&data=houses&w=-1.03&b=0");
    page.click("#play");
    page.until("it trains", "/^Epoch [1-9]/.test(text('description'))");
    open(&page, "link");
    let link = field(&page, "share-link");
    let epochs = page.text("description");
    page.until("it goes on", &format!("text('description') !== {epochs:?}"));
    assert_eq!(field(&page, "share-link"), link);
    let (address, query) = link.split_once('?').expect("a query");
    assert_eq!(page.eval::<String>("location.origin + location.pathname"), address);
    page.go(query);
    open(&page, "link");
    assert_eq!(field(&page, "share-link"), link, "the same again");
}

#[test]
fn what_is_copied_is_what_is_shown_and_the_page_says_so() {
    let page = Page::open("w=2&b=-4.5");
    page.devtools(
        "Browser.grantPermissions",
        json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
    );
    open(&page, "link");
    page.click("#share-link-copy");
    page.until("it is said", "text('share-link-told') === 'Copied.'");
    assert_eq!(page.eval::<String>("id('share-link-told').getAttribute('role')"), "status");
    let copied: String = page.run_async("navigator.clipboard.readText().then(done, (error) => done(String(error)));");
    assert_eq!(copied, field(&page, "share-link"));
    assert!(copied.ends_with("?w=2&b=-4.5"), "{copied}");
    page.type_over("share-address", "https://example.org/wxplusb/");
    page.until("the link follows", "id('share-link').value === 'https://example.org/wxplusb/?w=2&b=-4.5'");
    page.until("what is shown now is not copied", "text('share-link-told') === ''");
}

#[test]
fn a_text_that_the_browser_refuses_to_copy_is_selected_and_the_keys_are_named() {
    let page = Page::open("w=2&b=-4.5");
    let_copy(&page, "denied");
    open(&page, "embed");
    page.click("#share-snippet-copy");
    page.until("it is said", "text('share-snippet-told').includes('Ctrl+C')");
    let (focus, from, to, length): (String, usize, usize, usize) = page.run(
        "const { id: focus, selectionStart, selectionEnd, value } = document.activeElement;
        return [focus, selectionStart, selectionEnd, value.length];",
    );
    assert_eq!((focus.as_str(), from, to), ("share-snippet", 0, length));
    // A page without a secure address has no clipboard at all.
    page.script("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });");
    show(&page, "link");
    page.click("#share-link-copy");
    page.until("it is said", "text('share-link-told').includes('Ctrl+C')");
}

#[test]
fn the_snippet_follows_every_choice() {
    let page = Page::open("w=2&b=-4.5");
    open(&page, "embed");
    let snippet = || field(&page, "share-snippet");
    let plain = snippet();
    for part in [
        "?w=2&amp;b=-4.5&amp;embed=1\"",
        "title=\"wx+b: a neuron with w = 2 and b = −4.5\"",
        "loading=\"lazy\"",
        "sandbox=\"allow-scripts ",
    ] {
        assert!(plain.contains(part), "{part} in {plain}");
    }
    page.enter("embed-height", "640.4");
    assert!(snippet().contains("height=\"640\""), "{}", snippet());
    page.focus("embed-theme");
    page.keys([Key::End]);
    page.until("the theme is in it", "id('share-snippet').value.includes('theme=dark')");
    page.focus("embed-view");
    page.keys([Key::End]);
    page.until("the view is in it", "id('share-snippet').value.includes('view=train')");
    page.click(".parts summary");
    assert!(page.eval::<bool>("seen(id('part-rate-hidden')) && !id('part-forward-hidden')"), "the parts of this view");
    for (part, access) in [("rate", "hidden"), ("w", "locked"), ("loss", "hidden"), ("loss", "open")] {
        page.click(&format!("label:has(#part-{part}-{access})"));
    }
    page.until("the parts are in it", "id('share-snippet').value.includes('hide=rate&amp;lock=w')");
    for (kind, part) in [
        ("canvas", "&amp;resize=canvas\""),
        ("element", "<wx-plus-b w=\"2\" b=\"-4.5\""),
        ("jupyter", "from IPython.display import IFrame"),
        ("quarto", "```{=html}\n<iframe"),
        ("mdbook", "<div>\n<iframe"),
        ("myst", "```{iframe} http://127.0.0.1"),
    ] {
        page.click(&format!("label:has(#embed-{kind})"));
        let text = snippet();
        assert!(text.contains(part) && text.contains("hide") && text.contains("rate"), "{kind}: {text}");
    }
}

#[test]
fn the_preview_shows_the_values_and_is_there_only_while_its_tab_is() {
    let page = Page::open("w=2&b=-4.5");
    let before = page.requests().len();
    open(&page, "link");
    assert!(page.eval::<bool>("all('iframe').length === 0"));
    assert_eq!(page.requests().len(), before, "nothing is loaded before it is needed");
    show(&page, "embed");
    let inside = "id('share-preview').contentDocument";
    page.until("it is drawn", &format!("{inside}?.querySelector('.plot')?.dataset.frame"));
    let fields: [String; 2] =
        page.eval(&format!("['w-value', 'b-value'].map((name) => {inside}.getElementById(name).value)"));
    assert_eq!(fields, ["2", "-4.5"]);
    let (source, title): (String, String) = page.eval("[id('share-preview').src, id('share-preview').title]");
    assert!(source.ends_with("/?w=2&b=-4.5&embed=1"), "{source}");
    assert_eq!(title, "wx+b: a neuron with w = 2 and b = −4.5");
    let length: usize = page.eval("history.length");
    page.focus("embed-theme");
    page.keys([Key::End]);
    page.until(
        "it is dark",
        &format!("id('share-preview').src.includes('theme=dark') && {inside}?.querySelector('.page')?.dataset.theme === 'dark'"),
    );
    assert_eq!(page.eval::<usize>("history.length"), length, "a preview is no step to go back");
    show(&page, "link");
    assert!(page.eval::<bool>("all('iframe').length === 0"));
}

#[test]
fn an_exercise_is_a_link_with_task_goal_and_locked_parts() {
    let page = Page::open("data=houses&w=100&b=0");
    open(&page, "exercise");
    page.type_over("exercise-say", "Find the line through <both> houses.");
    page.until("it is counted", "text('exercise-say-count') === '36 of 280 characters'");
    page.type_over("exercise-hint", "What does one more room cost?");
    page.click("#goal-add");
    page.enter("goal-0-from", "a lot");
    page.until("it is refused", "text('goal-0-from-error').includes('but got “a lot”')");
    page.enter("goal-0-from", "90");
    page.until("it is told", "text('share-panel-exercise').includes('fulfil this already')");
    page.enter("goal-0-to", "80");
    page.until("it is told", "text('share-panel-exercise').includes('The lower end is above the upper one.')");
    page.enter("goal-0-to", "210");
    page.enter("goal-0-from", "190");
    page.click("#goal-add");
    page.focus("goal-1");
    page.keys([Key::Home, Key::Down, Key::Down, Key::Down, Key::Down, Key::Down]);
    page.enter("goal-1-to", "5");
    page.until("it reads", "text('goal-sentence') === 'Reach w between 190 and 210 and a loss of at most 5.'");
    page.click("#goal-add");
    page.until("the focus is in the new row", "document.activeElement.id === 'goal-2'");
    page.click("#goal-2-remove");
    page.until("the focus is not lost", "document.activeElement.id === 'goal-add'");
    page.click("details.parts summary");
    page.click("label:has(#part-presets-hidden)");
    let link = field(&page, "share-exercise-link");
    assert!(link.ends_with("goal=w:190..210,loss:..5"), "{link}");
    for part in ["w=100", "hide=presets", "say=Find+the+line+through+%3Cboth%3E+houses."] {
        assert!(link.contains(part), "{part} in {link}");
    }
    page.click("#exercise-try");
    page.until(
        "it can be tried",
        "id('share-preview').contentDocument?.getElementById('goal')?.textContent.startsWith('Reach w between')",
    );
    // The draft outlives the dialog, and is there for the snippet too.
    page.click("#share-close");
    open(&page, "embed");
    assert!(field(&page, "share-snippet").contains("goal=w:190..210,loss:..5"));
    page.go(link.split_once('?').expect("a query").1);
    assert_eq!(page.text("say"), "Find the line through <both> houses.");
    assert!(page.text("goal").starts_with("Reach w between 190 and 210 and a loss of at most 5."));
    // Whoever opens an exercise passes the exercise on.
    open(&page, "link");
    assert_eq!(field(&page, "share-link"), link);
}

#[test]
fn the_picture_is_saved_as_svg_and_as_pixels_twice_as_fine() {
    let page = Page::open("w=2&b=-4.5&x=3&theme=dark");
    catch_files(&page);
    for (query, size, said) in [
        ("w=2&b=-4.5&x=3&theme=dark", [640, 709], "At x = 3: z = 1.5, a = σ(z) = 0.817574"),
        ("view=train&data=houses&w=200&b=100&theme=light", [960, 649], "MSE (Keras): 0 over 2 examples"),
    ] {
        page.go(query);
        catch_files(&page);
        open(&page, "picture");
        page.until("it is shown", "id('share-image').complete && id('share-image').naturalWidth > 0");
        page.click("#save-svg");
        page.until("it is said", "text('save-told').startsWith('wxplusb.svg')");
        let (name, kind, bytes) = file(&page);
        assert_eq!((name.as_str(), kind.as_str()), ("wxplusb.svg", "image/svg+xml"));
        let svg = String::from_utf8(bytes).expect("a text");
        assert!(svg.starts_with(&format!("<svg width=\"{}\" height=\"{}\"", size[0], size[1])), "{}", &svg[..80]);
        assert!(svg.contains(said), "{said}");
        let background = page.ink("background");
        let paper = format!("fill=\"#{:02X}{:02X}{:02X}\"", background.0, background.1, background.2);
        assert!(svg.contains(&paper), "the paper of this theme: {paper}");
        page.click("#save-png");
        page.until("it is said", "text('save-told').startsWith('wxplusb.png')");
        let (name, kind, bytes) = file(&page);
        assert_eq!((name.as_str(), kind.as_str()), ("wxplusb.png", "image/png"));
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        assert_eq!([number(16), number(20)], size.map(|side| 2 * side), "two pixels in each");
        let colours: usize = page.run_async(
            "createImageBitmap(window.files.at(-1).blob).then((image) => {
                const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
                context.drawImage(image, 0, 0);
                const data = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
                done(new Set(data).size);
            });",
        );
        assert!(colours > 50, "a picture and not a blank sheet: {colours} colours");
    }
}

#[test]
fn the_numbers_are_those_of_the_page_to_the_last_digit() {
    let page = Page::open("w=0.1&b=-1&x=0.3");
    open(&page, "picture");
    let rows = |page: &Page| -> Vec<Vec<f32>> {
        let csv = field(page, "share-numbers");
        csv.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect()).collect()
    };
    assert!(field(&page, "share-numbers").starts_with("w,b,x,z,a\n"));
    let explored = rows(&page);
    assert!(explored.iter().any(|row| row[2] == 0.3), "the probe: {explored:?}");
    for row in &explored {
        let z = 0.1f32 * row[2] - 1.0;
        assert_eq!((row[0], row[1], row[3]), (0.1, -1.0, z), "{row:?}");
        assert!((row[4] - 1.0 / (1.0 + (-z).exp())).abs() < 1e-6, "{row:?}");
    }
    page.go("view=train&data=houses&w=-1.03&b=0");
    open(&page, "picture");
    assert!(field(&page, "share-numbers").starts_with("x,y,y_hat,error,loss_term\n"));
    assert_eq!(rows(&page)[0], [1.0, 300.0, -1.03, -301.03, 90_619.06]);
    let_copy(&page, "denied");
    page.click("#share-numbers-copy");
    page.until(
        "it is said",
        "text('share-numbers-told').includes('Ctrl+C') && document.activeElement.id === 'share-numbers'",
    );
}

#[test]
fn keys_in_the_dialog_undo_nothing_outside() {
    let page = Page::open("");
    page.click("#w-more");
    assert_eq!(page.value("w"), 1.6);
    open(&page, "exercise");
    page.type_over("exercise-say", "abc");
    page.chord(Key::Control, 'z');
    assert_eq!(page.value("w"), 1.6);
    page.keys([Key::Escape]);
    page.until("it is closed", "!id('share').open");
    page.chord(Key::Control, 'z');
    page.until("out here the key undoes", "id('w-value').value === '1.5'");
}

#[test]
fn an_author_can_hide_the_button() {
    let page = Page::open("hide=share");
    assert!(!page.eval::<bool>("seen(id('share-open'))"));
}

#[test]
fn every_tab_fits_every_screen_and_has_targets_for_thumbs() {
    for screen in [Screen::LAPTOP, Screen::PHONE, Screen::NARROW] {
        let page = Page::open_on(screen, "w=-999999.9&b=-999999.9");
        open(&page, "link");
        for tab in TABS {
            show(&page, tab);
            if tab == "exercise" {
                page.click("#goal-add");
                page.click("details.parts summary");
            }
            page.drawn();
            let wide: Vec<String> = page.eval(
                "[document.documentElement, id('share'), ...all('#share *:not(textarea, input, select, option, iframe)')]
                    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).display !== 'inline')
                    .map((one) => `${one.outerHTML.slice(0, 80)}: ${one.scrollWidth} > ${one.clientWidth}`)",
            );
            assert!(wide.is_empty(), "{screen:?} {tab}: {wide:#?}");
            let least = if screen == Screen::LAPTOP { 24.0 } else { 43.99 };
            let small: Vec<String> = page.eval(&format!(
                "all('#share button, #share input, #share select, #share summary').filter(seen).flatMap((element) => {{
                    const {{ width, height }} = (element.closest('label') ?? element).getBoundingClientRect();
                    return width >= {least} && height >= {least} ? [] : [`${{element.outerHTML.slice(0, 80)}}: ${{width}} × ${{height}}`];
                }})"
            ));
            assert!(small.is_empty(), "{screen:?} {tab}: {small:#?}");
        }
    }
}

#[test]
fn axe_has_nothing_to_say_in_any_tab() {
    for theme in ["light", "dark"] {
        let page = Page::open(&format!("theme={theme}&w=2"));
        open(&page, "link");
        for tab in TABS {
            show(&page, tab);
            if tab == "exercise" {
                page.click("#goal-add");
                page.enter("goal-0-from", "high");
                page.click("details.parts summary");
            }
            if tab == "embed" {
                page.until("it is drawn", "id('share-preview').contentDocument?.querySelector('.plot')?.dataset.frame");
            }
            axe::check(&page, &format!("{theme} {tab}"));
        }
    }
}
