pub struct Drawer;

#[ntro_workflow::ntro_activities(prefix = "drawer")]
impl Drawer {
    /// Opens it.
    #[activity]
    async fn open(&self, ctx: &ActivityCtx, key: Key) -> Result<Vec<Paper>, ActivityError> {
        Ok(self.papers(key)).and if 1
    }

    #[activity(name = "shut")]
    async fn close(_ctx: &ActivityCtx) -> Result<(), ActivityError> {
        Ok(())
    }
}
