//! All SQL, in the words that SQLite and PostgreSQL share.

/// Which versions of the tables were made.
pub(crate) const VERSIONS: &str =
    "CREATE TABLE IF NOT EXISTS ntro_history_versions (version BIGINT NOT NULL PRIMARY KEY)";

/// The version of the tables.
pub(crate) const VERSION: &str = "SELECT max(version) FROM ntro_history_versions";

/// Notes that a version was made.
pub(crate) const MIGRATED: &str = "INSERT INTO ntro_history_versions (version) VALUES ($1)";

/// On PostgreSQL: waits for whoever makes the tables at the same time. The number is of no meaning.
pub(crate) const LOCK: &str = "SELECT pg_advisory_xact_lock(7310578203517430)";

/// Writes a task. Written again it is the same row; a run that was reset and has completed anew replaces it.
pub(crate) const RECORD: &str = "
    INSERT INTO ntro_completed_tasks
        (run_id, task_id, slug, entity, period, source, parent, completed_at, output)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (run_id) DO UPDATE SET
        task_id = excluded.task_id, slug = excluded.slug, entity = excluded.entity, period = excluded.period,
        source = excluded.source, parent = excluded.parent, completed_at = excluded.completed_at,
        output = excluded.output
    WHERE excluded.completed_at >= ntro_completed_tasks.completed_at";

/// The newest task of slug `$1` and entity `$2`, before period `$3` if there is one, but for run `$4`; with source
/// `$5` if there is one.
pub(crate) const PREVIOUS: &str = "
    SELECT run_id, task_id, period, source, completed_at, output
    FROM ntro_completed_tasks
    WHERE slug = $1 AND entity = $2
        AND (CAST($3 AS TEXT) IS NULL OR period < $3)
        AND (CAST($4 AS TEXT) IS NULL OR run_id <> $4)
        AND (CAST($5 AS TEXT) IS NULL OR source = $5)
    ORDER BY period DESC NULLS LAST, completed_at DESC, run_id DESC
    LIMIT 1";

/// The newest child of task `$1` with source `$2` that completed no later than `$3`.
pub(crate) const CHILD: &str = "
    SELECT run_id, task_id, period, source, completed_at, output
    FROM ntro_completed_tasks
    WHERE parent = $1 AND source = $2 AND completed_at <= $3
    ORDER BY completed_at DESC, run_id DESC
    LIMIT 1";
