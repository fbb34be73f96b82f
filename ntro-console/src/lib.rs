//! A run at a terminal: draws its breadcrumb with the runs below it, and asks at its gates.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use ntro_console::{Follower, Screen};
//! use ntro_workflow::worker::Client;
//!
//! let client = Client::from_environment().await?;
//! let run = client.untyped_run("close-2026-03");
//! Follower::new(&run, Screen::Output).asks().until_closed().await?;
//! println!("{}", run.result().await?);
//! # Ok(())
//! # }
//! ```

mod breadcrumb;
mod checks;
mod collection;
mod decisions;
mod follow;
mod gates;
mod interrupt;
mod keyboard;
mod one_line;
mod paint;
mod review;
mod screen;
mod shell_word;
mod submission;

pub use breadcrumb::Breadcrumb;
pub use checks::checks;
pub use decisions::Decisions;
pub use follow::{Follower, GivenUp};
pub use gates::{OpenGate, open_gates};
pub use interrupt::{Interrupt, Signal};
pub use one_line::one_line;
pub use paint::{Colour, Paint};
pub use review::row_action::row_action;
pub use review::sheet::Sheet;
pub use screen::{Screen, user};
pub use shell_word::shell_word;
