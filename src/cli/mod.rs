//! The command line: what can be said, one small file a command, and one answer for each.
//!
//! A command prints nothing itself. It gives back an [`Answer`], which `main` prints, so that a
//! closed pipe, a full disk and the exit code are a matter of one place.

mod answer;
mod archive;
mod check;
mod checkin;
mod completions;
mod delete;
mod due;
mod duplicate;
mod export;
mod folder;
mod fund;
mod history;
mod kit;
mod list;
mod man;
mod merge;
mod new;
mod portfolio;
mod rehearse;
mod rename;
mod restore;
pub(crate) mod show;
mod split;
mod themes;
mod wall;
mod workshops;

pub use answer::{Answer, Complaint};

use crate::app::paths::Paths;
use crate::app::run::{self, Start};
use crate::app::setting::{Setting, Wishes};
use crate::app::{linear, panic, terminal};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Everything that can be said on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "groundswell",
    version,
    about = "A facilitator in a terminal: from “who owns this?” to a plan that everyone owns",
    override_usage = "groundswell [OPTIONS] [SESSION]\n       groundswell [OPTIONS] COMMAND",
    subcommand_value_name = "COMMAND",
    after_help = EXAMPLES
)]
pub struct Cli {
    /// The session to open: a path, or the beginning of a name in the sessions folder; without
    /// one the start screen opens
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    session: Option<String>,
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell                       the start screen
  groundswell who-owns              go on with the session of that name
  groundswell --theme light         for a bright room
  groundswell --linear who-owns     the same line by line: for a screen reader, a pipe, a log
  groundswell list                  all sessions, newest first

No command needs a network. Exit codes: 0 all went well; 1 a check found something;
2 wrong usage, or a file that cannot be read.";

/// What may be said before and after every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
struct Common {
    /// The sessions folder; or set GROUNDSWELL_DATA
    #[arg(long, value_name = "DIR", global = true, display_order = 100)]
    data_dir: Option<PathBuf>,
    /// The colours of the screen: dark, light, wall, mono, one of your own, or auto for those that
    /// fit the terminal's background
    #[arg(long, value_name = "NAME", global = true, display_order = 101)]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    theme: Option<String>,
    /// Draw with ASCII alone
    #[arg(long, global = true, display_order = 102)]
    ascii: bool,
    /// Nothing moves by itself
    #[arg(long, global = true, display_order = 103)]
    still: bool,
    /// Line by line, with nothing drawn: questions to be answered on standard input, pages as they
    /// are read out
    #[arg(long, global = true, display_order = 104)]
    linear: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Kit(kit::Kit),
    List(list::List),
    Due(due::Due),
    Portfolio(portfolio::Portfolio),
    Show(show::Show),
    Wall(wall::Wall),
    Export(export::Export),
    Check(check::Check),
    Rehearse(rehearse::Rehearse),
    Checkin(checkin::Checkin),
    Split(split::Split),
    Merge(merge::Merge),
    History(history::History),
    Restore(restore::Restore),
    Rename(rename::Rename),
    Duplicate(duplicate::Duplicate),
    Archive(archive::Archive),
    Delete(delete::Delete),
    Fund(fund::Fund),
    Workshops(workshops::Workshops),
    Themes(themes::Themes),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Reads the command line, or answers at once: with help, or with what is wrong.
///
/// # Errors
/// The answer, when there is nothing to run.
pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Cli, Answer> {
    match Cli::try_parse_from(words) {
        Ok(Cli { session: Some(session), command: Some(_), .. }) => {
            Err(Answer::from(Complaint::new(format!(
                "“{session}” stands before a command. Name the session after it: \
                 groundswell COMMAND {session}."
            ))))
        }
        Ok(cli) => Ok(cli),
        Err(said) => Err(Answer::of_clap(&said)),
    }
}

/// Does what the command line says.
pub fn run(cli: &Cli) -> Answer {
    carry_out(cli).unwrap_or_else(Answer::from)
}

fn carry_out(cli: &Cli) -> Result<Answer, Complaint> {
    match &cli.command {
        Some(Command::Completions(command)) => return Ok(command.run(Cli::command())),
        Some(Command::Man(command)) => return command.run(Cli::command()),
        _ => {}
    }
    // On a projector colours wash out.
    let theme = matches!(&cli.command, Some(Command::Wall(_))).then_some("wall");
    let setting = setting(&cli.common, theme)?;
    panic::install(setting.reports.clone());
    match &cli.command {
        None => open(cli.session.as_deref(), setting, cli.common.linear),
        Some(Command::New(command)) => command.run(&setting),
        Some(Command::Kit(command)) => command.run(&setting),
        Some(Command::List(command)) => command.run(&setting),
        Some(Command::Due(command)) => command.run(&setting),
        Some(Command::Portfolio(command)) => command.run(&setting),
        Some(Command::Show(command)) => command.run(&setting, cli.common.linear),
        Some(Command::Wall(command)) => command.run(setting, cli.common.linear),
        Some(Command::Export(command)) => command.run(&setting),
        Some(Command::Check(command)) => Ok(command.run(&setting, cli.common.linear)),
        Some(Command::Rehearse(command)) => command.run(&setting),
        Some(Command::Checkin(command)) => command.run(&setting),
        Some(Command::Split(command)) => command.run(&setting),
        Some(Command::Merge(command)) => command.run(&setting),
        Some(Command::History(command)) => command.run(&setting),
        Some(Command::Restore(command)) => command.run(&setting),
        Some(Command::Rename(command)) => command.run(&setting),
        Some(Command::Duplicate(command)) => command.run(&setting),
        Some(Command::Archive(command)) => command.run(&setting),
        Some(Command::Delete(command)) => command.run(&setting),
        Some(Command::Fund(command)) => command.run(&setting),
        Some(Command::Workshops(command)) => command.run(&setting),
        Some(Command::Themes(command)) => command.run(&setting),
        Some(Command::Completions(_) | Command::Man(_)) => unreachable!("answered above"),
    }
}

/// Where and for whom it runs; `usual` is the theme of whoever wishes none.
fn setting(common: &Common, usual: Option<&str>) -> Result<Setting, Complaint> {
    let paths = Paths::new(common.data_dir.as_deref()).map_err(Complaint::new)?;
    let Common { theme: wished, ascii, still, .. } = common;
    let wishes = Wishes { theme: wished.clone(), ascii: *ascii, still: *still };
    Setting::new(paths, &wishes, usual).map_err(Complaint::new)
}

/// Opens the screen, or the dialogue in lines; it returns when the program is left.
fn open(session: Option<&str>, setting: Setting, linear: bool) -> Result<Answer, Complaint> {
    if !linear {
        terminal::ensure_terminal().map_err(Complaint::new)?;
    }
    let start = match session {
        None => Start::StartScreen,
        Some(session) => Start::Session(folder::library(&setting).find(session)?),
    };
    let code = match linear {
        true => linear::run(&start, &setting),
        false => run::run(&start, setting),
    };
    let code = code.map_err(|error| Complaint::new(format!("{error:#}")))?;
    Ok(Answer { code, ..Answer::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definitions_make_sense() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_explains_itself_with_examples() {
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name} says nothing");
            let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(examples.contains(&format!("groundswell {name}")), "{name} has no example");
        }
    }
}
