//! A house of runbooks.

mod archive;
mod close;
#[path = "elsewhere/odd.rs"]
mod odd;

mod inline {
    mod leaf;
    #[path = "other.rs"]
    mod other;
}

#[path = "places"]
mod placed {
    mod here;
}

#[cfg_attr(unix, path = "unix.rs")]
mod system;

// None of these has a file.
#[cfg(test)]
mod tests;
#[cfg(all(windows, feature = "odd-jobs"))]
mod windows;
#[cfg(feature = "spare")]
mod spare;
#[cfg(some_tool)]
mod tool;

#[cfg(test)]
mod more_tests {
    use ntro_workflow::prelude::*;

    #[ntro_workflow(slug = "month-end")]
    impl Twin {
        #[run]
        async fn run(ctx: &Ctx<Self>) -> RunbookResult<()> {
            Ok(())
        }
    }
}
