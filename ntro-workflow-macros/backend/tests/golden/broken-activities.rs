#[ntro_activities(prefix = "")]
impl Documents {
    #[activity]
    fn parse(&mut self, input: String) -> u32 {
        1
    }

    #[ui_step(name = "review", title = "Review")]
    async fn review(&self) {}
}
