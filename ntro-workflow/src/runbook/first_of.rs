//! `first_of`: several gates side by side, of which the first to close closes the others.

use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::task::Poll;
use std::time::Duration;

use crate::runbook::context::Waited;
use crate::runbook::error::{RunbookError, RunbookResult};
use crate::runbook::gate::sealed::Member;
use crate::runbook::gate::{Gate, LocalFuture, Opened, Timed, sealed};

/// Which of two gates was first, and what it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOf2<A, B> {
    /// The first of the pair.
    First(A),
    /// The second.
    Second(B),
}

/// Which of three gates was first, and what it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOf3<A, B, C> {
    /// The first of the three.
    First(A),
    /// The second.
    Second(B),
    /// The third.
    Third(C),
}

/// Which of four gates was first, and what it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOf4<A, B, C, D> {
    /// The first of the four.
    First(A),
    /// The second.
    Second(B),
    /// The third.
    Third(C),
    /// The fourth.
    Fourth(D),
}

/// Opens up to four gates of different types side by side, and gives what the first of them gives.
///
/// The others are closed as withdrawn at the moment at which the first is answered, or has what it waits for:
/// an answer that comes to one of them later, be it in the same workflow task, is refused as
/// `already_answered` and its sender knows. What a submission would take stays in the runbook's struct where
/// another gate was first. Where a task brings an answer and the value of a submission, the answer is first.
///
/// The gates are reviews and submissions of one step, each with a name of its own. They wait equally long:
/// [`FirstOf::timeout`].
///
/// # Errors
/// Those of its gates; where one cannot be opened, none stays open.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// use ntro_workflow::{OneOf2, first_of};
/// # #[derive(Default)] struct Close { file: Option<String> }
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// # #[run] async fn run(ctx: &Ctx<Self>, total: f64) -> RunbookResult<String> { Self::settle(ctx, total).await }
/// # #[signal] fn document_submitted(&mut self, file: String) { self.file = Some(file); }
/// #[ui_step(name = "settle", title = "Settle the total", icon = "Scale")]
/// async fn settle(ctx: &Ctx<Self>, total: f64) -> RunbookResult<String> {
///     let review = ctx.wait_for_action(&total).reason("Take the total as it is?");
///     let statement = ctx.await_signal_with_action(SubmitFile::new("statement")).take(|close| close.file.take());
///     match first_of((review, statement)).await? {
///         OneOf2::First(review) => Ok(format!("{} by a person", review.action)),
///         OneOf2::Second(file) => Ok(format!("proven by {file}")),
///     }
/// }
/// # }
/// ```
pub fn first_of<'a, T: Rivals<'a>>(rivals: T) -> FirstOf<'a, T> {
    FirstOf { rivals, timed: false, context: PhantomData }
}

/// Opens gates of one type side by side, and gives what the first of them gives, with its place in the list.
/// As [`first_of`] in all else.
///
/// # Errors
/// Those of its gates, and a failure of the type `GateNotOpened` for an empty list, which nobody could
/// answer.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// use ntro_workflow::first_of_all;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// # #[run] async fn run(ctx: &Ctx<Self>, offers: Vec<f64>) -> RunbookResult<f64> { Self::choose(ctx, &offers).await }
/// #[ui_step(name = "choose", title = "Choose an offer", icon = "ListChecks")]
/// async fn choose(ctx: &Ctx<Self>, offers: &[f64]) -> RunbookResult<f64> {
///     let gate = |(n, offer)| ctx.wait_for_action(offer).named(&format!("offer-{n}")).answers([Action::Approved]);
///     let (chosen, _) = first_of_all(offers.iter().enumerate().map(gate)).await?;
///     Ok(offers[chosen])
/// }
/// # }
/// ```
pub fn first_of_all<'a, G: Member<'a>>(gates: impl IntoIterator<Item = G>) -> FirstOf<'a, Vec<G>> {
    first_of(gates.into_iter().collect())
}

/// Gates side by side, before they open. Made by [`first_of`] and [`first_of_all`]; opened by awaiting it.
///
/// ```
/// # use ntro_workflow::{NtroWorkflow, first_of, prelude::*};
/// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, draft: f64, last_year: f64) -> RunbookResult<()> {
/// let draft = ctx.wait_for_action(&draft).named("draft");
/// let last_year = ctx.wait_for_action(&last_year).named("last_year");
/// match first_of((draft, last_year)).timeout(Duration::from_secs(24 * 60 * 60)).await? {
///     Waited::Value(chosen) => drop(chosen),
///     Waited::TimedOut => {} // both are closed as timed out
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "gates open when they are awaited"]
pub struct FirstOf<'a, T> {
    rivals: T,
    timed: bool,
    context: PhantomData<&'a ()>,
}

impl<'a, T: Rivals<'a> + 'a> FirstOf<'a, T> {
    /// Waits for at most this long, in workflow time; awaiting it then gives a [`Waited`].
    pub fn timeout(self, limit: Duration) -> Timed<'a, Self> {
        Timed::new(self, Some(limit))
    }

    /// Waits for as long as the step declares; awaiting it then gives a [`Waited`]. Where the step declares
    /// no timeout, the gates do not open: `GateNotOpened`.
    ///
    /// ```
    /// # use ntro_workflow::{NtroWorkflow, first_of_all, prelude::*};
    /// # async fn example<W: NtroWorkflow>(ctx: &Ctx<W>, total: f64) -> RunbookResult<()> {
    /// let (_, review) = first_of_all([ctx.wait_for_action(&total)]).timed().await?.or_fail("nobody came")?;
    /// # drop(review); Ok(())
    /// # }
    /// ```
    pub fn timed(self) -> Timed<'a, Self> {
        Timed::new(Self { timed: true, ..self }, None)
    }
}

