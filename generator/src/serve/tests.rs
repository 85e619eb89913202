//! Tests of the preview through TCP, as a browser uses it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use super::{Options, Preview, ServeError};
use crate::language::ProgramLanguage;
use crate::testing::Folder;

/// The time after which a test gives up on something that should happen at once.
const NEVER: Duration = Duration::from_secs(600);

fn start(folder: &Folder) -> Preview {
    Preview::start(Options {
        root: folder.root().to_owned(),
        port: 0,
        hosts: Vec::new(),
        polls: false,
        remark: |_| {},
        language: ProgramLanguage::English,
        colour: false,
    })
    .unwrap()
}

#[test]
fn other_names_and_addresses_are_answered_only_if_the_author_says_so() {
    let folder = Folder::new();
    let started = |hosts: &[&str]| {
        Preview::start(Options {
            root: folder.root().to_owned(),
            port: 0,
            hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
            polls: false,
            remark: |_| {},
            language: ProgramLanguage::Chinese,
            colour: false,
        })
    };
    let status = |preview: &Preview, host| ask(preview, "GET", "/", host).status;
    let named = started(&["space.example"]).unwrap();
    assert!(named.address().ip().is_loopback());
    assert_eq!(status(&named, "space.example"), 200);
    let refused = ask(&named, "GET", "/", "other.example");
    assert_eq!(refused.status, 403);
    for words in ["只回应发往 localhost、", "space.example 的请求"] {
        assert!(refused.body.contains(words), "{}", refused.body);
    }
    let open = started(&["0.0.0.0"]).unwrap();
    assert!(open.address().ip().is_unspecified());
    assert_eq!(status(&open, "192.168.0.2:4000"), 200);
    assert_eq!(status(&open, "other.example"), 403);
    let wrong = started(&["https://space.example"]).err();
    assert!(matches!(wrong, Some(ServeError::Host(_))));
}

fn connect(preview: &Preview) -> TcpStream {
    let stream = TcpStream::connect(preview.address()).unwrap();
    stream.set_read_timeout(Some(NEVER)).unwrap();
    stream
}

/// A response: its status, its headers in lower case, and its body.
struct Answer {
    status: u16,
    headers: String,
    body: String,
}

fn ask(preview: &Preview, method: &str, path: &str, host: &str) -> Answer {
    let mut stream = connect(preview);
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (headers, body) = text.split_once("\r\n\r\n").unwrap();
    Answer {
        status: headers.split(' ').nth(1).unwrap().parse().unwrap(),
        headers: headers.to_lowercase(),
        body: body.to_owned(),
    }
}

fn get(preview: &Preview, path: &str) -> Answer {
    ask(preview, "GET", path, "localhost")
}

/// An open page's stream of events.
struct Page(BufReader<TcpStream>);

impl Page {
    fn open(preview: &Preview) -> Self {
        let mut stream = connect(preview);
        write!(
            stream,
            "GET /.clausebook/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
        Page(BufReader::new(stream))
    }

    /// The next message, or `None` at the end of the stream.
    fn next(&mut self) -> Option<Value> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(data).unwrap());
            }
        }
    }

    /// Waits until the page at `path` contains `text`.
    fn shows(&mut self, preview: &Preview, path: &str, text: &str) {
        while !get(preview, path).body.contains(text) {
            self.next().expect("the stream ended");
        }
    }

    /// The next message for which `is_wanted` holds.
    fn until(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next().expect("the stream ended");
            if is_wanted(&message) {
                return message;
            }
        }
    }
}

fn fault_count(message: &Value) -> usize {
    message["faults"].as_array().unwrap().len()
}

#[test]
fn addresses_are_answered_with_their_bytes_and_types() {
    let folder = Folder::new();
    folder.write(
        "content/pages/关于.zh.md",
        &folder.read("content/pages/about.zh.md"),
    );
    let preview = start(&folder);
    let front = "<title>能力要求手册</title>";
    for (path, shown) in [
        ("/", front),
        ("/index.html", front),
        ("/zh/", front),
        ("/zh-en/example/1.html?x=y", "<title>1 职业技能 · "),
        ("/zh/%E5%85%B3%E4%BA%8E.html", "<title>关于本手册 · "),
    ] {
        let answer = get(&preview, path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains(shown), "{path}: {}", answer.body);
        assert!(
            answer
                .body
                .contains("<script src=\"/.clausebook/reload.js\""),
            "{path}"
        );
        assert!(answer.body.contains("connect-src 'self'"), "{path}");
        assert!(
            answer
                .headers
                .contains("content-type: text/html; charset=utf-8"),
            "{path}"
        );
        assert!(answer.headers.contains("cache-control: no-store"), "{path}");
    }
    let styles = get(&preview, "/assets/handbook.css");
    assert_eq!(styles.status, 200);
    assert!(styles.body.contains("@layer"));
    assert!(styles.headers.contains("content-type: text/css"));
    for path in ["/.clausebook/reload.js", "/.clausebook/preview.css"] {
        assert_eq!(get(&preview, path).status, 200, "{path}");
    }
}

