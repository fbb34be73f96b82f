//! `expense-processor`: an inbox of expenses that is always there.
