//! What an interaction costs, with everything that it causes, beside a bot that keeps nothing and
//! only answers.

use std::time::Duration;

use crate::figures::{millis, ratio, summary};
use crate::rounds::{Bot, Plan};
use crate::town::Pace;

/// What rounds cost one bot.
#[derive(Default)]
struct Cost {
    acknowledged: Vec<Duration>,
    processor: Duration,
}

impl Cost {
    /// One round of this bot, until nothing of it is left to do.
    async fn round(&mut self, bot: &mut Bot, plan: Plan, in_flight: usize) -> anyhow::Result<()> {
        let (acknowledged, processor) = (bot.acknowledged().len(), bot.processor()?);
        bot.round(plan.round, in_flight).await?;
        let waits = bot.acknowledged().split_off(acknowledged);
        self.acknowledged.extend(waits);
        self.processor += bot.processor()?.saturating_sub(processor);
        Ok(())
    }

    fn processor_each(&self) -> Duration {
        let count = u32::try_from(self.acknowledged.len()).unwrap_or(u32::MAX);
        self.processor / count.max(1)
    }
}

pub(crate) async fn measure(plan: Plan) -> anyhow::Result<()> {
    let mut salon = Bot::salon(plan, Pace::Free).await?;
    let mut bare = Bot::answering(plan, Pace::Free).await?;
    for bot in [&mut salon, &mut bare] {
        bot.round(plan.round, 50).await?;
    }
    println!(
        "An interaction (`/ask` or its form) until it is acknowledged, and the processor time"
    );
    println!("that it costs with everything it causes, beside a bot that only answers:");
    println!();
    println!(
        "| | n | salon p50 | p99 | bare p50 | p99 | salon ÷ bare p50 | p99 | processor: salon, ms | bare | salon ÷ bare |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for in_flight in [1, 50] {
        let (mut ours, mut theirs) = (Cost::default(), Cost::default());
        for _ in 0..plan.rounds {
            ours.round(&mut salon, plan, in_flight).await?;
            theirs.round(&mut bare, plan, in_flight).await?;
        }
        let (our_processor, their_processor) = (ours.processor_each(), theirs.processor_each());
        let n = ours.acknowledged.len();
        let (our, their) = (summary(ours.acknowledged), summary(theirs.acknowledged));
        println!(
            "| {in_flight} in flight | {n} | {} | {} | {} | {} | {:.2} | {:.2} | {} | {} | {:.2} |",
            millis(our.p50),
            millis(our.p99),
            millis(their.p50),
            millis(their.p99),
            ratio(our.p50, their.p50),
            ratio(our.p99, their.p99),
            millis(our_processor),
            millis(their_processor),
            ratio(our_processor, their_processor),
        );
    }
    salon.end()?;
    bare.end()
}