impl<T> sealed::Gate for FirstOf<'_, T> {}

impl<'a, T: Rivals<'a>> Gate for FirstOf<'a, T> {
    type Value = T::First;

    async fn wait_for(self, limit: Option<Duration>) -> RunbookResult<Waited<T::First>> {
        self.rivals.race(limit, self.timed).await
    }
}

impl<'a, T: Rivals<'a> + 'a> IntoFuture for FirstOf<'a, T>
where
    T::First: 'a,
{
    type Output = RunbookResult<T::First>;
    type IntoFuture = LocalFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            match self.wait_for(None).await? {
                Waited::Value(first) => Ok(first),
                Waited::TimedOut => Err(RunbookError::failed(
                    "TimedOut",
                    "nobody has answered any of several gates within the timeout of their step; to go on without an answer, await them with `.timed()`",
                )),
            }
        })
    }
}

/// Gates that may be open side by side: a tuple of two to four reviews and submissions, or a list of like
/// ones.
pub trait Rivals<'a>: race::Race<'a> {}

impl<'a, T: race::Race<'a>> Rivals<'a> for T {}

/// How gates race is the framework's business.
mod race {
    use super::{Duration, Future, RunbookResult, Waited};

    /// What opens its gates in one group and waits for the first of them.
    pub trait Race<'a>: Sized {
        /// What the first gives.
        type First;

        /// Opens them for at most `limit`, and waits.
        fn race(
            self,
            limit: Option<Duration>,
            timed: bool,
        ) -> impl Future<Output = RunbookResult<Waited<Self::First>>>;
    }
}

impl<'a, G: Member<'a>> race::Race<'a> for Vec<G> {
    type First = (usize, G::Value);

    async fn race(self, limit: Option<Duration>, timed: bool) -> RunbookResult<Waited<Self::First>> {
        let Some(group) = self.first().map(Member::new_group) else {
            return Err(RunbookError::failed(
                "GateNotOpened",
                "the first of no gates was awaited, which nobody can answer; ask `first_of_all` for one or more",
            ));
        };
        let opened = self.into_iter().map(|gate| gate.open_in(group, limit, timed));
        let (gates, values): (Vec<_>, Vec<_>) =
            opened.collect::<RunbookResult<Vec<_>>>()?.into_iter().map(parts).unzip();
        let values = values.into_iter().enumerate();
        let numbered = values.map(|(index, value)| lift(value, move |value| (index, value)));
        let others: Vec<_> = gates.iter().skip(1).collect();
        match gates.first() {
            Some(gate) => gate.wait_with(&others, first(numbered.collect())).await,
            None => Ok(Waited::TimedOut),
        }
    }
}

macro_rules! race_of_a_tuple {
    ($one_of:ident, $first:ident => $First:ident, $($gate:ident => $Variant:ident),+) => {
        impl<'a, $First, $($Variant),+> race::Race<'a> for ($First, $($Variant),+)
        where
            $First: Member<'a, Value: 'a>,
            $($Variant: Member<'a, Runbook = $First::Runbook, Value: 'a>),+
        {
            type First = $one_of<$First::Value, $($Variant::Value),+>;

            async fn race(self, limit: Option<Duration>, timed: bool) -> RunbookResult<Waited<Self::First>> {
                let ($first, $($gate),+) = self;
                let group = $first.new_group();
                let $first = $first.open_in(group, limit, timed)?;
                $(let $gate = $gate.open_in(group, limit, timed)?;)+
                let values = vec![
                    lift($first.value, $one_of::$First),
                    $(lift($gate.value, $one_of::$Variant)),+
                ];
                $first.gate.wait_with(&[$(&$gate.gate),+], first(values)).await
            }
        }
    };
}

race_of_a_tuple!(OneOf2, a => First, b => Second);
race_of_a_tuple!(OneOf3, a => First, b => Second, c => Third);
race_of_a_tuple!(OneOf4, a => First, b => Second, c => Third, d => Fourth);

fn parts<W: crate::NtroWorkflow, T>(
    opened: Opened<'_, W, T>,
) -> (crate::runbook::gate::OpenGate<'_, W>, LocalFuture<'_, RunbookResult<T>>) {
    (opened.gate, opened.value)
}

fn lift<'a, T: 'a, U: 'a>(
    value: LocalFuture<'a, RunbookResult<T>>,
    which: impl FnOnce(T) -> U + 'a,
) -> LocalFuture<'a, RunbookResult<U>> {
    Box::pin(async move { value.await.map(which) })
}

/// The first that has a value, looked at in order each time, so that replay finds the same. An error only
/// counts where there is none: a cancellation comes to all of them, also beside an answer.
async fn first<T>(mut values: Vec<LocalFuture<'_, RunbookResult<T>>>) -> RunbookResult<T> {
    poll_fn(|context| {
        let mut failed = None;
        for value in &mut values {
            match value.as_mut().poll(context) {
                Poll::Ready(Ok(value)) => return Poll::Ready(Ok(value)),
                Poll::Ready(Err(error)) => failed = failed.take().or(Some(error)),
                Poll::Pending => {}
            }
        }
        failed.map_or(Poll::Pending, |error| Poll::Ready(Err(error)))
    })
    .await
}
