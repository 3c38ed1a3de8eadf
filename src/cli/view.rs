//! `planbook view`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use planbook::diagnostic::any_error;

use super::{Session, counts};

#[derive(Args)]
pub struct ViewArgs {
    /// The page by its address or its file: `points/hostage-release`, `content/pages/index.md`
    page: String,
}

pub fn run(session: &Session, args: &ViewArgs) -> Result<ExitCode> {
    let sources = session.load()?;
    match planbook::view(&sources, &session.settings, &args.page) {
        Ok(view) => {
            Session::print(&planbook::view_json(&view))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(diagnostics) => {
            session.show(&sources, &diagnostics);
            if any_error(&diagnostics) {
                session.say(&counts(&diagnostics));
            } else {
                session.say(&format!(
                    "error: there is no page `{}`; name it by its address or its file",
                    args.page
                ));
            }
            Ok(ExitCode::from(Session::MISTAKE))
        }
    }
}
