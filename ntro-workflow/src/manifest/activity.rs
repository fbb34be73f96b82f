//! The activities of a host.

use ntro_manifest::manifest::Activity;

use crate::manifest::docs;
use crate::manifest::payload::kept;
use crate::runbook::activity_definition::{ActivityBody, ActivityHost, ActivityVisitor};

/// What the types say of the activities of a host, in source order. No host is made.
///
/// ```
/// use ntro_workflow::{manifest, prelude::*};
///
/// struct Bank;
///
/// #[ntro_activities]
/// impl Bank {
///     /// What is on an account.
///     #[activity]
///     async fn balance(&self, _ctx: &ActivityCtx, account: String) -> Result<f64, ActivityError> {
///         Ok(account.len() as f64)
///     }
/// }
///
/// let balance = &manifest::activities_of::<Bank>()[0];
/// assert_eq!((balance.name.as_str(), balance.docs.as_deref()), ("bank.balance", Some("What is on an account.")));
/// assert_eq!(balance.input.as_ref().map(|input| input.type_name.as_str()), Some("String"));
/// ```
#[must_use]
pub fn activities_of<H: ActivityHost>() -> Vec<Activity> {
    let mut described = Descriptions(Vec::new());
    H::visit(&mut described);
    described.0
}

struct Descriptions(Vec<Activity>);

impl<H: ActivityHost> ActivityVisitor<H> for Descriptions {
    fn activity<Body: ActivityBody<Host = H>>(&mut self) {
        self.0.push(Activity {
            name: Body::NAME.to_owned(),
            docs: docs(Body::DOCS),
            input: kept(Body::INPUT),
            output: kept(Body::OUTPUT),
            event_type: Body::EVENT_TYPE.map(str::to_owned),
        });
    }
}
