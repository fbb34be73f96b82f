//! A run at a terminal.
