//! An annotated impl as the lints look at it: what its methods are for, what they call.

use ntro_workflow_macros_backend::outline::{GateOutline, WorkflowOutline};
use ntro_workflow_macros_backend::outline_workflow;
use proc_macro2::Span;
use syn::{Attribute, ImplItem, ImplItemFn, ItemImpl};

use crate::lint::Finding;
use crate::lint::annotation::Annotation;
use crate::lint::call_graph::CallGraph;
use crate::lint::file::File;
use crate::lint::rule::Rule;
use crate::lint::scope::Scope;

/// The attributes under which a method is called by the framework.
const HELPERS: [&str; 6] = ["run", "ui_step", "signal", "query", "update", "init"];

/// An impl under `#[ntro_workflow]`.
pub(super) struct Runbook<'a> {
    pub(super) file: &'a str,
    /// The last name of its type.
    pub(super) self_type: String,
    pub(super) methods: Vec<Method<'a>>,
    pub(super) scope: &'a Scope<'a>,
    /// Who calls whom within the impl.
    pub(super) calls: CallGraph,
    outline: Option<WorkflowOutline>,
}

/// A method of the impl.
pub(super) struct Method<'a> {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) function: &'a ImplItemFn,
}

/// What a method is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `#[run]`
    Run,
    /// `#[ui_step]`
    Step,
    /// `#[signal]`, `#[query]`, `#[update]`, `#[init]`
    Handler,
    /// No attribute: the other methods call it.
    Helper,
}

/// What a finding says, without its place.
pub(super) struct Words {
    pub(super) what: String,
    pub(super) why: String,
    pub(super) remedy: String,
}

impl<'a> Runbook<'a> {
    /// Reads an impl, if it is annotated.
    pub(super) fn of(file: &File<'a>, item: &'a ItemImpl, scope: &'a Scope<'a>) -> Option<Self> {
        let Annotation { arguments, item: annotated } = Annotation::of(item, file, scope)?;
        let methods = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(function) => Some(Method::of(function)),
            _ => None,
        });
        let methods: Vec<Method<'_>> = methods.collect();
        let self_type = type_name(item)?;
        let calls = CallGraph::of(&methods, &self_type);
        let outline = outline_workflow(arguments, annotated).0;
        Some(Self { file: file.path, self_type, methods, scope, calls, outline })
    }

    /// The methods with one role.
    pub(super) fn with_role(&self, role: Role) -> impl Iterator<Item = &Method<'a>> {
        self.methods.iter().filter(move |method| method.role == role)
    }

    /// The gates that a step declares; `None` if the macro would refuse the step.
    pub(super) fn declared(&self, step: &Method<'_>) -> Option<&[GateOutline]> {
        let outline = self.outline.as_ref()?;
        outline.steps.iter().find(|outlined| outlined.method == step.name).map(|step| step.gates.as_slice())
    }

    /// A finding at a token of the file.
    pub(super) fn finding(&self, rule: Rule, place: Span, words: Words) -> Finding {
        let (start, file) = (place.start(), self.file.to_owned());
        let Words { what, why, remedy } = words;
        Finding { file, line: start.line, column: start.column + 1, rule, what, why, remedy }
    }
}

impl<'a> Method<'a> {
    fn of(function: &'a ImplItemFn) -> Self {
        let role = function.attrs.iter().find_map(|attribute| {
            let helper = HELPERS.into_iter().find(|helper| ends_in(attribute, helper))?;
            Some(match helper {
                "run" => Role::Run,
                "ui_step" => Role::Step,
                _ => Role::Handler,
            })
        });
        Self { name: function.sig.ident.to_string(), role: role.unwrap_or(Role::Helper), function }
    }

    /// How a finding speaks of it.
    pub(super) fn shown(&self) -> String {
        let noun = match self.role {
            Role::Run => return "`run`".to_owned(),
            Role::Step => "the step",
            Role::Handler => "the handler",
            Role::Helper => "the method",
        };
        format!("{noun} `{}`", self.name)
    }
}

/// The last name of the type that an impl is for.
pub(super) fn type_name(item: &ItemImpl) -> Option<String> {
    match &*item.self_ty {
        syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// Whether an attribute's path ends in a name.
fn ends_in(attribute: &Attribute, name: &str) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == name)
}
