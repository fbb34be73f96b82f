//! Document ingest.
