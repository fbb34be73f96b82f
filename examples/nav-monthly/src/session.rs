//! One month from beginning to end: the runs, people's decisions, the posted journal.

mod folder;
mod submitter;

use std::path::Path;

use fund_database::Database;
use fund_session::{Ending, Problem, Setting, conduct, decided_or_asked};
use nav_monthly::model::{Amount, ClosedMonth, Period};
use nav_monthly::runbook::NavMonthly;
use nav_monthly::workshop;
use ntro_console::{Decisions, Follower, Screen};

use folder::Folder;
use submitter::Attendance;

/// What the command line said.
pub(crate) struct Options<'a> {
    pub(crate) directory: &'a Path,
    pub(crate) period: Option<Period>,
    pub(crate) entity: String,
    pub(crate) limit: Amount,
    pub(crate) decide: Option<Decisions>,
    pub(crate) data: &'a Path,
    pub(crate) database: Option<Database>,
    pub(crate) db_filename: Option<&'a Path>,
}

/// Closes one month.
pub(crate) async fn close(options: Options<'_>) -> Result<Ending<ClosedMonth>, Problem> {
    decided_or_asked(options.decide.is_some())?;
    let folder = Folder::find(options.directory, options.period, options.entity, options.limit)?;
    let registry = workshop::registry_in(folder.directory(), options.data, options.database).await?;
    let setting =
        Setting { slug: "nav-monthly", otherwise: "nothing was posted", db_filename: options.db_filename };
    conduct(setting, registry, async |session| {
        let run = session.start::<NavMonthly>(folder.context()).await?;
        let follower = Follower::new(&run, Screen::Output).without_submissions();
        let (follower, attendance) = match options.decide {
            Some(decisions) => (follower.decides(decisions), Attendance::Nobody),
            None => (follower.asks(), Attendance::Person),
        };
        session.follow(&run, follower, submitter::submit(&run, &folder, attendance)).await
    })
    .await
}
