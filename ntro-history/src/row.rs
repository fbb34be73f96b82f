//! A task as a row.

use jiff::Timestamp;
use ntro_workflow::wire::PreviousTask;
use ntro_workflow::worker::TaskHistoryError;

/// What a question for a task selects.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) run_id: String,
    pub(crate) task_id: String,
    pub(crate) period: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) completed_at: String,
    pub(crate) output: String,
}

impl Row {
    pub(crate) fn into_task(self) -> Result<PreviousTask, TaskHistoryError> {
        let damaged = |what: &str, error: String| {
            let message =
                format!("the {what} of task `{}` cannot be read: {error}; restore its row", self.task_id);
            TaskHistoryError::Damaged(message)
        };
        let completed_at =
            self.completed_at.parse().map_err(|error: jiff::Error| damaged("time", error.to_string()))?;
        let output =
            serde_json::from_str(&self.output).map_err(|error| damaged("output", error.to_string()))?;
        Ok(PreviousTask {
            task_id: self.task_id,
            run_id: self.run_id,
            period: self.period,
            source: self.source,
            completed_at,
            output,
        })
    }
}

/// A point in time as text of one length, which sorts as time does.
pub(crate) fn sortable(time: Timestamp) -> String {
    format!("{time:.9}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_sort_as_text_and_come_back_whole() {
        let times =
            [(0, 0), (0, 1), (0, 120_000_000), (1, 0), (1_767_225_599, 999_999_999), (1_767_225_600, 0)];
        let times = times.map(|(seconds, nanos)| Timestamp::new(seconds, nanos).expect("a time"));
        let texts = times.map(sortable);
        assert!(texts.is_sorted(), "{texts:?}");
        assert_eq!(texts.map(|text| text.parse::<Timestamp>().expect("a time")), times);
    }
}
