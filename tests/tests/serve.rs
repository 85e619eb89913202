//! The preview: it serves pages from memory, shows saved changes, and lists errors while serving the last valid site.

use std::fs;
use std::thread;
use std::time::Duration;

use clausebook_tests::folder::bytes;
use clausebook_tests::http::{get, send, send_all_there_is};
use clausebook_tests::page::Page;
use clausebook_tests::preview::Preview;
use clausebook_tests::program::{LIMIT, call, finish, wait};
use clausebook_tests::project::Project;

const SCOPE: &str = "content/standards/bicycle-repair/clauses/01-scope.yaml";
const CLAUSE: &str = "/en/bicycle-repair/1.html";

/// A built page without the section for saving the handbook offline.
fn without_keeping(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<section class=\"keep\"") else {
        return html.to_owned();
    };
    let after = rest
        .split_once("</section>\n")
        .map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[test]
fn it_serves_every_page_on_this_machine_only() {
    let project = Project::small();
    let out = project.path("site");
    project.build(&out).expect_code(0);
    let built = bytes(&out);
    fs::remove_dir_all(&out).expect("the site can be removed");
    let before = bytes(project.root());
    let preview = Preview::start(&project);
    assert!(
        preview.address.ip().is_loopback(),
        "{} is open to others",
        preview.address
    );
    for (path, content) in built.iter().filter(|(path, _)| !path.starts_with('.')) {
        let answer = preview.get(&format!("/{path}"));
        // A preview must never be saved offline, so only a built site has the files for that.
        let keeps = path.ends_with("/app.webmanifest") || path.starts_with("offline.");
        assert_eq!(answer.status, if keeps { 404 } else { 200 }, "{path}");
        if keeps {
            continue;
        }
        if path.ends_with(".html") && path != "404.html" {
            assert!(
                answer
                    .header("content-type")
                    .is_some_and(|kind| kind.contains("text/html") && kind.contains("utf-8")),
                "{path}: {}",
                answer.head
            );
            let built = Page::parse(&without_keeping(&String::from_utf8_lossy(content)));
            assert_eq!(
                Page::parse(&answer.body).text(),
                built.text(),
                "{path} is not the page that is built"
            );
        } else if path.ends_with(".css") {
            assert!(
                answer
                    .header("content-type")
                    .is_some_and(|kind| kind.contains("text/css")),
                "{path}: {}",
                answer.head
            );
            assert_eq!(answer.body.as_bytes(), content, "{path}");
        }
    }
    let first = preview.get("/");
    assert!(
        first.status == 200 || first.header("location").is_some(),
        "the root answers {}",
        first.status
    );
    assert_eq!(bytes(project.root()), before, "the preview wrote something");
}

#[test]
fn missing_addresses_get_a_page_with_links() {
    let project = Project::small();
    let preview = Preview::start(&project);
    for path in [
        "/nothing.html",
        "/en/bicycle-repair/9.html",
        "/en/bicycle-repair/",
        "/favicon.png",
        "/content/handbook.yaml",
    ] {
        let answer = preview.get(path);
        assert!(
            answer.status == 404 || (path.ends_with('/') && answer.status < 400),
            "{path} answers {}",
            answer.status
        );
    }
    let answer = preview.get("/nothing.html");
    assert!(
        answer
            .header("content-type")
            .is_some_and(|kind| kind.contains("text/html")),
        "{}",
        answer.head
    );
    assert!(
        !Page::parse(&answer.body).select("a[href]").is_empty(),
        "no way back from a page that is not there"
    );
}

#[test]
fn hostile_requests_are_refused_and_the_preview_survives() {
    let project = Project::small();
    project.write("secret.txt", "secret words");
    let preview = Preview::start(&project);
    let paths = [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/secret.txt",
        "/./secret.txt",
        "/en/%00",
        "/%ff%fe",
        "/%",
        "/en/%zz",
        "http://127.0.0.1/../secret.txt",
        "*",
        "/<script>alert(1)</script>",
    ];
    for path in paths {
        if let Some(answer) = get(preview.address, path) {
            assert!(
                !answer.body.contains("secret words"),
                "{path} reads a file outside"
            );
            assert!(
                !answer.body.contains("<script>alert(1)"),
                "{path} comes back as markup"
            );
            assert!(
                answer.status == 0 || answer.status >= 300,
                "{path} answers {}",
                answer.status
            );
        }
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(1 << 20));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(100_000));
    for request in [
        b"\r\n\r\n".as_slice(),
        b"GET",
        b"\x00\xff\xfe garbage \r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        long.as_bytes(),
        many.as_bytes(),
        b"POST /index.html HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ] {
        let mut request = request.to_vec();
        if !request.ends_with(b"\r\n\r\n") {
            request.extend_from_slice(b"\r\n\r\n");
        }
        let _ = send_all_there_is(preview.address, &request);
    }
    let host = preview.address;
    let post = format!(
        "POST /index.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    );
    let status = send(preview.address, post.as_bytes()).map(|answer| answer.status);
    assert_eq!(status, Some(405), "a preview takes nothing");
    // Another site that points its domain name at this machine must not read unpublished pages.
    let rebound = b"GET /en/index.html HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let status = send(preview.address, rebound).map(|answer| answer.status);
    assert!(
        status.is_some_and(|status| status >= 400),
        "it answers under any name: {status:?}"
    );
    assert_eq!(
        preview.get(CLAUSE).status,
        200,
        "the preview did not survive"
    );
}