#[test]
fn a_folder_without_a_slash_redirects_to_the_one_with_it() {
    let folder = Folder::new();
    let preview = start(&folder);
    for (path, to) in [("/zh", "/zh/"), ("/zh/example?x", "/zh/example/?x")] {
        let answer = get(&preview, path);
        assert_eq!(answer.status, 307, "{path}");
        assert!(
            answer.headers.contains(&format!("location: {to}\r\n")),
            "{}",
            answer.headers
        );
    }
}

#[test]
fn missing_addresses_get_the_sites_own_page() {
    let folder = Folder::new();
    let preview = start(&folder);
    for path in [
        "/nothing",
        "/zh/nothing/at/all.html",
        "/zh/index.html/",
        "/../Cargo.toml",
        "/%2e%2e/content/handbook.yaml",
        "//zh/",
        "/assets",
    ] {
        let answer = get(&preview, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("noindex"), "{path}: {}", answer.body);
        assert!(answer.body.contains("<base href=\"/404.html\">"), "{path}");
    }
    assert_eq!(get(&preview, "/%ff").status, 400);
}

#[test]
fn only_get_and_head_are_answered() {
    let folder = Folder::new();
    let preview = start(&folder);
    let head = ask(&preview, "HEAD", "/zh/", "localhost");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        for path in ["/", "/zh/", "/.clausebook/events"] {
            assert_eq!(
                ask(&preview, method, path, "localhost").status,
                405,
                "{method} {path}"
            );
        }
    }
}

#[test]
fn other_hosts_are_refused() {
    let folder = Folder::new();
    let preview = start(&folder);
    assert_eq!(
        ask(&preview, "GET", "/", &preview.address().to_string()).status,
        200
    );
    for path in ["/", "/zh/", "/.clausebook/events", "/.clausebook/reload.js"] {
        let answer = ask(&preview, "GET", path, "example.org");
        assert_eq!(answer.status, 403, "{path}");
        assert!(!answer.body.contains("Handbook"), "{}", answer.body);
    }
}

#[test]
fn a_save_reloads_the_page_with_the_new_content() {
    let folder = Folder::new();
    let preview = start(&folder);
    let mut page = Page::open(&preview);
    let first = page.next().unwrap();
    assert!(
        get(&preview, "/zh/")
            .body
            .contains(first["version"].as_str().unwrap())
    );
    let handbook = folder.read("content/handbook.yaml");
    folder.write(
        "content/handbook.yaml",
        &handbook.replace("Handbook of Requirements", "A New Title"),
    );
    let second = page.until(|message| message["version"] != first["version"]);
    assert_eq!(second["stale"], false);
    let body = get(&preview, "/en/").body;
    assert!(body.contains("<title>A New Title</title>"), "{body}");
    assert!(body.contains(second["version"].as_str().unwrap()));
}

#[test]
fn a_save_by_renaming_is_followed() {
    let folder = Folder::new();
    let preview = start(&folder);
    let mut page = Page::open(&preview);
    let first = page.next().unwrap();
    let handbook = folder.read("content/handbook.yaml");
    folder.write(
        "content/.handbook.yaml.new",
        &handbook.replace("Handbook of Requirements", "A New Title"),
    );
    fs::rename(
        folder.path("content/.handbook.yaml.new"),
        folder.path("content/handbook.yaml"),
    )
    .unwrap();
    page.until(|message| message["version"] != first["version"]);
    assert!(get(&preview, "/en/").body.contains("A New Title"));
}

