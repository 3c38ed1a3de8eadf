//! From an output to a folder: nothing half done, nothing that is not ours touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use planbook::output::{Output, Refusal, Written, stage, write};
use tempfile::TempDir;

use crate::support::output;

const A_SITE: &str = "\
=== content/points/one.md
---
title: One
---
Words.
";

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy();
                found.insert(name.into_owned(), fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn small(entries: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in entries {
        output.claim(path, text.as_bytes(), "test").expect("no clash");
    }
    output
}

/// A folder for the output beside an empty folder of sources.
fn folders() -> (TempDir, std::path::PathBuf, std::path::PathBuf) {
    let temp = tempfile::tempdir().expect("a folder");
    let sources = temp.path().join("site");
    fs::create_dir_all(sources.join("content")).expect("a folder");
    let out = temp.path().join("out");
    (temp, out, sources)
}

fn written(output: &Output, out: &Path, sources: &Path) -> Written {
    write(output, out, sources).expect("no fault of the machine").expect("not refused")
}

fn refused(output: &Output, out: &Path, sources: &Path) -> Refusal {
    write(output, out, sources).expect("no fault of the machine").expect_err("refused")
}

#[test]
fn the_folder_holds_the_output_and_its_manifest() {
    let (_temp, out, sources) = folders();
    let output = output(A_SITE);
    written(&output, &out, &sources);
    let mut expected: BTreeMap<String, Vec<u8>> =
        output.iter().map(|(path, entry)| (path.to_owned(), entry.bytes.to_vec())).collect();
    expected.insert("data/manifest.json".into(), output.manifest());
    assert_eq!(files(&out).keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    assert_eq!(files(&out), expected);
}

#[test]
fn a_second_build_touches_nothing() {
    let (_temp, out, sources) = folders();
    let output = output(A_SITE);
    written(&output, &out, &sources);
    let time =
        |path: &str| fs::metadata(out.join(path)).expect("there").modified().expect("a time");
    let before = (time("index.html"), time("data/manifest.json"));
    assert_eq!(written(&output, &out, &sources), Written::default());
    assert_eq!(before, (time("index.html"), time("data/manifest.json")));
}

#[test]
fn what_is_gone_from_the_output_goes_with_its_empty_folders() {
    let (_temp, out, sources) = folders();
    written(&small(&[("a/b/c.html", "1"), ("d.html", "2")]), &out, &sources);
    fs::write(out.join("CNAME"), "example.org").expect("written");
    let done = written(&small(&[("d.html", "2")]), &out, &sources);
    assert_eq!(done, Written { changed: 0, removed: 1 });
    assert!(!out.join("a").exists());
    assert!(out.join("CNAME").exists());
}

#[test]
fn a_folder_that_someone_else_uses_stays() {
    let (_temp, out, sources) = folders();
    written(&small(&[("a/b.html", "1")]), &out, &sources);
    fs::write(out.join("a/notes.txt"), "mine").expect("written");
    written(&small(&[("d.html", "2")]), &out, &sources);
    assert!(out.join("a/notes.txt").exists());
    assert!(!out.join("a/b.html").exists());
}

#[test]
fn what_planbook_did_not_write_is_not_overwritten() {
    let (_temp, out, sources) = folders();
    fs::create_dir_all(&out).expect("a folder");
    fs::write(out.join("index.html"), "mine").expect("written");
    let refusal = refused(&small(&[("index.html", "new"), ("a.html", "1")]), &out, &sources);
    assert!(matches!(refusal, Refusal::InTheWay(paths) if paths == ["index.html"]));
    assert_eq!(files(&out).len(), 1, "nothing else was written");
    // The same bytes are in nobody's way.
    written(&small(&[("index.html", "mine")]), &out, &sources);
}

#[test]
fn a_folder_in_place_of_a_file_is_in_the_way() {
    let (_temp, out, sources) = folders();
    fs::create_dir_all(out.join("a.html")).expect("a folder");
    let refusal = refused(&small(&[("a.html", "1")]), &out, &sources);
    assert!(matches!(refusal, Refusal::InTheWay(paths) if paths == ["a.html"]));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_output_is_not_followed() {
    let (temp, out, sources) = folders();
    fs::create_dir_all(&out).expect("a folder");
    let elsewhere = temp.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    std::os::unix::fs::symlink(&elsewhere, out.join("a")).expect("a link");
    let refusal = refused(&small(&[("a/b.html", "1")]), &out, &sources);
    assert!(matches!(refusal, Refusal::InTheWay(paths) if paths == ["a"]));
    assert!(files(&elsewhere).is_empty());
}

#[test]
fn a_folder_that_holds_the_sources_is_refused() {
    let (temp, _, sources) = folders();
    let output = small(&[("a.html", "1")]);
    for folder in
        [sources.as_path(), temp.path(), &sources.join("content"), &sources.join("content/deep/er")]
    {
        let refusal = refused(&output, folder, &sources);
        assert!(matches!(refusal, Refusal::Folder(_)), "{}", folder.display());
    }
    assert!(matches!(refused(&output, Path::new("/"), &sources), Refusal::Folder(_)));
}

#[cfg(unix)]
#[test]
fn an_output_folder_behind_a_symbolic_link_is_refused() {
    let (temp, out, sources) = folders();
    let real = temp.path().join("real");
    fs::create_dir_all(&real).expect("a folder");
    std::os::unix::fs::symlink(&real, &out).expect("a link");
    assert!(matches!(refused(&small(&[("a.html", "1")]), &out, &sources), Refusal::Folder(_)));
}

#[cfg(target_os = "linux")]
#[test]
fn without_the_right_to_write_the_old_site_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let (_temp, out, sources) = folders();
    written(&small(&[("a/one.html", "old"), ("b/two.html", "old")]), &out, &sources);
    let before = files(&out);
    let locked = out.join("b");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("set");
    // Root may write anywhere, so for root a file of the name of the staged one stands in the way.
    let staged = locked.join(".two.html.planbook-new");
    let as_root = fs::write(locked.join("probe"), "").is_ok();
    if as_root {
        fs::remove_file(locked.join("probe")).expect("removed");
        fs::create_dir(&staged).expect("a folder");
        fs::write(staged.join("x"), "").expect("written");
    }
    let new = small(&[("a/one.html", "new"), ("b/two.html", "new"), ("c/three.html", "new")]);
    assert!(write(&new, &out, &sources).is_err());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("set");
    if as_root {
        fs::remove_dir_all(&staged).expect("removed");
    }
    assert_eq!(files(&out), before);
    assert!(!out.join("c").exists());
}

/// A write that is killed at any moment leaves files whole and listed, and the next one completes
/// it. The moments are simulated: the state on the disk after each rename and removal.
#[test]
fn a_killed_write_is_completed_by_the_next() {
    let old = small(&[("style.css", "old"), ("a.html", "old"), ("gone/b.html", "old")]);
    let new = small(&[("style.css", "new"), ("a.html", "new"), ("c/d.html", "new")]);
    let newer = small(&[("style.css", "newer"), ("c/d.html", "newer"), ("e.html", "newer")]);
    for moment in 0.. {
        let (_temp, out, sources) = folders();
        written(&old, &out, &sources);
        let mut staged = stage(&new, &out, &sources).expect("no fault").expect("not refused");
        let steps = (0..moment).take_while(|_| staged.step().expect("no fault")).count();
        let done = steps < moment;
        for (path, bytes) in files(&out) {
            let known =
                |output: &Output| output.get(&path).is_some_and(|e| e.bytes[..] == bytes[..]);
            let hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
            assert!(
                hidden || path == "data/manifest.json" || known(&old) || known(&new),
                "{path} at {moment}"
            );
        }
        written(&newer, &out, &sources);
        let mut expected: Vec<&str> =
            newer.iter().map(|(path, _)| path).chain(["data/manifest.json"]).collect();
        expected.sort();
        assert_eq!(files(&out).keys().collect::<Vec<_>>(), expected, "at {moment}");
        if done {
            assert!(moment > 5);
            return;
        }
    }
}

#[test]
fn two_makers_of_one_path_clash_whatever_the_case() {
    let mut output = small(&[("a/B.html", "1")]);
    assert!(output.claim("A/b.html", *b"2", "other").is_err());
    assert!(output.claim("a", *b"2", "other").is_err());
    assert!(output.claim("a/B.html/c", *b"2", "other").is_err());
    assert!(output.claim("a/C.html", *b"2", "other").is_ok());
}
