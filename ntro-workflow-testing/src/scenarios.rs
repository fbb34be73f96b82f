//! The macro that makes tests of scenarios, each played once, and one that asks for full coverage.

/// Makes a test of every scenario of a runbook, and a test `every_decision` which asserts that together
/// they drive every answer at every gate ([`coverage`](crate::coverage)).
///
/// A scenario is an `async fn` that takes nothing, and returns nothing or a `Result`. It is played at most
/// once per process: by its own test, or by `every_decision` if that comes first, which plays all that were
/// not played yet, at the same time. So `every_decision` does not depend on the order of the tests, nor on
/// a filter, nor on whether each test has a process of its own. Only what these scenarios drive counts
/// there, and only what they drive in their own task: a scenario that spawns another must not count on it.
///
/// Answers that no scenario can drive are excluded, with a reason, before the first scenario:
/// `except("step", "gate", Driven::Refused, "why");`, as in
/// [`Coverage::except`](crate::coverage::Coverage::except).
///
/// With `NTRO_COVERAGE` set to a directory, relative to the package, `every_decision` writes the table of its
/// list there, full or not: a page to read, and JSON, which [`Coverage`](crate::coverage::Coverage) reads and
/// merges. The files are named after runbook and module: `nav-close.decisions.html`.
///
/// Doc comments and attributes of a scenario stay. One that is `#[ignore]`d is played by `every_decision`
/// all the same. One list stands in one module; a second one has a module of its own.
///
/// ```
/// # use ntro_workflow::prelude::*;
/// # #[derive(Default)] struct Close;
/// # #[ntro_workflow(slug = "nav-close")] impl Close {
/// #     #[run] async fn run(_ctx: &Ctx<Self>) -> RunbookResult<()> { Ok(()) }
/// # }
/// use ntro_workflow_testing::{Driven, Failure, scenarios};
///
/// scenarios! {
///     Close {
///         except("review", "review", Driven::Refused, "the gate validates nothing");
///
///         /// The accountant agrees.
///         async fn approved() -> Result<(), Failure> {
///             Ok(()) // a `Scenario` is played here
///         }
///
///         async fn rejected() {}
///     }
/// }
/// # fn main() {}
/// ```
///
/// What it cannot read it says:
///
/// ```compile_fail
/// # #[derive(Default)] struct Close;
/// ntro_workflow_testing::scenarios! {
///     Close {
///         fn approved() {} // `approved` is not async: write `async fn approved() { … }`
///     }
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! scenarios {
    ($runbook:ty {
        $(except($step:expr, $gate:expr, $driven:expr, $reason:expr $(,)?);)*
        $($(#[$($attribute:tt)*])* async fn $name:ident() $(-> $result:ty)? $body:block)+
    }) => {
        $($crate::__scenario_test! { [] $name $(#[$($attribute)*])* })+

        /// Every scenario together drives every answer at every gate.
        #[test]
        fn every_decision() -> $crate::__private::Verdict {
            $crate::__private::every_decision::<$runbook>(
                __ntro_scenarios(),
                ::std::module_path!(),
                |coverage| coverage$(.except($step, $gate, $driven, $reason))*,
            )
        }

        #[cfg(test)]
        fn __ntro_scenarios() -> &'static $crate::__private::Scenarios {
            static SCENARIOS: ::std::sync::LazyLock<$crate::__private::Scenarios> =
                ::std::sync::LazyLock::new(|| {
                    let mut scenarios = $crate::__private::Scenarios::default();
                    $($crate::__scenario_body! {
                        [] [] scenarios $name ($($result)?) $body $(#[$($attribute)*])*
                    })+
                    scenarios
                });
            &SCENARIOS
        }
    };
    ($runbook:ty { $($wrong:tt)* }) => {
        $crate::__wrong_scenario! { $($wrong)* }
    };
    ($($wrong:tt)*) => {
        ::std::compile_error!("name the runbook, then its scenarios in braces: `scenarios! { Runbook { async fn approved() { … } } }`");
    };
}

/// The test of a scenario, with those of its attributes that are about a test.
#[doc(hidden)]
#[macro_export]
macro_rules! __scenario_test {
    ([$($kept:tt)*] $name:ident) => {
        #[test]
        $($kept)*
        fn $name() -> $crate::__private::Verdict {
            __ntro_scenarios().play(::std::stringify!($name))
        }
    };
    ([$($kept:tt)*] $name:ident #[doc $($doc:tt)*] $($rest:tt)*) => {
        $crate::__scenario_test! { [$($kept)* #[doc $($doc)*]] $name $($rest)* }
    };
    ([$($kept:tt)*] $name:ident #[cfg $($cfg:tt)*] $($rest:tt)*) => {
        $crate::__scenario_test! { [$($kept)* #[cfg $($cfg)*]] $name $($rest)* }
    };
    ([$($kept:tt)*] $name:ident #[ignore $($why:tt)*] $($rest:tt)*) => {
        $crate::__scenario_test! { [$($kept)* #[ignore $($why)*]] $name $($rest)* }
    };
    ([$($kept:tt)*] $name:ident #[should_panic $($why:tt)*] $($rest:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`", ::std::stringify!($name), "` cannot be `#[should_panic]`: assert what goes wrong in the scenario"
        ));
    };
    ([$($kept:tt)*] $name:ident #[test] $($rest:tt)*) => {
        $crate::__scenario_test! { @twice $name }
    };
    ([$($kept:tt)*] $name:ident #[tokio::test $($how:tt)*] $($rest:tt)*) => {
        $crate::__scenario_test! { @twice $name }
    };
    (@twice $name:ident) => {
        ::std::compile_error!(::std::concat!(
            "`", ::std::stringify!($name), "` is a test already: leave the attribute out"
        ));
    };
    ([$($kept:tt)*] $name:ident #[$($other:tt)*] $($rest:tt)*) => {
        $crate::__scenario_test! { [$($kept)*] $name $($rest)* }
    };
}

/// The scenario itself, with those of its attributes that are about its code.
#[doc(hidden)]
#[macro_export]
macro_rules! __scenario_body {
    ([$($cfg:tt)*] [$($kept:tt)*] $scenarios:ident $name:ident ($($result:ty)?) $body:block) => {
        $($cfg)*
        {
            $($kept)*
            async fn $name() $(-> $result)? $body
            $scenarios.add(::std::stringify!($name), || ::std::boxed::Box::pin(async {
                $crate::__private::Report::report($name().await)
            }));
        }
    };
    ([$($cfg:tt)*] $kept:tt $s:ident $n:ident $r:tt $b:block #[cfg $($new:tt)*] $($rest:tt)*) => {
        $crate::__scenario_body! { [$($cfg)* #[cfg $($new)*]] $kept $s $n $r $b $($rest)* }
    };
    ($cfg:tt $kept:tt $s:ident $n:ident $r:tt $b:block #[doc $($doc:tt)*] $($rest:tt)*) => {
        $crate::__scenario_body! { $cfg $kept $s $n $r $b $($rest)* }
    };
    ($cfg:tt $kept:tt $s:ident $n:ident $r:tt $b:block #[ignore $($why:tt)*] $($rest:tt)*) => {
        $crate::__scenario_body! { $cfg $kept $s $n $r $b $($rest)* }
    };
    ($cfg:tt [$($kept:tt)*] $s:ident $n:ident $r:tt $b:block #[$($new:tt)*] $($rest:tt)*) => {
        $crate::__scenario_body! { $cfg [$($kept)* #[$($new)*]] $s $n $r $b $($rest)* }
    };
}

/// Says what is wrong with the first scenario that is no scenario.
#[doc(hidden)]
#[macro_export]
macro_rules! __wrong_scenario {
    (except($step:expr, $gate:expr, $driven:expr, $reason:expr $(,)?); $($rest:tt)*) => {
        $crate::__wrong_scenario! { $($rest)* }
    };
    ($(#[$($attribute:tt)*])* async fn $name:ident() $(-> $result:ty)? $body:block except $($rest:tt)*) => {
        ::std::compile_error!("exclusions stand before the first scenario: move `except(…);` to the top");
    };
    ($(#[$($attribute:tt)*])* async fn $name:ident() $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__wrong_scenario! { $($rest)* }
    };
    ($(#[$($attribute:tt)*])* async fn $name:ident($($parameters:tt)+) $($rest:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`", ::std::stringify!($name), "` takes something: a scenario takes nothing, write `async fn ",
            ::std::stringify!($name), "() { … }`"
        ));
    };
    ($(#[$($attribute:tt)*])* fn $name:ident $($rest:tt)*) => {
        ::std::compile_error!(::std::concat!(
            "`", ::std::stringify!($name), "` is not async: write `async fn ", ::std::stringify!($name), "() { … }`"
        ));
    };
    ($(#[$($attribute:tt)*])* pub $($rest:tt)*) => {
        ::std::compile_error!("a scenario is a test, and nobody calls it: leave `pub` out");
    };
    (except $($rest:tt)*) => {
        ::std::compile_error!("an exclusion names step, gate, answer and reason: `except(\"step\", \"gate\", Driven::Refused, \"the reason\");`");
    };
    () => {
        ::std::compile_error!("there is no scenario in it: add `async fn approved() { … }`");
    };
    ($($rest:tt)*) => {
        ::std::compile_error!("write exclusions, `except(\"step\", \"gate\", Driven::Refused, \"the reason\");`, and then scenarios, `async fn approved() { … }`");
    };
}
