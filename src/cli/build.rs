//! `planbook build`

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use planbook::diagnostic::{Code, Diagnostic};
use planbook::output::{self, Refusal};
use planbook::source::{Content, SourceFile, Sources, Span};

use super::{Session, counts, pages};

#[derive(Args)]
pub struct BuildArgs {
    /// Where to write [default: `public` in the root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where the site will be published, in place of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Which state of the sources this is, for the page about the site
    #[arg(long, value_name = "TEXT")]
    commit: Option<String>,
    /// Make links name files, for a copy that is read from a disk
    #[arg(long)]
    offline: bool,
}

pub fn run(mut session: Session, args: &BuildArgs) -> Result<ExitCode> {
    let start = Instant::now();
    if let Some(url) = &args.base_url
        && planbook::config::base_url(url).is_none()
    {
        bail!(
            "--base-url: `{url}` is not the address of a site; write it whole, as in https://example.org/plan/"
        );
    }
    session.settings.base_url = args.base_url.clone();
    session.settings.commit = args.commit.clone();
    session.settings.offline = args.offline;
    let sources = session.load()?;
    let built = planbook::build(&sources, &session.settings);
    session.show(&sources, &built.diagnostics);
    let Some(output) = built.output else {
        session.say(&format!("{}: nothing was written", counts(&built.diagnostics)));
        return Ok(ExitCode::from(Session::MISTAKE));
    };
    let folder = args.out.clone().unwrap_or_else(|| session.root.join("public"));
    let written = match output::write(&output, &folder, &session.root)? {
        Ok(written) => written,
        Err(refusal) => {
            refuse(&session, &folder, refusal);
            session.say("nothing was written");
            return Ok(ExitCode::from(Session::MISTAKE));
        }
    };
    let found = match counts(&built.diagnostics) {
        counts if counts.is_empty() => String::new(),
        counts => format!(", {counts}"),
    };
    session.say(&format!(
        "{} in {} files written to {}: {} changed, {} removed{found}, {:.2} s",
        pages(built.pages),
        output.len(),
        folder.display(),
        written.changed,
        written.removed,
        start.elapsed().as_secs_f64()
    ));
    Ok(ExitCode::SUCCESS)
}

fn refuse(session: &Session, folder: &std::path::Path, refusal: Refusal) {
    let named = |path: String, code, message: &str, help: &str| {
        let sources = Sources::new(vec![SourceFile::new(path.clone(), Content::Missing)]);
        if let Some(file) = sources.find(&path) {
            let diagnostic = Diagnostic::new(code, Span::start_of(file), message).help(help);
            session.show(&sources, &[diagnostic]);
        }
    };
    let folder = folder.display().to_string();
    match refusal {
        Refusal::Folder(why) => {
            let message = format!("this cannot be the output folder: {why}");
            named(folder, Code::OutputRefused, &message, "name a folder of its own with `--out`");
        }
        Refusal::InTheWay(paths) => {
            let help = "move it away, or name another folder with `--out`: planbook overwrites only what it has written";
            for path in paths {
                let path = format!("{folder}/{path}");
                named(
                    path,
                    Code::FileInTheWay,
                    "planbook did not write this, and would have to replace it",
                    help,
                );
            }
        }
    }
}
