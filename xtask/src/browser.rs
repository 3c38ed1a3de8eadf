//! What is judged in a browser: the published pages, as readers get them.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tools::Tools;
use crate::{cargo, entries, root, run};

/// The sites that are read: this one, and two small ones from right to left. Each with its folder.
const SITES: [(&str, &str); 3] =
    [("en", "."), ("ar", "tests/browser/sites/ar"), ("he", "tests/browser/sites/he")];

/// The day of every build: so late that each page also says that its review is due.
const DAY: &str = "2028-01-01";

/// Runs the tests in `tests/browser/`, or those of the files named.
pub fn test(names: &[&str]) -> Result<()> {
    let folder = root().join("tests/browser");
    let mut tests: Vec<PathBuf> = if names.is_empty() {
        entries(&folder)?
            .into_iter()
            .filter(|path| path.extension() == Some(OsStr::new("mjs")))
            .collect()
    } else {
        names.iter().map(|name| folder.join(format!("{name}.mjs"))).collect()
    };
    tests.sort();
    if let Some(missing) = tests.iter().find(|path| !path.is_file()) {
        bail!("there is no test {}", missing.display());
    }
    let tools = ready(&folder)?;
    // One file after the other: some measure time, and each opens several pages at once.
    let mut command = node(&tools)?;
    command.args(["--test", "--test-concurrency=1", "--test-reporter"]);
    command.arg(folder.join("lib/reporter.mjs")).args(tests);
    run(&mut command)
}

/// Measures pages as Lighthouse does on a slow phone. Run it alone: other work slows the pages.
pub fn lighthouse() -> Result<()> {
    let folder = root().join("benches/lighthouse");
    let tools = ready(&folder)?;
    run(node(&tools)?.arg(folder.join("run.mjs")))
}

/// Takes a picture of one page of each type.
pub fn pictures(folder: &str) -> Result<()> {
    let tests = root().join("tests/browser");
    let tools = ready(&tests)?;
    run(node(&tools)?.arg(tests.join("lib/pictures.mjs")).arg(folder))
}

/// The programs, the packages of a folder, and the sites.
fn ready(folder: &Path) -> Result<Tools> {
    let tools = Tools::find(&kept()?)?;
    tools.npm_ci(folder)?;
    for (name, site) in SITES {
        build(site, &sites()?.join(name), &[])?;
    }
    build(".", &sites()?.join("offline"), &["--offline"])?;
    Ok(tools)
}

fn build(site: &str, out: &Path, options: &[&str]) -> Result<()> {
    // What an older build left must not be taken for a page.
    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("cannot remove {}", out.display()))?;
    }
    let out = out.to_str().context("the path of the build folder is not UTF-8")?;
    let planbook = ["run", "--quiet", "--locked", "--", "--quiet", "--root", site, "--date", DAY];
    cargo(&[&planbook[..], &["build", "--out", out][..], options].concat())
}

fn node(tools: &Tools) -> Result<Command> {
    let mut command = tools.node();
    command.env("CHROMIUM", &tools.chromium).env("SITES", sites()?);
    Ok(command)
}

fn sites() -> Result<PathBuf> {
    Ok(kept()?.join("sites"))
}

/// Where all that belongs to the browser is kept: in the folder of this program's own build.
fn kept() -> Result<PathBuf> {
    let program = env::current_exe().context("cannot tell where this program is")?;
    let target = program.ancestors().nth(2).context("this program is in no build folder")?;
    Ok(target.join("browser"))
}