#[test]
fn a_save_is_served_however_the_editor_saves() {
    let project = Project::small();
    let preview = Preview::start(&project);
    let page = preview.get(CLAUSE);
    assert!(
        page.body.contains("This standard is made up."),
        "{}",
        page.body
    );
    let text = project.read(SCOPE);
    let saved = |words: &str| text.replace("This standard is made up.", words);
    project.write(SCOPE, saved("Written in place."));
    preview.until(CLAUSE, "a save in place is not served", |answer| {
        answer.body.contains("Written in place.")
    });
    project.write(
        "content/standards/bicycle-repair/clauses/.01-scope.yaml.swp",
        saved("Moved into place."),
    );
    fs::rename(
        project.path("content/standards/bicycle-repair/clauses/.01-scope.yaml.swp"),
        project.path(SCOPE),
    )
    .expect("a file can be moved");
    preview.until(CLAUSE, "a file moved into place is not served", |answer| {
        answer.body.contains("Moved into place.")
    });
    fs::remove_file(project.path(SCOPE)).expect("a file can be removed");
    thread::sleep(Duration::from_millis(5));
    project.write(SCOPE, saved("Written anew."));
    preview.until(CLAUSE, "a file written anew is not served", |answer| {
        answer.body.contains("Written anew.")
    });
}

#[test]
fn added_and_removed_pages_are_followed() {
    let project = Project::small();
    let preview = Preview::start(&project);
    for language in ["en", "zh"] {
        project.write(
            &format!("content/pages/colophon.{language}.md"),
            "---\ntitle: Colophon\ndescription: D.\n---\n\nA new page.\n",
        );
    }
    preview.until("/en/colophon.html", "a new page is not served", |answer| {
        answer.status == 200 && answer.body.contains("A new page.")
    });
    for language in ["en", "zh"] {
        fs::remove_file(project.path(&format!("content/pages/colophon.{language}.md")))
            .expect("a page can be removed");
    }
    preview.until(
        "/en/colophon.html",
        "a removed page is still served",
        |answer| answer.status == 404,
    );
}

/// A browser test covers how an open page shows the error.
#[test]
fn an_error_is_reported_while_the_last_valid_site_is_served() {
    let project = Project::small();
    let preview = Preview::start(&project);
    let text = project.read(SCOPE);
    let faulty = [
        text.replace("title:", "colour: red\n  title:"),
        format!("{text}- {{"),
        String::new(),
    ];
    for (count, damage) in faulty.into_iter().enumerate() {
        project.write(SCOPE, damage);
        preview.until_said("01-scope.yaml:", count + 1);
        let page = preview.get(CLAUSE);
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("This standard is made up."),
            "the last good state is gone"
        );
        assert_eq!(preview.get("/zh/bicycle-repair/2.2.2.html").status, 200);
        let mended = format!("mended {count} times");
        project.write(SCOPE, text.replace("made up", &mended));
        preview.until(CLAUSE, "the mended content is not served", |answer| {
            answer.body.contains(&mended)
        });
        project.write(SCOPE, &text);
        preview.until(CLAUSE, "the first content is not served", |answer| {
            answer.body.contains("This standard is made up.")
        });
    }
}

#[test]
fn it_starts_with_invalid_content_and_recovers() {
    let project = Project::small();
    let text = project.read(SCOPE);
    project.write(SCOPE, text.replace("title:", "colour: red\n  title:"));
    let preview = Preview::start(&project);
    let shown = preview.until("/", "the fault is not shown", |answer| {
        answer.body.contains("01-scope.yaml")
    });
    assert!(shown.body.contains("colour"), "{}", shown.body);
    project.write(SCOPE, text);
    preview.until(CLAUSE, "the mended content is not served", |answer| {
        answer.status == 200 && answer.body.contains("made up.")
    });
}

#[test]
fn simultaneous_requests_and_saves_are_served() {
    let project = Project::small();
    let preview = Preview::start(&project);
    let text = project.read(SCOPE);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert_eq!(preview.get(CLAUSE).status, 200);
                }
            });
        }
        for number in 0..40 {
            project.write(
                SCOPE,
                text.replace("made up", &format!("made up {number} times")),
            );
            thread::sleep(Duration::from_millis(5));
        }
    });
    preview.until(CLAUSE, "the last save is not served", |answer| {
        answer.body.contains("made up 39 times")
    });
}

#[test]
fn a_signal_stops_it() {
    for signal in ["INT", "TERM"] {
        let project = Project::small();
        let mut preview = Preview::start(&project);
        // An open connection, as every open page has, must not delay the shutdown.
        let open = std::net::TcpStream::connect(preview.address).expect("the preview listens");
        preview.signal(signal);
        let status = wait(&mut preview.child, LIMIT);
        drop(open);
        let status = status.unwrap_or_else(|| panic!("it does not stop on SIG{signal}"));
        if signal == "INT" {
            assert_eq!(status.code(), Some(0), "stopping by Ctrl-C is not a fault");
        }
    }
}

#[test]
fn a_port_in_use_is_an_error() {
    let project = Project::small();
    let preview = Preview::start(&project);
    let port = preview.address.port().to_string();
    let child = call(["serve", "--port", &port, "--root"])
        .arg(project.root())
        .spawn()
        .expect("the program starts");
    let run = finish(child).expect_refusal();
    assert!(
        run.stderr.contains(&port),
        "the port is not named: {}",
        run.stderr
    );
}
