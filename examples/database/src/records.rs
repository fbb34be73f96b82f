//! The tables of a program, opened.

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Any, AnyPool, Transaction};

use crate::{Database, DatabaseError, connect};

/// The tables that a program keeps, and what its messages call them.
///
/// ```no_run
/// # async fn example() -> Result<(), fund_database::DatabaseError> {
/// use fund_database::{Database, Records, Tables};
///
/// static TABLES: Tables =
///     Tables { what: "the notes", schema: "notes", migrations: sqlx::migrate!("tests/notes") };
///
/// let notes = Records::open(Database::File("notes.sqlite".into()), &TABLES).await?;
/// let insert = sqlx::query("INSERT INTO notes (note) VALUES ($1)").bind("call the bank");
/// insert.execute(notes.pool()).await.map_err(|source| notes.failed("write a note", source))?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Tables {
    /// What is kept in them: "the ledger".
    pub what: &'static str,
    /// Their schema in PostgreSQL, a plain name.
    pub schema: &'static str,
    /// What creates them. The statements are those of both databases.
    pub migrations: Migrator,
}

/// The records in them. Several workers may have the same ones open.
#[derive(Debug, Clone)]
pub struct Records {
    pool: AnyPool,
    what: &'static str,
    database: Database,
}

impl Records {
    /// Opens them, creating the tables where they are not there.
    ///
    /// # Errors
    /// [`DatabaseError::Open`] or [`DatabaseError::Migrate`].
    pub async fn open(database: Database, tables: &Tables) -> Result<Self, DatabaseError> {
        let (what, name) = (tables.what, || database.to_string());
        let pool = connect::connect(&database, tables.schema).await;
        let pool = pool.map_err(|source| DatabaseError::Open { what, database: name(), source })?;
        let migrated = migrate(&pool, &database, &tables.migrations).await;
        migrated.map_err(|source| DatabaseError::Migrate { what, database: name(), source })?;
        Ok(Self { pool, what, database })
    }

    /// The connections, for what reads, or writes in one statement.
    #[must_use]
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a transaction that writes; `action` says in messages what for.
    ///
    /// # Errors
    /// [`DatabaseError::Failed`].
    pub async fn begin(&self, action: &'static str) -> Result<Transaction<'static, Any>, DatabaseError> {
        let begun = self.pool.begin_with(self.database.begin()).await;
        begun.map_err(|source| self.failed(action, source))
    }

    /// What to say of a statement that failed.
    #[must_use]
    pub fn failed(&self, action: &'static str, source: sqlx::Error) -> DatabaseError {
        DatabaseError::Failed { what: self.what, database: self.database.to_string(), action, source }
    }

    /// Where they are.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Waits until all connections are closed.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

/// Brings the tables up to date, whoever else does so now: sqlx locks PostgreSQL for that, and SQLite not.
async fn migrate(pool: &AnyPool, database: &Database, migrations: &Migrator) -> Result<(), MigrateError> {
    match database {
        Database::Postgres(_) => migrations.run(pool).await,
        Database::File(_) => {
            let mut transaction = pool.begin_with(database.begin()).await?;
            migrations.run_direct(&mut *transaction).await?;
            Ok(transaction.commit().await?)
        }
    }
}
