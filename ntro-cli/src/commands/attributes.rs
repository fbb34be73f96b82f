//! `attributes`: the search attributes of tasks in a namespace, listed and registered.

use std::process::ExitCode;

use clap::Args;
use ntro_workflow::wire::TaskAttributes;
use ntro_workflow::worker::{AttributeError, AttributeStatus};

use crate::failure::Failure;
use crate::output;
use crate::server::Server;

/// List the search attributes by which a worker finds the tasks of the past, or register them
///
/// Workers with a task history in the server's own visibility store mark their runs with three Keyword
/// attributes. Nothing is marked, and nothing found, before the namespace has them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Attributes {
    /// Register those that are missing
    #[arg(long)]
    register: bool,
    /// The attribute of the slug, where the worker names another one [default: `NtroSlug`]
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// The attribute of the entity [default: `NtroEntity`]
    #[arg(long, value_name = "NAME")]
    entity: Option<String>,
    /// The attribute of the period [default: `NtroPeriod`]
    #[arg(long, value_name = "NAME")]
    period: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    server: Server,
}

const EXAMPLE: &str = "\
Examples:
  cargo ntro attributes
  cargo ntro attributes --register --namespace funds

Exit status: 0 if the namespace has them all; 1 if one is missing or of another type; 2 wrong usage;
4 no server";

impl Attributes {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        let client = self.server.connect().await?;
        let usual = TaskAttributes::default();
        let names = TaskAttributes {
            slug: self.slug.unwrap_or(usual.slug),
            entity: self.entity.unwrap_or(usual.entity),
            period: self.period.unwrap_or(usual.period),
        };
        let statuses = match self.register {
            true => client.register_task_attributes(&names).await?,
            false => client.task_attributes(&names).await?,
        };
        match self.json {
            true => output::json(&statuses)?,
            false => output::say(&output::table(&rows(&statuses))),
        }
        let faults: Vec<_> = statuses.iter().filter_map(AttributeStatus::fault).collect();
        match faults.is_empty() {
            true => Ok(ExitCode::SUCCESS),
            false => Err(Failure::failed(format!("{}; register them with --register", faults.join(", ")))),
        }
    }
}

fn rows(statuses: &[AttributeStatus]) -> Vec<Vec<String>> {
    let heading = ["ATTRIBUTE", "TYPE"].map(str::to_owned).to_vec();
    let row = |status: &AttributeStatus| {
        vec![status.name.clone(), status.registered_as.clone().unwrap_or_else(|| "-".to_owned())]
    };
    std::iter::once(heading).chain(statuses.iter().map(row)).collect()
}

impl From<AttributeError> for Failure {
    fn from(error: AttributeError) -> Self {
        match error {
            AttributeError::Client(error) => error.into(),
            error => Self::failed(error.to_string()),
        }
    }
}
