//! The page that is one file.

use browser_tests::{Host, Page, Place, Site};

use super::{check_frame, check_works};

/// The file itself, as it lies on a disk.
fn on_a_disk() -> String {
    format!("file://{}", Site::single_file_on_disk().display())
}

#[test]
fn from_a_disk_and_from_a_server_without_a_request_more() {
    let page = Page::blank(Site::single_file());
    page.visit(&format!("{}?w=2&theme=dark#there", on_a_disk()));
    check_works(&page, "file://");
    assert_eq!(page.value("w"), 2.1);
    page.visit("wxplusb.html?w=2");
    check_works(&page, "http://");
    page.until("the address follows", "location.search === '?w=2.1'");
    assert_eq!(page.requests().len(), 1, "{:?}", page.requests());
    page.visit("wxplusb.html?view=train&data=houses&w=-1.03&b=0&lr=0.01&loss=mse");
    page.opened();
    page.click("#epochs-1000");
    page.until("the run is over", "text('description').startsWith('Epoch 1000:')");
    assert_eq!((page.field("w").as_str(), page.field("b").as_str()), ("197.48221", "104.07387"));
    assert_eq!(page.console(), [] as [String; 0]);
}

#[test]
fn in_a_sandbox_without_cors() {
    let body = "<iframe title=embed sandbox=allow-scripts src='PAGEwxplusb.html?embed=1'></iframe>";
    let host = Host::new(Site::single_file(), Place::Across, body);
    check_frame(&host, "sandbox");
    assert_eq!(host.page.console(), [] as [String; 0]);
}

#[test]
fn in_a_frame_on_a_disk() {
    // A course in a folder on a memory stick: both are files, and the browser takes each file for an origin of its own.
    let folder = std::env::temp_dir().join(format!("wxplusb-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for files");
    let host = format!(
        "<!doctype html><title>Host</title><script>window.heard = []; addEventListener('message', ({{ data }}) => heard.push(data));</script>
        <iframe title=embed width=900 height=900 src='{}?embed=1&w=2'></iframe>",
        on_a_disk()
    );
    std::fs::write(folder.join("host.html"), host).expect("a file");
    let page = Page::blank(Site::empty());
    page.visit(&format!("file://{}", folder.join("host.html").display()));
    page.until("the frame is ready", "heard.some(({ type }) => type === 'ready')");
    page.script("window[0].postMessage({ target: 'wxplusb', v: 1, re: 1, type: 'set', state: 'w=3' }, '*');");
    page.until("it answers", "heard.some(({ re, result }) => re === 1 && result === 'w=3')");
    std::fs::remove_dir_all(folder).expect("a folder that can go");
}
