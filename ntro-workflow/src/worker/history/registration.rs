//! The search attributes of tasks, as a namespace has them: looked at, and registered.

use std::collections::HashMap;
use std::time::Duration;

use serde::Serialize;
use temporalio_client::{NamespacedClient as _, tonic};
use temporalio_protos::temporal::api::enums::v1::IndexedValueType;
use temporalio_protos::temporal::api::operatorservice::v1::{
    AddSearchAttributesRequest, ListSearchAttributesRequest,
};

use crate::wire::TaskAttributes;
use crate::worker::client::{Client, ClientError};

/// How often it is looked whether what was registered is there: the server takes a moment to know.
const LOOKS: u32 = 100;
const BETWEEN: Duration = Duration::from_millis(200);

/// Where one search attribute stands in a namespace.
///
/// ```
/// use ntro_workflow::worker::AttributeStatus;
///
/// let status = AttributeStatus { name: "NtroEntity".into(), registered_as: Some("Text".into()) };
/// assert_eq!(status.fault().as_deref(), Some("`NtroEntity` is registered as Text, not as Keyword"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttributeStatus {
    /// Its name.
    pub name: String,
    /// The type that it is registered with, in the server's words; `None` if it is not.
    pub registered_as: Option<String>,
}

impl AttributeStatus {
    /// What keeps runs from being marked with it, if anything does.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        match self.registered_as.as_deref() {
            Some("Keyword") => None,
            Some(other) => Some(format!("`{}` is registered as {other}, not as Keyword", self.name)),
            None => Some(format!("`{}` is not registered", self.name)),
        }
    }
}

/// Why search attributes are not registered.
///
/// ```
/// use ntro_workflow::worker::AttributeError;
///
/// let conflict = AttributeError::Conflict("`NtroEntity` is registered as Text, not as Keyword".into());
/// assert!(conflict.to_string().contains("choose other names"));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AttributeError {
    /// There are some of another type with these names. Nothing was registered.
    #[error("{0}; choose other names, or remove them from the namespace if nobody uses them")]
    Conflict(String),
    /// The server took them, and does not list them.
    #[error("{0}, although the server has accepted it; look at the server's log")]
    NotListed(String),
    /// The server said something else.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl Client {
    /// Where the search attributes of tasks stand in the namespace.
    ///
    /// # Errors
    /// [`ClientError::Server`].
    ///
    /// ```no_run
    /// # use ntro_workflow::wire::TaskAttributes;
    /// # use ntro_workflow::worker::{Client, ClientError};
    /// # async fn example(client: &Client) -> Result<(), ClientError> {
    /// for fault in client.task_attributes(&TaskAttributes::default()).await?.iter().filter_map(|status| status.fault()) {
    ///     println!("{fault}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn task_attributes(
        &self,
        attributes: &TaskAttributes,
    ) -> Result<Vec<AttributeStatus>, ClientError> {
        let request = ListSearchAttributesRequest { namespace: self.sdk().namespace() };
        let mut service = self.sdk().connection().operator_service();
        let listed = service.list_search_attributes(tonic::Request::new(request)).await.map_err(refused)?;
        let custom = listed.into_inner().custom_attributes;
        let statuses = attributes.names().into_iter().map(|name| AttributeStatus {
            name: name.to_owned(),
            registered_as: custom.get(name).map(|kind| type_name(*kind)),
        });
        Ok(statuses.collect())
    }

    /// Registers the search attributes of tasks as Keyword where they are missing, waits until the server lists them,
    /// and gives what it lists.
    ///
    /// # Errors
    /// [`AttributeError`]; with a conflict nothing is registered.
    ///
    /// ```no_run
    /// # use ntro_workflow::wire::TaskAttributes;
    /// # use ntro_workflow::worker::{AttributeError, Client};
    /// # async fn example(client: &Client) -> Result<(), AttributeError> {
    /// client.register_task_attributes(&TaskAttributes::default()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn register_task_attributes(
        &self,
        attributes: &TaskAttributes,
    ) -> Result<Vec<AttributeStatus>, AttributeError> {
        let statuses = self.task_attributes(attributes).await?;
        let conflicts = statuses.iter().filter(|status| status.registered_as.is_some());
        if let Some(conflicts) = faults(conflicts) {
            return Err(AttributeError::Conflict(conflicts));
        }
        let missing = statuses.into_iter().filter(|status| status.registered_as.is_none());
        let missing: HashMap<_, _> =
            missing.map(|status| (status.name, IndexedValueType::Keyword.into())).collect();
        if !missing.is_empty() {
            let namespace = self.sdk().namespace();
            let request = AddSearchAttributesRequest { search_attributes: missing, namespace };
            let mut service = self.sdk().connection().operator_service();
            service.add_search_attributes(tonic::Request::new(request)).await.map_err(refused)?;
        }
        self.listed(attributes).await
    }

    /// What the server lists, once it lists all of them.
    async fn listed(&self, attributes: &TaskAttributes) -> Result<Vec<AttributeStatus>, AttributeError> {
        let mut looks = 1;
        loop {
            let statuses = self.task_attributes(attributes).await?;
            match faults(&statuses) {
                None => return Ok(statuses),
                Some(missing) if looks == LOOKS => return Err(AttributeError::NotListed(missing)),
                Some(_) => tokio::time::sleep(BETWEEN).await,
            }
            looks += 1;
        }
    }
}

/// All that keeps runs from being marked, in one part of a sentence.
pub(crate) fn faults<'a>(statuses: impl IntoIterator<Item = &'a AttributeStatus>) -> Option<String> {
    let faults: Vec<_> = statuses.into_iter().filter_map(AttributeStatus::fault).collect();
    if faults.is_empty() { None } else { Some(faults.join(", ")) }
}

fn type_name(kind: i32) -> String {
    use IndexedValueType as Kind;
    let name = match Kind::try_from(kind).unwrap_or(Kind::Unspecified) {
        Kind::Text => "Text",
        Kind::Keyword => "Keyword",
        Kind::Int => "Int",
        Kind::Double => "Double",
        Kind::Bool => "Bool",
        Kind::Datetime => "Datetime",
        Kind::KeywordList => "KeywordList",
        Kind::Unspecified => "an unknown type",
    };
    name.to_owned()
}

fn refused(status: tonic::Status) -> ClientError {
    ClientError::of_status(&status)
}
