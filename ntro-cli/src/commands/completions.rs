//! `completions`: what makes a shell complete commands, slugs and run ids.

use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::commands::PROGRAM;
use crate::failure::Failure;
use crate::output;

/// Print what makes a shell complete commands, slugs and run ids
///
/// The script asks the program itself whenever Tab is pressed, so that it knows the runs that are open
/// now. Completion works for the program's own name, `cargo-ntro`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

const EXAMPLE: &str = "\
Examples:
  echo 'source <(cargo-ntro completions bash)' >> ~/.bashrc
  echo 'source <(cargo-ntro completions zsh)' >> ~/.zshrc
  cargo-ntro completions fish > ~/.config/fish/completions/cargo-ntro.fish";

/// What Bash needs besides, for ids with colons, blanks and quotes.
const BASH_WORDS: &str = include_str!("completions/words.bash");

impl Completions {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let script = self.script().map_err(|error| Failure::failed(error.to_string()))?;
        output::say(script.trim_end());
        Ok(ExitCode::SUCCESS)
    }

    fn script(&self) -> std::io::Result<String> {
        let shells = Shells::builtins();
        let name = self.shell.to_string();
        let Some(shell) = shells.completer(&name) else {
            return Err(std::io::Error::other(format!("`{name}` completes nothing dynamically; see --help")));
        };
        let program = std::env::current_exe()?;
        let mut script = Vec::new();
        shell.write_registration("COMPLETE", PROGRAM, PROGRAM, &program.to_string_lossy(), &mut script)?;
        let script = String::from_utf8(script).map_err(std::io::Error::other)?;
        Ok(match self.shell {
            Shell::Bash => script.replace("-F _clap_complete_cargo_ntro ", "-F _cargo_ntro ") + BASH_WORDS,
            _ => script,
        })
    }
}
