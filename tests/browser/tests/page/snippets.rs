//! Every snippet of docs/embedding.md, as the platform that it is for would show it.

use browser_tests::{Host, Page, Screen, Site};
use serde_json::Value;

/// The address that the documents name in place of one's own.
const EXAMPLE: &str = "https://example.org/wxplusb/";

/// Keeps everything that a page shows as its result; and an icon, for which a browser would ask.
const RESULTS: &str = "<link rel=icon href=data:,><script>
      window.results = [];
      new MutationObserver(() => results.push(document.getElementById('result')?.value))
        .observe(document, { subtree: true, childList: true, characterData: true });
    </script>";

/// A fenced block: what it is for (the word after the language), and what is in it.
#[derive(Debug, PartialEq)]
struct Snippet {
    kind: String,
    text: String,
}

/// The fenced blocks of a Markdown document.
fn snippets(markdown: &str) -> Vec<Snippet> {
    let mut found = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let (fence, info) = line.split_at(ticks);
        let text: Vec<&str> = lines.by_ref().take_while(|line| line.trim_end() != fence).collect();
        let kind = info.split_whitespace().nth(1).unwrap_or_default().to_owned();
        found.push(Snippet { kind, text: text.join("\n") });
    }
    found
}

/// The strings of a Python expression between quotes of one kind.
fn python_strings(text: &str, quote: char) -> Vec<&str> {
    text.split(quote).skip(1).step_by(2).collect()
}

/// What `IPython.display.IFrame` makes of its arguments.
pub(crate) fn jupyter(code: &str) -> String {
    let call = code.split_once("IFrame(").expect("a call").1;
    let source = python_strings(call, '"')[0];
    let number = |name: &str| {
        call.split_once(&format!("{name}="))
            .expect("a size")
            .1
            .split([',', ')'])
            .next()
            .expect("a size")
            .trim()
            .trim_matches('"')
    };
    let extras = python_strings(call, '\'').join(" ");
    let (width, height) = (number("width"), number("height"));
    format!(
        "<iframe width=\"{width}\" height=\"{height}\" src=\"{source}\" frameborder=\"0\" allowfullscreen {extras}></iframe>"
    )
}

/// What MyST makes of its `iframe` directive.
fn myst(directive: &str) -> String {
    let mut lines = directive.lines();
    let address = lines.next().and_then(|line| line.split_once("{iframe} ")).expect("a directive").1;
    let caption: Vec<&str> = lines.filter(|line| !line.starts_with(':')).collect();
    format!(
        "<figure style=\"margin: 0\"><div style=\"position: relative; padding-bottom: 60%; width: 100%\">
            <iframe width=\"100%\" height=\"100%\" src=\"{address}\" allowfullscreen style=\"position: absolute; inset: 0; width: 100%; height: 100%\"></iframe>
        </div><figcaption>{}</figcaption></figure>",
        caption.join(" ")
    )
}

/// The page that a platform makes of a snippet.
fn made(Snippet { kind, text }: &Snippet) -> String {
    match kind.as_str() {
        "iframe" | "canvas" | "mdbook" | "element" => Host::text(text),
        "developer" => text.replacen("<title>", &format!("{RESULTS}<title>"), 1),
        "jupyter" => Host::text(&jupyter(text)),
        "quarto" => Host::text(
            text.strip_prefix("```{=html}\n").and_then(|text| text.strip_suffix("\n```")).expect("a raw block"),
        ),
        "myst" => Host::text(&myst(text)),
        "exercise" => {
            Host::text(&format!("<iframe title=Exercise width='100%' height=900 src=\"{}\"></iframe>", text.trim()))
        }
        other => panic!("a test has to know how to run a snippet of the kind “{other}”:\n{text}"),
    }
}

/// The site as a lecturer would have it, and pages that show it, in one window.
pub(crate) fn course(pages: &[String]) -> (Host, String) {
    let page = Page::blank(Site::empty());
    page.resize(Screen::new(1280, 2400));
    let address = page.serve(Site::built().with_header("Access-Control-Allow-Origin", "*"));
    let named = pages.iter().enumerate();
    let site = named
        .fold(Site::empty(), |site, (at, text)| site.with_page(format!("{at}.html"), text.replace(EXAMPLE, &address)));
    let course = page.serve(site);
    (Host { page, address }, course)
}