#[test]
fn the_last_valid_site_is_shown_until_an_error_is_fixed() {
    let folder = Folder::new();
    let preview = start(&folder);
    let mut page = Page::open(&preview);
    let first = page.next().unwrap();
    assert_eq!(fault_count(&first), 0);
    let handbook = folder.read("content/handbook.yaml");
    folder.write(
        "content/handbook.yaml",
        &handbook.replace("title:", "titel:"),
    );
    let faulty = page.until(|message| fault_count(message) > 0);
    assert_eq!(faulty["stale"], true);
    assert_eq!(faulty["version"], first["version"]);
    let places: Vec<&str> = faulty["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["place"].as_str().unwrap())
        .collect();
    assert!(places.contains(&"content/handbook.yaml:4:1"), "{places:?}");
    assert_eq!(get(&preview, "/zh/").status, 200);
    folder.write("content/handbook.yaml", &handbook);
    let fixed = page.until(|message| fault_count(message) == 0);
    assert_eq!(fixed["stale"], false);
    assert_ne!(fixed["version"], first["version"]);
}

#[test]
fn content_that_is_invalid_from_the_start_lists_its_errors_and_reloads_once_fixed() {
    let folder = Folder::new();
    let handbook = folder.read("content/handbook.yaml");
    folder.write("content/handbook.yaml", "title: <script>\n");
    let preview = start(&folder);
    let answer = get(&preview, "/zh/");
    assert_eq!(answer.status, 503);
    assert!(
        answer.body.contains("content/handbook.yaml:1:8"),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("<script>"));
    assert!(answer.body.contains("data-plain"));
    let mut page = Page::open(&preview);
    let first = page.next().unwrap();
    folder.write("content/handbook.yaml", &handbook);
    page.until(|message| message["version"] != first["version"] && fault_count(message) == 0);
    assert_eq!(get(&preview, "/zh/").status, 200);
}

#[test]
fn changes_to_the_theme_are_followed() {
    let folder = Folder::new();
    let preview = start(&folder);
    let mut page = Page::open(&preview);
    page.next();
    // The folder does not exist yet. It is watched once it does.
    let template = "themes/default/templates/front.html";
    folder.write(template, "red");
    page.shows(&preview, "/zh/", "red");
    folder.write(template, "{% faulty");
    page.until(|message| fault_count(message) == 1);
    assert!(get(&preview, "/zh/").body.contains("red"));
    // A build that was already due may still read the file while it is empty, which is no fault.
    folder.write(template, "blue");
    page.shows(&preview, "/zh/", "blue");
}

#[cfg(unix)]
#[test]
fn the_target_of_a_link_is_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::new();
    let file = "content/handbook.yaml";
    fs::create_dir(folder.path("shared")).unwrap();
    fs::rename(folder.path(file), folder.path("shared/one.yaml")).unwrap();
    symlink("../shared/one.yaml", folder.path(file)).unwrap();
    let preview = start(&folder);
    let mut page = Page::open(&preview);
    let text = folder.read("shared/one.yaml");
    let title = |title: &str| {
        let rest = text.split_once("\ntitle:").unwrap().1;
        let rest = rest.split_once('\n').unwrap().1;
        let before = text.split_once("\ntitle:").unwrap().0;
        format!("{before}\ntitle: {{zh: 手册, en: {title}}}\n{rest}")
    };
    folder.write("shared/one.yaml", &title("First words"));
    page.shows(&preview, "/en/index.html", "First words");
    // First replace the link, as an editor does, then change the new target.
    folder.write("shared/two.yaml", &title("Second words"));
    symlink("../shared/two.yaml", folder.path("content/.new")).unwrap();
    fs::rename(folder.path("content/.new"), folder.path(file)).unwrap();
    page.shows(&preview, "/en/index.html", "Second words");
    folder.write("shared/two.yaml", &title("Third words"));
    page.shows(&preview, "/en/index.html", "Third words");
}

#[test]
fn a_folder_that_disappears_and_returns_is_followed() {
    let folder = Folder::new();
    let preview = start(&folder);
    let mut page = Page::open(&preview);
    page.next();
    fs::rename(folder.path("content"), folder.path("away")).unwrap();
    let gone = page.until(|message| fault_count(message) > 0);
    assert_eq!(gone["stale"], true);
    assert_eq!(get(&preview, "/zh/").status, 200);
    fs::rename(folder.path("away"), folder.path("content")).unwrap();
    page.until(|message| fault_count(message) == 0);
    // Later saves are followed as before.
    let handbook = folder.read("content/handbook.yaml");
    folder.write(
        "content/handbook.yaml",
        &handbook.replace("Handbook of Requirements", "A New Title"),
    );
    page.shows(&preview, "/en/", "A New Title");
}

#[test]
fn an_open_page_does_not_delay_the_shutdown() {
    let folder = Folder::new();
    let preview = start(&folder);
    let address = preview.address();
    let mut page = Page::open(&preview);
    page.next();
    assert!(preview.stop(), "the open page was waited for");
    assert!(page.next().is_none());
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_port_in_use_is_an_error() {
    let folder = Folder::new();
    let preview = start(&folder);
    let port = preview.address().port();
    let second = Preview::start(Options {
        root: folder.root().to_owned(),
        port,
        hosts: Vec::new(),
        polls: false,
        remark: |_| {},
        language: ProgramLanguage::English,
        colour: false,
    });
    assert!(matches!(second, Err(ServeError::PortInUse(used)) if used == port));
}

#[test]
fn a_folder_without_content_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let started = Preview::start(Options {
        root: folder.path().to_owned(),
        port: 0,
        hosts: Vec::new(),
        polls: false,
        remark: |_| {},
        language: ProgramLanguage::English,
        colour: false,
    });
    assert!(matches!(started, Err(ServeError::Content(_))));
}
