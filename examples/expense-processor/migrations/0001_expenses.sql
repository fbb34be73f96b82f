-- The same statements for SQLite and PostgreSQL. Exact decimals are text: SQLite has only floats for fractions.

-- What was read of a sheet, once per entity and content: the rows stay here, and out of the run's history.
CREATE TABLE sheets (
    tenant_slug TEXT   NOT NULL,
    entity_slug TEXT   NOT NULL,
    digest      TEXT   NOT NULL,
    found       TEXT   NOT NULL,
    PRIMARY KEY (tenant_slug, entity_slug, digest)
);

-- What is reviewed together. `opened_by` is the run and the how-manieth batch of it: however often that is
-- tried, it is one batch. Without a decision it is under review.
CREATE TABLE batches (
    task_id             TEXT   NOT NULL,
    batch               BIGINT NOT NULL,
    opened_by           TEXT   NOT NULL,
    decision            TEXT,
    actor               TEXT,
    comments            TEXT,
    corrections_applied BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (task_id, batch),
    UNIQUE (task_id, opened_by)
);

CREATE TABLE batch_sheets (
    task_id     TEXT   NOT NULL,
    batch       BIGINT NOT NULL,
    tenant_slug TEXT   NOT NULL,
    entity_slug TEXT   NOT NULL,
    digest      TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    PRIMARY KEY (task_id, batch, digest),
    FOREIGN KEY (task_id, batch) REFERENCES batches (task_id, batch)
);

-- The subledger. The key is `expenses:{task_id}:{row_id}`: a row is written once, whoever tries.
CREATE TABLE expenses (
    key             TEXT   NOT NULL PRIMARY KEY,
    task_id         TEXT   NOT NULL,
    batch           BIGINT NOT NULL,
    row_id          TEXT   NOT NULL,
    tenant_slug     TEXT   NOT NULL,
    entity_slug     TEXT   NOT NULL,
    status          TEXT   NOT NULL,
    period          TEXT,
    vendor          TEXT,
    -- The vendor as names are compared.
    vendor_folded   TEXT,
    expense_date    TEXT,
    currency        TEXT,
    amount_gross    TEXT,
    vat_amount      TEXT,
    category        TEXT,
    category_source TEXT,
    account         TEXT,
    payment_method  TEXT,
    reference       TEXT,
    description     TEXT,
    notes           TEXT,
    source_ref      TEXT   NOT NULL,
    posted_ref      TEXT,
    FOREIGN KEY (task_id, batch) REFERENCES batches (task_id, batch)
);

CREATE INDEX expenses_alike ON expenses (tenant_slug, entity_slug, vendor_folded, expense_date);
CREATE INDEX expenses_of_batch ON expenses (task_id, batch);

-- The general ledger: the lines of a journal. The key is that of the expense and `:expense`, `:vat` or
-- `:payable`. Amounts are debits; a credit is negative, so that the lines of an expense come to 0.
CREATE TABLE journal_lines (
    key          TEXT NOT NULL PRIMARY KEY,
    journal      TEXT NOT NULL,
    expense_key  TEXT NOT NULL REFERENCES expenses (key),
    period       TEXT NOT NULL,
    booked_on    TEXT NOT NULL,
    account      TEXT NOT NULL,
    currency     TEXT NOT NULL,
    amount       TEXT NOT NULL
);
