//! The database that an example runbook keeps its records in: an SQLite file, or PostgreSQL.
//!
//! | file | idea |
//! | --- | --- |
//! | `place` | which database, by a URL or a file |
//! | `connect` | connections that behave alike in both |
//! | `records` | the tables of a program, opened, written in transactions |
//! | `error` | what can be wrong with a database |

mod connect;
mod error;
mod place;
mod records;

pub use error::DatabaseError;
pub use place::Database;
pub use records::{Records, Tables};
