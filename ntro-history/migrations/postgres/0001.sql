-- One row per run. Periods and times are text that sorts as they do: by bytes, whatever the database's language.
CREATE TABLE ntro_completed_tasks (
    run_id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    task_id      TEXT COLLATE "C" NOT NULL,
    slug         TEXT COLLATE "C" NOT NULL,
    entity       TEXT COLLATE "C" NOT NULL,
    period       TEXT COLLATE "C",
    source       TEXT COLLATE "C",
    parent       TEXT COLLATE "C",
    completed_at TEXT COLLATE "C" NOT NULL,
    output       TEXT NOT NULL
);

CREATE INDEX ntro_completed_tasks_newest ON ntro_completed_tasks (slug, entity, period, completed_at);
CREATE INDEX ntro_completed_tasks_children ON ntro_completed_tasks (parent, source, completed_at);
