//! Every store of the task history does what the rule says.

mod conformance;
mod databases;
mod newest;
mod outage;
