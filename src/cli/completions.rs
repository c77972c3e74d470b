//! `groundswell completions`: what a shell needs to complete commands and options.

use super::Answer;
use clap::{Args, Command};
use clap_complete::Shell;

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  groundswell completions bash > ~/.local/share/bash-completion/completions/groundswell
  groundswell completions zsh > ~/.zfunc/_groundswell
  groundswell completions fish > ~/.config/fish/completions/groundswell.fish";

impl Completions {
    pub(super) fn run(&self, mut command: Command) -> Answer {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut command, "groundswell", &mut out);
        Answer { out, ..Answer::default() }
    }
}
