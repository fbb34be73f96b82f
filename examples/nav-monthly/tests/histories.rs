//! Runs that were recorded: whether such runs, in flight, survive what the code has become.

use nav_monthly::workshop;
use ntro_workflow_testing::histories;

#[test]
fn runs_in_flight_survive() {
    let replayed = histories::replay_all(&workshop::registry(), "tests/histories");
    replayed.unwrap_or_else(|failures| panic!("{failures}"));
}
