//! Scenarios on the real server.

mod gates;
