//! `planbook check`

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};
use planbook::diagnostic::{Severity, to_json};

use super::{Session, counts, pages};

#[derive(Args)]
pub struct CheckArgs {
    /// How to show what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Let warnings fail the check, too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

pub fn run(session: &Session, args: &CheckArgs) -> Result<ExitCode> {
    let start = Instant::now();
    let sources = session.load()?;
    let built = planbook::build(&sources, &session.settings);
    match args.format {
        Format::Text => session.show(&sources, &built.diagnostics),
        Format::Json => Session::print(&to_json(&sources, &built.diagnostics))?,
    }
    let found = match counts(&built.diagnostics) {
        counts if counts.is_empty() => "nothing to mend".into(),
        counts => counts,
    };
    let checked = match &built.output {
        Some(_) => format!("{} checked: ", pages(built.pages)),
        None => String::new(),
    };
    session.say(&format!("{checked}{found}, {:.2} s", start.elapsed().as_secs_f64()));
    let limit = match args.deny {
        Some(Deny::Warnings) => Severity::Warning,
        None => Severity::Error,
    };
    let failed = built.diagnostics.iter().any(|d| d.severity >= limit);
    Ok(ExitCode::from(if failed { Session::MISTAKE } else { 0 }))
}
