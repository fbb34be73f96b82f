//! The fields that `history(…)` names, as text.

use std::fmt::Display;

use crate::wire::TaskKey;

/// What a field that `history(…)` names may be: anything with a text, such as a `String` or a month.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text by which a task could be found again",
    label = "not a text",
    note = "`history(…)` names fields of the input that implement `Display`; `period` and `source` may be an `Option` of one"
)]
pub trait TaskText {
    /// The text.
    fn task_text(&self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> TaskText for T {
    fn task_text(&self) -> String {
        self.to_string()
    }
}

/// A field that need not be there.
///
/// `TaskPart(&field).text()` finds the method for `Option` first and falls back to [`PlainTaskPart`] for every other
/// type.
pub struct TaskPart<'a, T: ?Sized>(pub &'a T);

impl<T: TaskText> TaskPart<'_, Option<T>> {
    /// The text, if there is a value.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.0.as_ref().map(TaskText::task_text)
    }
}

/// The field of any type that is no `Option`.
pub trait PlainTaskPart<T: ?Sized> {
    /// The text.
    fn text(&self) -> Option<String>
    where
        T: TaskText;
}

impl<T: ?Sized> PlainTaskPart<T> for TaskPart<'_, T> {
    fn text(&self) -> Option<String>
    where
        T: TaskText,
    {
        Some(self.0.task_text())
    }
}

/// What a run is about.
#[must_use]
pub fn task_key<T: TaskText + ?Sized>(entity: &T, period: Option<String>, source: Option<String>) -> TaskKey {
    TaskKey { entity: entity.task_text(), period, source }
}

#[cfg(test)]
mod tests {
    use super::{PlainTaskPart as _, TaskPart, task_key};

    #[test]
    fn a_field_is_its_text_and_an_option_may_be_none() {
        struct Input {
            fund: &'static str,
            period: Option<String>,
            year: u16,
        }
        let input = Input { fund: "harbour", period: None, year: 2026 };
        let key = task_key(&input.fund, TaskPart(&input.period).text(), TaskPart(&input.year).text());
        assert_eq!((key.entity.as_str(), key.period, key.source.as_deref()), ("harbour", None, Some("2026")));
        assert_eq!(TaskPart(&Some("2026-03")).text().as_deref(), Some("2026-03"));
    }
}
