//! `groundswell man`: the manual page, of the program or of one command.

use super::{Answer, Complaint};
use clap::{Args, Command};
use std::io;

/// Print the manual page, of the program or of a command
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Man {
    /// The command; without one, the program
    command: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell man | man -l -
  groundswell man export | man -l -
  groundswell man > ~/.local/share/man/man1/groundswell.1";

impl Man {
    pub(super) fn run(&self, mut program: Command) -> Result<Answer, Complaint> {
        program.build();
        let command = match &self.command {
            None => program,
            Some(name) => find(&program, name)?,
        };
        let mut out = Vec::new();
        let written = clap_mangen::Man::new(command).render(&mut out);
        written.map_err(|error: io::Error| Complaint::new(error.to_string()))?;
        Ok(Answer { out, ..Answer::default() })
    }
}

fn find(program: &Command, name: &str) -> Result<Command, Complaint> {
    let commands = || program.get_subcommands().filter(|command| command.get_name() != "help");
    let found = commands().find(|command| command.get_name() == name);
    found.cloned().ok_or_else(|| {
        let names: Vec<&str> = commands().map(Command::get_name).collect();
        let names = names.join(", ");
        Complaint::new(format!("There is no command “{name}”. The commands are: {names}."))
    })
}
