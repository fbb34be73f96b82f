-- The same statements for SQLite and PostgreSQL. Exact decimals are text: SQLite has only floats for fractions.

-- One row per committed document. The key is the run that committed it, not an attempt: a retried activity finds its
-- own row.
CREATE TABLE ingested_documents (
    workflow_id         TEXT             NOT NULL,
    original_run_id     TEXT             NOT NULL,
    record_id           TEXT             NOT NULL UNIQUE,
    tenant_slug         TEXT             NOT NULL,
    entity_slug         TEXT             NOT NULL,
    period              TEXT             NOT NULL,
    source              TEXT             NOT NULL,
    schema_slug         TEXT             NOT NULL,
    document_ref        TEXT             NOT NULL,
    issuer              TEXT             NOT NULL,
    invoice_number      TEXT             NOT NULL,
    invoice_date        TEXT             NOT NULL,
    currency            TEXT             NOT NULL,
    total               TEXT             NOT NULL,
    confidence          DOUBLE PRECISION NOT NULL,
    corrections_applied BIGINT           NOT NULL,
    payload             TEXT             NOT NULL,
    committed_at        TEXT             NOT NULL,
    PRIMARY KEY (workflow_id, original_run_id)
);

CREATE TABLE ingested_lines (
    workflow_id     TEXT   NOT NULL,
    original_run_id TEXT   NOT NULL,
    position        BIGINT NOT NULL,
    line_item_id    TEXT   NOT NULL,
    description     TEXT   NOT NULL,
    quantity        TEXT,
    unit_price      TEXT,
    amount          TEXT,
    PRIMARY KEY (workflow_id, original_run_id, position),
    FOREIGN KEY (workflow_id, original_run_id)
        REFERENCES ingested_documents (workflow_id, original_run_id)
);
