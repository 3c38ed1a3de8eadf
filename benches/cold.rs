//! How long a cold build of the repository's own site takes, told as a ratio.
//!
//! Milliseconds say more about the machine than about planbook. So each round
//! also times `cp -r` of the finished site, which writes the same files to the
//! same disk and does nothing else: the ratio of the two is what to compare
//! between versions. Each side runs as a whole process into a fresh folder, and
//! they take turns at going first. Run it with `cargo bench --bench cold`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

const ROUNDS: usize = 7;

fn main() -> Result<()> {
    // Not timed: it warms the disk cache for both, and is what `cp` copies.
    let folder = TempDir::new()?;
    let site = folder.path().join("site");
    run(build(&site))?;

    let mut builds = Vec::new();
    let mut copies = Vec::new();
    for round in 0..ROUNDS {
        if round % 2 == 0 {
            builds.push(time(build)?);
            copies.push(time(|out| copy(&site, out))?);
        } else {
            copies.push(time(|out| copy(&site, out))?);
            builds.push(time(build)?);
        }
    }

    let (build, copy) = (median(builds), median(copies));
    println!("Median of {ROUNDS} rounds, each into a fresh folder:");
    println!("planbook build {:>8.1} ms", milliseconds(build));
    println!("cp -r          {:>8.1} ms", milliseconds(copy));
    println!("ratio          {:>8.1}", build.div_duration_f64(copy));
    match peak_memory() {
        Ok(kibibytes) => println!("peak memory    {:>8.1} MiB", kibibytes / 1024.0),
        Err(error) => println!("peak memory was not measured: {error:#}"),
    }
    Ok(())
}

fn build(out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planbook"));
    command.args(["--root", env!("CARGO_MANIFEST_DIR"), "--quiet", "build", "--out"]);
    command.arg(out);
    command
}

fn copy(site: &Path, out: &Path) -> Command {
    let mut command = Command::new("cp");
    command.arg("-r").arg(site).arg(out);
    command
}

/// Times the command made for a folder that does not exist yet.
fn time(command: impl FnOnce(&Path) -> Command) -> Result<Duration> {
    let folder = TempDir::new()?;
    let command = command(&folder.path().join("site"));
    let start = Instant::now();
    run(command)?;
    Ok(start.elapsed())
}

/// The most memory a cold build holds at once, in KiB, as GNU time reports it.
fn peak_memory() -> Result<f64> {
    let folder = TempDir::new()?;
    let report = folder.path().join("report");
    let build = build(&folder.path().join("site"));
    let mut time = Command::new("/usr/bin/time");
    time.arg("-v").arg("-o").arg(&report);
    time.arg(build.get_program()).args(build.get_args());
    run(time)?;

    let report = fs::read_to_string(&report)?;
    let label = "Maximum resident set size (kbytes):";
    let peak = report
        .lines()
        .find_map(|line| line.trim().strip_prefix(label))
        .context("/usr/bin/time is not GNU time")?;
    Ok(peak.trim().parse()?)
}

/// Runs a command to its end, showing only what it says on standard error.
fn run(mut command: Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .with_context(|| format!("cannot start {program}"))?;
    ensure!(status.success(), "{program} failed ({status})");
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
