//! The program as its users meet it: arguments, exit codes, what goes to which stream.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

const MODEL: &str = "\
kinds:
  page:
    folder: pages
    url: /{id}/
    label: { one: Page, other: Pages }
    fields: { summary: { type: text, max_words: 5 }, body: markdown }
";

/// A site of two pages on the disk, with a folder for its output beside it.
fn site() -> TempDir {
    let temp = tempfile::tempdir().expect("a folder");
    write(
        temp.path(),
        "site/content/site.yaml",
        "title: A plan\nbase_url: https://example.org/plan/\n",
    );
    write(temp.path(), "site/content/model.yaml", MODEL);
    write(temp.path(), "site/content/pages/index.md", "---\ntitle: Home\n---\nSee [[one]].\n");
    write(temp.path(), "site/content/pages/one.md", "---\ntitle: One\n---\nWords.\n");
    write(temp.path(), "site/content/pages/404.md", "---\ntitle: Not here\n---\nGone.\n");
    temp
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn command(temp: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planbook"));
    command.current_dir(temp.path().join("site")).args(arguments).env("NO_COLOR", "1");
    command.env_remove("SOURCE_DATE_EPOCH");
    command
}

fn run(temp: &TempDir, arguments: &[&str]) -> Output {
    command(temp, arguments).output().expect("it runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn build_writes_the_site_and_says_what_it_made() {
    let temp = site();
    let done = run(&temp, &["build"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    assert_eq!(stdout(&done), "");
    assert!(stderr(&done).starts_with("3 pages in "), "{}", stderr(&done));
    let page = fs::read_to_string(temp.path().join("site/public/index.html")).expect("a page");
    assert!(page.contains("<a href=\"one/\">One</a>"));
}

#[test]
fn a_mistake_writes_nothing_and_leaves_the_old_site() {
    let temp = site();
    run(&temp, &["build", "--out", "../out"]);
    let before = fs::read(temp.path().join("out/index.html")).expect("a page");
    write(temp.path(), "site/content/pages/index.md", "---\ntitle: New home\n---\nSee [[tow]].\n");
    let done = run(&temp, &["build", "--out", "../out"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("error[unknown-reference]: there is no page `tow`"));
    assert!(stderr(&done).ends_with("1 error: nothing was written\n"), "{}", stderr(&done));
    assert_eq!(fs::read(temp.path().join("out/index.html")).expect("a page"), before);
}

#[test]
fn an_output_folder_that_holds_the_sources_is_an_authors_mistake() {
    let temp = site();
    let done = run(&temp, &["build", "--out", "."]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("error[output-refused]"), "{}", stderr(&done));
}

#[test]
fn a_file_in_the_way_is_named() {
    let temp = site();
    write(temp.path(), "out/index.html", "mine");
    let done = run(&temp, &["build", "--out", "../out"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("error[file-in-the-way]"), "{}", stderr(&done));
    assert!(stderr(&done).contains("../out/index.html"), "{}", stderr(&done));
}

#[test]
fn the_404_page_alone_knows_the_base_url() {
    let temp = site();
    run(&temp, &["build", "--base-url", "https://example.net/deep/er"]);
    let read = |path: &str| {
        fs::read_to_string(temp.path().join("site/public").join(path)).expect("a page")
    };
    assert!(read("404.html").contains("href=\"/deep/er/style.css\""));
    assert!(read("one/index.html").contains("href=\"../style.css\""));
}

#[test]
fn a_base_url_that_is_none_is_wrong_usage() {
    let done = run(&site(), &["build", "--base-url", "example.org"]);
    assert_eq!(done.status.code(), Some(2), "{}", stderr(&done));
}

#[test]
fn check_gives_one_json_document() {
    let temp = site();
    write(temp.path(), "site/content/pages/one.md", "---\ntitel: \u{1f389} One\n---\n");
    let done = run(&temp, &["check", "--format", "json"]);
    assert_eq!(done.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let first = &json["diagnostics"][0];
    assert_eq!(first["code"], "unknown-key");
    assert_eq!(first["path"], "content/pages/one.md");
    assert_eq!(first["start"], serde_json::json!({ "line": 2, "column": 1 }));
    assert_eq!(first["end"], serde_json::json!({ "line": 2, "column": 6 }));
    assert_eq!(first["help"], "did you mean `title`?");
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let temp = site();
    let long = "---\ntitle: One\nsummary: One two three four five six\n---\n";
    write(temp.path(), "site/content/pages/one.md", long);
    assert_eq!(run(&temp, &["check"]).status.code(), Some(0));
    assert_eq!(run(&temp, &["check", "--deny", "warnings"]).status.code(), Some(1));
    assert_eq!(run(&temp, &["build"]).status.code(), Some(0));
}

#[test]
fn view_prints_what_a_template_sees() {
    let temp = site();
    for name in ["one", "/one/", "content/pages/one.md"] {
        let done = run(&temp, &["view", name]);
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let json: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
        assert_eq!(json["entity"]["title"], "One");
        assert_eq!(json["page"]["url"], "/one/");
    }
    let done = run(&temp, &["view", "two"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("there is no page `two`"));
}

#[test]
fn a_folder_without_a_site_says_what_a_site_needs() {
    let temp = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(temp.path().join("site")).expect("made");
    let done = run(&temp, &["check"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(stderr(&done).contains("there is no `content/site.yaml`"), "{}", stderr(&done));
    assert!(stderr(&done).contains("there is no `content/model.yaml`"), "{}", stderr(&done));
}

#[test]
fn wrong_usage_and_a_missing_root_are_no_mistakes_of_an_author() {
    let temp = site();
    assert_eq!(run(&temp, &["biuld"]).status.code(), Some(2));
    assert_eq!(run(&temp, &["--root", "nowhere", "check"]).status.code(), Some(2));
    assert_eq!(run(&temp, &["--date", "2026-02-30", "check"]).status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused_by_name() {
    let temp = site();
    let link = temp.path().join("site/content/pages/link.md");
    std::os::unix::fs::symlink("/etc/hostname", link).expect("a link");
    let done = run(&temp, &["check"]);
    assert_eq!(done.status.code(), Some(1));
    let said = stderr(&done);
    assert!(
        said.contains("error[symbolic-link]: `content/pages/link.md` is a symbolic link"),
        "{said}"
    );
}

#[test]
fn what_editors_leave_behind_is_no_page() {
    let temp = site();
    for name in [".DS_Store", "one.md~", ".#one.md", ".one.md.swp"] {
        write(temp.path(), &format!("site/content/pages/{name}"), "no page");
    }
    let done = run(&temp, &["check"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
}

/// A running `serve`, stopped at the end.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(temp: &TempDir) -> Server {
    let mut child =
        command(temp, &["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut line = String::new();
    let stderr = child.stderr.take().expect("a pipe");
    BufReader::new(stderr).read_line(&mut line).expect("a line");
    let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
    let port = port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("{line}"));
    Server(child, port)
}

fn get(port: u16, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn serve_gives_the_bytes_of_build_at_the_path_of_the_base_url() {
    let temp = site();
    run(&temp, &["build"]);
    let server = serve(&temp);
    let page = get(server.1, "/plan/one/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("content-security-policy: default-src 'none'"), "{page}");
    let built = fs::read_to_string(temp.path().join("site/public/one/index.html")).expect("a page");
    assert!(page.ends_with(&built));
    assert!(get(server.1, "/").contains("location: /plan/"));
    assert!(get(server.1, "/plan/one").contains("location: /plan/one/"));
    let missing = get(server.1, "/plan/nowhere/");
    assert!(missing.starts_with("HTTP/1.1 404") && missing.contains("Not here"), "{missing}");
    assert!(get(server.1, "/plan/../../etc/passwd").starts_with("HTTP/1.1 404"));
    assert!(get(server.1, "/plan/data/manifest.json").contains("\"blake3\""));
}

#[test]
fn a_port_that_is_taken_is_the_machines_fault() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let done = run(&site(), &["serve", "--port", &port]);
    assert_eq!(done.status.code(), Some(2));
    assert!(stderr(&done).contains("cannot listen on"), "{}", stderr(&done));
}
