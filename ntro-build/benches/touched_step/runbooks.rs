//! The package as an author writes it.

use crate::{Written, generated, modules};

const TYPES: &str = r#"//! Closes of many entities.

use ntro_workflow::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Journal {
    pub period: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    pub account: String,
    pub amount: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PostRequest {
    pub lines: Vec<Line>,
    pub period: String,
}

pub struct Ledger;

#[ntro_activities]
impl Ledger {
    #[activity]
    async fn post(&self, _ctx: &ActivityCtx, request: PostRequest) -> Result<Journal, ActivityError> {
        Ok(Journal { period: request.period, lines: request.lines })
    }
}

"#;

pub(crate) fn written() -> Written {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../ntro-workflow");
    let toml = format!(
        "[package]\nname = \"runbooks\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         ntro-workflow = {{ path = {root:?}, default-features = false, features = [\"runbook\"] }}\n\
         schemars = \"1\"\nserde = {{ version = \"1\", features = [\"derive\"] }}\n"
    );
    let file = |number| format!("use crate::*;\n{}", generated::runbook(number));
    Written { name: "runbooks", toml, lib: format!("{TYPES}{}", modules()), file }
}
