//! Arguments to commands, one file each, and what they have in common.

mod build;
mod check;
mod serve;
mod view;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use planbook::Settings;
use planbook::date::Date;
use planbook::diagnostic::{Code, Diagnostic, Severity, to_text};
use planbook::source::Sources;

/// Makes a cross-linked static site of Markdown, YAML and a model of what they describe.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    site: SiteArgs,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Say nothing but mistakes
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct SiteArgs {
    /// The folder that holds `content/`, and `templates/` and `static/` where the site has its own
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// The day of the build, which decides whose review is due [default: SOURCE_DATE_EPOCH, else today in UTC]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<Date>,
    /// Publish what is marked as a draft, too
    #[arg(long, global = true)]
    drafts: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Write the site into a folder
    Build(build::BuildArgs),
    /// Do all that `build` does but the writing
    Check(check::CheckArgs),
    /// Build the site in memory and serve it on this machine
    Serve(serve::ServeArgs),
    /// Print the JSON that the template of a page sees
    View(view::ViewArgs),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// What every command needs.
struct Session {
    root: PathBuf,
    settings: Settings,
    colour: bool,
    quiet: bool,
}

pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = session(&cli).and_then(|session| match &cli.command {
        Command::Build(args) => build::run(session, args),
        Command::Check(args) => check::run(&session, args),
        Command::Serve(args) => serve::run(session, args),
        Command::View(args) => view::run(&session, args),
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn session(cli: &Cli) -> Result<Session> {
    let colour = match cli.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            std::io::stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    };
    let date = match cli.site.date {
        Some(date) => date,
        None => today()?,
    };
    Ok(Session {
        root: cli.site.root.clone(),
        settings: Settings {
            date,
            base_url: None,
            commit: None,
            drafts: cli.site.drafts,
            offline: false,
        },
        colour,
        quiet: cli.quiet,
    })
}

impl Session {
    /// The author's mistake: nothing was written.
    const MISTAKE: u8 = 1;

    fn load(&self) -> Result<Sources> {
        planbook::load::site(&self.root)
    }

    /// What was asked for, on the standard output. A reader who has heard enough is no fault.
    fn print(text: &str) -> Result<()> {
        match writeln!(std::io::stdout(), "{text}") {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(error).context("cannot write to the standard output")
            }
            _ => Ok(()),
        }
    }

    /// A line on the standard error, unless the reader has asked for silence.
    fn say(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// All errors and warnings, and the first notes of each sort: notes can be as many as pages.
    fn show(&self, sources: &Sources, diagnostics: &[Diagnostic]) {
        const NOTES: usize = 3;
        let mut stderr = std::io::stderr().lock();
        let mut notes: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            if diagnostic.severity == Severity::Note {
                if self.quiet {
                    continue;
                }
                let count = notes.entry(diagnostic.code).or_default();
                *count += 1;
                if *count > NOTES {
                    continue;
                }
            }
            let _ = writeln!(stderr, "{}\n", to_text(sources, diagnostic, self.colour));
        }
        for (code, count) in notes.into_iter().filter(|(_, count)| *count > NOTES) {
            let more = count - NOTES;
            let _ = writeln!(
                stderr,
                "note[{code}]: {more} more of these; `planbook check --format json` lists them all\n"
            );
        }
    }
}

/// "2 errors, 1 warning", or nothing where there is nothing to count.
fn counts(diagnostics: &[Diagnostic]) -> String {
    let count = |severity, one: &str| {
        let n = diagnostics.iter().filter(|d| d.severity == severity).count();
        match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        }
    };
    let counted = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        count(Severity::Note, "note"),
    ];
    counted.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn pages(count: usize) -> String {
    match count {
        1 => "1 page".into(),
        n => format!("{n} pages"),
    }
}

fn day(text: &str) -> Result<Date, String> {
    let date = Date::parse(text)?;
    match date.day {
        Some(_) => Ok(date),
        None => Err("write a whole day: `2026-02-03`".into()),
    }
}

/// https://reproducible-builds.org/specs/source-date-epoch/
fn today() -> Result<Date> {
    let epoch = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            Some(seconds.parse::<i64>().context("SOURCE_DATE_EPOCH is not a number of seconds")?)
        }
        Err(_) => None,
    };
    let now = match epoch {
        Some(seconds) => {
            jiff::Timestamp::from_second(seconds).context("SOURCE_DATE_EPOCH is out of range")?
        }
        None => jiff::Timestamp::now(),
    };
    Ok(Date::from_day(now.to_zoned(jiff::tz::TimeZone::UTC).date()))
}
