//! One run from beginning to end in one program: Temporal, a worker, and a person at the terminal.
//!
//! | file | idea |
//! | --- | --- |
//! | `program` | the program: its log, its complaint, its exit status |
//! | `server` | somebody's Temporal, or a dev server of its own |
//! | `session` | a run with a worker of its own, followed until it is closed or given up |
//! | `abandoned` | a run that nobody answers any more |
//! | `ending` | what became of the run, in words and as an exit status |
//! | `say` | what the program says |

mod abandoned;
mod ending;
mod program;
mod say;
mod server;
mod session;

pub use ending::Ending;
pub use program::conclude;
pub use say::{complain, say, say_json};
pub use session::{Session, Setting, conduct, decided_or_asked, this_month};

/// What keeps a program from its work, in one sentence.
pub type Problem = Box<dyn std::error::Error>;
