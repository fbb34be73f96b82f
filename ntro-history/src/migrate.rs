//! The tables, brought up to date when a database is opened.
//!
//! Not by sqlx's own migrations: those keep their record in a table of one name, and the database may be that of a
//! program that has migrations of its own.

use sqlx::{PgPool, SqlitePool};

use crate::error::MigrateError;
use crate::statements;

/// What makes version 1, 2, … of the tables from the version before.
const SQLITE: &[&str] = &[include_str!("../migrations/sqlite/0001.sql")];
const POSTGRES: &[&str] = &[include_str!("../migrations/postgres/0001.sql")];

/// Does in one transaction what is missing; whoever opens the database at the same time waits.
macro_rules! migrate {
    ($transaction:ident, $lock:expr, $versions:expr) => {{
        for statement in $lock {
            sqlx::Executor::execute(&mut *$transaction, statement).await?;
        }
        sqlx::Executor::execute(&mut *$transaction, statements::VERSIONS).await?;
        let done: Option<i64> = sqlx::query_scalar(statements::VERSION).fetch_one(&mut *$transaction).await?;
        for (version, text) in missing($versions, done)? {
            sqlx::Executor::execute(&mut *$transaction, text).await?;
            sqlx::query(statements::MIGRATED).bind(version).execute(&mut *$transaction).await?;
        }
        $transaction.commit().await?;
        Ok(())
    }};
}

pub(crate) async fn sqlite(pool: &SqlitePool) -> Result<(), MigrateError> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    migrate!(transaction, [""; 0], SQLITE)
}

pub(crate) async fn postgres(pool: &PgPool) -> Result<(), MigrateError> {
    let mut transaction = pool.begin().await?;
    migrate!(transaction, [statements::LOCK], POSTGRES)
}

/// The versions that are still to be made, with their numbers.
fn missing<'a>(
    versions: &'a [&'a str],
    done: Option<i64>,
) -> Result<impl Iterator<Item = (i64, &'a str)>, MigrateError> {
    let done = done.unwrap_or(0);
    let known = versions.len() as i64;
    if done > known {
        return Err(MigrateError::Newer { done, known });
    }
    Ok((1..).zip(versions.iter().copied()).filter(move |(version, _)| *version > done))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_done_in_order_and_nothing_twice() {
        let versions = ["one", "two", "three"];
        let of =
            |done| missing(&versions, done).map(|missing| missing.map(|(_, text)| text).collect::<Vec<_>>());
        assert_eq!(of(None).expect("known"), ["one", "two", "three"]);
        assert_eq!(of(Some(2)).expect("known"), ["three"]);
        assert_eq!(of(Some(3)).expect("known"), [""; 0]);
        assert!(matches!(of(Some(4)), Err(MigrateError::Newer { done: 4, known: 3 })));
    }
}