/// Asserts that every frame has opened without a warning, and shows the numbers that its title names.
pub(crate) fn check_frames(host: &Host, what: &str) {
    let frames: usize = host.page.eval("all('iframe, wx-plus-b').length");
    assert!(frames > 0, "{what}");
    for at in 0..frames {
        host.page.script(&format!("all('iframe, wx-plus-b')[{at}].scrollIntoView();"));
        let ready = format!("heard.filter(({{ data }}) => data.type === 'ready').length > {at}");
        host.page.until(&format!("frame {at} of {what} is ready"), &ready);
    }
    for ready in host.heard("ready") {
        assert_eq!(ready["warnings"], Value::Array(Vec::new()), "{what}");
    }
    let titles: Vec<String> =
        host.page.eval("all('iframe, wx-plus-b').map((one) => one.title || one.closest('figure')?.innerText || '')");
    // Frames become ready in any order: each title has to be that of one of them.
    let readies = host.heard("ready");
    for title in &titles {
        assert!(title.len() > 5, "{what}: a title for those who do not see it: {title}");
        let said = |name: &str| {
            let (_, rest) = title.split_once(&format!("{name} = "))?;
            let rest = rest.replace('−', "-");
            let number = rest.split(|c: char| !(c.is_ascii_digit() || "-.".contains(c))).next()?;
            Some(number.trim_end_matches('.').to_owned())
        };
        let agrees = |ready: &Value, name: &str| said(name).is_none_or(|said| ready[name] == said.as_str());
        let is_shown = readies.iter().any(|ready| agrees(ready, "w") && agrees(ready, "b"));
        assert!(is_shown, "{what}: {title}, but the frames show {readies:?}");
    }
}

#[test]
fn every_snippet_of_the_documents_runs() {
    let document = include_str!("../../../../docs/embedding.md");
    let snippets = snippets(document);
    let kinds: Vec<&str> = snippets.iter().map(|snippet| snippet.kind.as_str()).collect();
    for needed in ["iframe", "canvas", "jupyter", "quarto", "mdbook", "myst", "element", "developer", "exercise"] {
        assert!(kinds.contains(&needed), "{needed} in {kinds:?}");
    }
    let pages: Vec<String> = snippets.iter().map(made).collect();
    assert!(pages.iter().all(|page| page.contains(EXAMPLE)), "each names the address to replace");
    let (host, course) = course(&pages);
    for (at, Snippet { kind, .. }) in snippets.iter().enumerate() {
        host.page.visit(&format!("{course}{at}.html"));
        let what = format!("snippet {at}, {kind}");
        if kind == "developer" {
            let expected = if snippets[at].text.contains("predict") { "predictions: 300,500" } else { "w=200&b=100" };
            let shown = format!("results.some((value) => value?.startsWith('{expected}'))");
            host.page.until(&format!("{what} shows {expected}"), &shown);
            continue;
        }
        check_frames(&host, &what);
        if kind != "canvas" {
            continue;
        }
        host.page.until("Canvas is told", "heard.some(({ data }) => data.subject === 'lti.frameResize')");
    }
    assert_eq!(host.page.console(), [] as [String; 0]);
}

#[test]
fn the_first_heights_of_the_snippets_do_not_make_their_frames_scroll() {
    let document = include_str!("../../../../docs/embedding.md");
    let pages: Vec<String> = snippets(document)
        .iter()
        .filter(|snippet| ["iframe", "quarto", "mdbook", "jupyter"].contains(&snippet.kind.as_str()))
        .map(made)
        .collect();
    let (host, course) = course(&pages);
    for at in 0..pages.len() {
        host.page.visit(&format!("{course}{at}.html"));
        host.until_heard("resize");
        let given: f64 = host.page.eval("Number(document.querySelector('iframe').getAttribute('height'))");
        let wanted = host.heard("resize")[0]["height"].as_f64().expect("a height");
        assert!(wanted <= given, "{at}: {given} is given, {wanted} wanted");
    }
}

#[test]
fn fences_are_found_with_what_is_in_them() {
    let found =
        snippets("text\n```html iframe\n<a>\n```\nmore `code`\n````markdown quarto\n```{=html}\n<b>\n```\n````\n");
    let expected = [("iframe", "<a>"), ("quarto", "```{=html}\n<b>\n```")];
    let expected = expected.map(|(kind, text)| Snippet { kind: kind.to_owned(), text: text.to_owned() });
    assert_eq!(found, expected);
}
