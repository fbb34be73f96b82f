-- The same statements for SQLite and PostgreSQL.

-- A month of an entity. Whoever posts its journal closes it.
CREATE TABLE periods (
    tenant_slug       TEXT NOT NULL,
    entity_slug       TEXT NOT NULL,
    period            TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    journal_reference TEXT,
    opened_at         TEXT NOT NULL,
    closed_at         TEXT,
    PRIMARY KEY (tenant_slug, entity_slug, period),
    CHECK ((state = 'closed') = (journal_reference IS NOT NULL))
);

-- One row per posted journal. The key is the run that posted it, not an attempt:
-- a retried activity finds its own row.
CREATE TABLE journals (
    workflow_id       TEXT NOT NULL,
    original_run_id   TEXT NOT NULL,
    journal_reference TEXT NOT NULL UNIQUE,
    tenant_slug       TEXT NOT NULL,
    entity_slug       TEXT NOT NULL,
    period            TEXT NOT NULL,
    currency          TEXT NOT NULL,
    posted_at         TEXT NOT NULL,
    PRIMARY KEY (workflow_id, original_run_id),
    UNIQUE (tenant_slug, entity_slug, period)
);

CREATE TABLE journal_lines (
    journal_reference TEXT   NOT NULL REFERENCES journals (journal_reference),
    position          BIGINT NOT NULL,
    line_id           TEXT   NOT NULL,
    source            TEXT   NOT NULL,
    account           TEXT   NOT NULL,
    description       TEXT   NOT NULL,
    -- Exact decimals are text: SQLite has only floats for fractions.
    debit             TEXT   NOT NULL,
    credit            TEXT   NOT NULL,
    PRIMARY KEY (journal_reference, position)
);
