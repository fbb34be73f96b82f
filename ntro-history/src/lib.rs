//! The task history of runbooks in SQLite or PostgreSQL.
