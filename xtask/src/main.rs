//! The project's own chores, run as `cargo xtask <command>`.
//!
//! Every check that decides whether a change is good is a command here, so that
//! a contributor and the continuous integration run the very same thing. Each
//! command is a list of ordinary programs; the first one that fails ends it.

mod balance;
mod browser;
mod tools;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <command>

Commands:
  test [args]      Run the whole test suite; further arguments go to `cargo test`
  browser [names]  Run only the tests that need a browser, or some of their files
  lint             Check the format, the lints, and the dependencies
  rooms            Count the lines of each room of src/
  balance          Count the words that the site gives to each side
  pictures DIR     Take pictures of one page of each type, on a phone and a desk, light and dark
  lighthouse       Measure how fast pages are on a slow phone
";

fn main() -> ExitCode {
    match obey(env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: Vec<String>) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] | ["help" | "-h" | "--help", ..] | [_, "-h" | "--help"] => {
            print!("{USAGE}");
            Ok(())
        }
        ["test", further @ ..] => test(further),
        ["browser", names @ ..] => browser::test(names),
        ["lint"] => lint(),
        ["rooms"] => rooms(),
        ["balance"] => balance::print(root()),
        ["pictures", folder] => browser::pictures(folder),
        ["pictures", ..] => bail!("`pictures` takes one argument, a folder\n\n{USAGE}"),
        ["lighthouse"] => browser::lighthouse(),
        [command @ ("lint" | "rooms" | "balance" | "lighthouse"), further, ..] => {
            bail!("`{command}` takes no arguments, but was given `{further}`\n\n{USAGE}")
        }
        [unknown, ..] => bail!("there is no command `{unknown}`\n\n{USAGE}"),
    }
}

/// Runs every test of the project, one kind after the other.
fn test(further: &[&str]) -> Result<()> {
    cargo(&[&["test", "--workspace", "--locked"], further].concat())?;
    browser::test(&[])
}

/// Checks what a reviewer should never have to: format, lints, dependencies.
fn lint() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    if !has_cargo_deny() {
        bail!("cargo-deny is missing; install it with `cargo install cargo-deny --locked`");
    }
    cargo(&["deny", "check", "bans", "licenses", "sources"])
}

/// Prints how large each room of `src/` is, the largest first.
fn rooms() -> Result<()> {
    let src = root().join("src");
    let mut rooms: Vec<(String, Lines)> = Vec::new();
    for path in entries(&src)? {
        let lines = count(&path)?;
        let Some(name) = path.file_stem() else {
            continue;
        };
        // `model.rs` and `model/` are one room.
        let name = name.to_string_lossy();
        match rooms.iter_mut().find(|(room, _)| *room == name) {
            Some((_, room)) => *room += lines,
            None => rooms.push((name.into_owned(), lines)),
        }
    }
    rooms.retain(|(_, lines)| lines.all > 0);
    rooms.sort_by(|(a, x), (b, y)| y.filled.cmp(&x.filled).then_with(|| a.cmp(b)));

    let mut total = Lines::default();
    println!("{:<16} {:>9} {:>7}", "room", "non-blank", "all");
    for (room, lines) in &rooms {
        println!("{room:<16} {:>9} {:>7}", lines.filled, lines.all);
        total += *lines;
    }
    println!("{:<16} {:>9} {:>7}", "total", total.filled, total.all);
    Ok(())
}

/// A number of lines of Rust, with and without the blank ones.
#[derive(Clone, Copy, Default)]
struct Lines {
    filled: usize,
    all: usize,
}

impl AddAssign for Lines {
    fn add_assign(&mut self, other: Lines) {
        self.filled += other.filled;
        self.all += other.all;
    }
}

/// Counts a Rust file, or all of those in a folder; other files count nothing.
fn count(path: &Path) -> Result<Lines> {
    let mut lines = Lines::default();
    if path.is_dir() {
        for entry in entries(path)? {
            lines += count(&entry)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        let text = fs::read_to_string(path).with_context(|| cannot_read(path))?;
        for line in text.lines() {
            lines.all += 1;
            lines.filled += usize::from(!line.trim().is_empty());
        }
    }
    Ok(lines)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)
        .with_context(|| cannot_read(folder))?
        .map(|entry| Ok(entry.with_context(|| cannot_read(folder))?.path()))
        .collect()
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// Runs one cargo command at the root.
fn cargo(arguments: &[&str]) -> Result<()> {
    run(Command::new(cargo_program()).args(arguments).current_dir(root()))
}

/// Runs a command, its output going straight to the reader.
fn run(command: &mut Command) -> Result<()> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = [name].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy);
    let line = words.collect::<Vec<_>>().join(" ");
    eprintln!("$ {line}");
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

fn has_cargo_deny() -> bool {
    Command::new(cargo_program())
        .args(["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The cargo that started this program, so that both use one toolchain.
fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}
