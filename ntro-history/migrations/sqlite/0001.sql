-- One row per run. Periods and times are text that sorts as they do: SQLite compares bytes.
CREATE TABLE ntro_completed_tasks (
    run_id       TEXT NOT NULL PRIMARY KEY,
    task_id      TEXT NOT NULL,
    slug         TEXT NOT NULL,
    entity       TEXT NOT NULL,
    period       TEXT,
    source       TEXT,
    parent       TEXT,
    completed_at TEXT NOT NULL,
    output       TEXT NOT NULL
) STRICT;

CREATE INDEX ntro_completed_tasks_newest ON ntro_completed_tasks (slug, entity, period, completed_at);
CREATE INDEX ntro_completed_tasks_children ON ntro_completed_tasks (parent, source, completed_at);
