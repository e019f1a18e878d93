//! A plugin that is lent what it works with behind references, and keeps that for as long as it may.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Context, Contexts, Desk, Log, Shelf, Steps, Task, Turn};
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::task::Poll;

    static LIVING: AtomicU32 = AtomicU32::new(0);
    static LEVELS: AtomicU32 = AtomicU32::new(0);

    type Lent<'l> = wire::RefDyn<'l, dyn Log + 'l>;

    /// Counted as long as it lives.
    struct Counted;

    impl Counted {
        fn new() -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Counted
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// How many notes there are.
    struct Book(Cell<u32>, #[allow(dead_code)] Counted);

    impl Log for Book {
        fn note(&self, _text: &str) -> u32 {
            self.0.set(self.0.get() + 1);
            self.0.get()
        }
    }

    fn all(logs: &[Lent<'_>], text: &str) -> u32 {
        logs.iter().map(|log| log.note(text)).sum()
    }

    /// The notes, and what the step makes of the level.
    fn report(context: &Context<'_>, text: &str) -> u32 {
        context.log.note(text)
            + context.also.as_ref().map_or(0, |also| also.note(text))
            + context.step.with(|step| step(context.level))
    }

    /// What has something noted, and the rest of what it is.
    struct Noting<F>(F, #[allow(dead_code)] Counted);

    impl<F: FnMut() -> u32> Steps for Noting<F> {
        fn next(&mut self) -> u32 {
            (self.0)()
        }
    }

    fn noting<'n>(next: impl FnMut() -> u32 + 'n) -> Box<dyn Steps + 'n> {
        Box::new(Noting(next, Counted::new()))
    }

    /// Reads what is on it when it is dropped.
    struct Shelved<'s>(Vec<&'s Context<'s>>, #[allow(dead_code)] Counted);

    impl<'s> Shelf<'s> for Shelved<'s> {
        fn put(&mut self, context: &'s Context<'s>) {
            self.0.push(context);
        }

        fn note(&self) -> u32 {
            self.0.iter().fold(0, |sum, context| {
                context.log.note(context.name);
                sum + context.level
            })
        }

        fn names(&self) -> Vec<&'s str> {
            self.0.iter().map(|context| context.name).collect()
        }
    }

    impl Drop for Shelved<'_> {
        fn drop(&mut self) {
            LEVELS.fetch_add(self.0.iter().map(|context| context.level).sum(), Ordering::SeqCst);
        }
    }

    /// Does something each time that it is polled, but for the last.
    async fn polled(polls: u32, mut each: impl FnMut(u32)) {
        let _counted = Counted::new();
        let mut polled = 0;
        poll_fn(|context| {
            if polled == polls {
                return Poll::Ready(());
            }
            each(polled);
            polled += 1;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    pub struct Plugin;

    impl Contexts for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn levels() -> u32 {
            LEVELS.load(Ordering::SeqCst)
        }

        fn logbook<'l>() -> Box<dyn Log + 'l> {
            Box::new(Book(Cell::new(0), Counted::new()))
        }

        fn report(context: &Context<'_>, text: &str) -> u32 {
            report(context, text)
        }

        fn all<'a>(logs: &[wire::RefDyn<'a, dyn Log + 'a>], text: &str) -> u32 {
            all(logs, text)
        }

        fn each(contexts: &[Context<'_>], text: &str) -> u32 {
            contexts.iter().map(|context| report(context, text)).sum()
        }

        fn times<'a>(pair: &wire::Tuple2<wire::RefDyn<'a, dyn Log + 'a>, u32>) -> u32 {
            pair.0.note("times") * pair.1
        }

        fn maybe(context: Option<&Context<'_>>) -> u32 {
            context.map_or(0, |context| report(context, context.name))
        }

        fn step<'a>(steps: &[wire::RefDyn<'a, dyn Fn(u32) -> u32 + 'a>], from: u32) -> u32 {
            steps.iter().fold(from, |last, step| step.with(|step| step(last)))
        }

        fn turn(turn: &Turn<'_>, act: &mut dyn FnMut()) -> u32 {
            act();
            (0..turn.times).map(|_| turn.log.note("turn")).sum()
        }

        fn turns(turns: &[Turn<'_>]) -> u32 {
            turns.iter().map(|turn| turn.log.note("turn")).sum()
        }

        fn beside(turn: &Turn<'_>, log: &mut dyn Log) -> u32 {
            turn.log.note("beside") + log.note("beside")
        }

        fn reporter<'c>(context: &'c Context<'c>) -> Box<dyn Steps + 'c> {
            noting(move || report(context, context.name))
        }

        fn briefly<'a>(context: &'a Context<'_>) -> Box<dyn Steps + 'a> {
            noting(move || report(context, context.name))
        }

        fn every<'l>(logs: &'l [wire::RefDyn<'l, dyn Log + 'l>]) -> Box<dyn Steps + 'l> {
            let mut turns = logs.iter().cycle();
            noting(move || turns.next().map_or(0, |log| log.note("turn")))
        }

        fn owned<'c>(
            owned: &'c wire::Tuple2<wire::String, wire::Vec<wire::RefDyn<'c, dyn Log + 'c>>>,
        ) -> Box<dyn Steps + 'c> {
            noting(move || all(&owned.1, &owned.0))
        }

        fn desk<'d>(desk: Desk<'d>) -> Box<dyn Steps + 'd> {
            noting(move || all(desk.others, desk.context.name))
        }

        fn count(desk: &Desk<'_>) -> u32 {
            desk.others.len() as u32
        }

        fn both<'c, 'd>(
            one: (wire::RefDyn<'c, dyn Log + 'c>, u32),
            other: (wire::RefDyn<'d, dyn Log + 'd>, u32),
        ) -> Box<dyn Steps + 'c>
        where
            'd: 'c,
        {
            noting(move || one.0.note("both") + other.0.note("both"))
        }

        fn log_of<'c>(context: &Context<'c>) -> wire::RefDyn<'c, dyn Log + 'c> {
            context.log
        }

        fn name_of<'c>(context: &Context<'c>) -> &'c str {
            context.name
        }

        fn level_of<'a>(context: &'a Context<'_>) -> &'a u32 {
            &context.level
        }

        fn same<'c>(context: &'c Context<'c>) -> &'c Context<'c> {
            context
        }

        fn shelf<'s>() -> Box<dyn Shelf<'s> + 's> {
            Box::new(Shelved(Vec::new(), Counted::new()))
        }

        fn shelve(fill: &mut dyn for<'s> FnMut(&mut dyn Shelf<'s>, &'s str)) -> u32 {
            let mut shelf = Shelved(Vec::new(), Counted::new());
            fill(&mut shelf, "shelved");
            shelf.0.iter().map(|context| context.level).sum()
        }

        fn perform(task: &mut dyn Task, context: &Context<'_>) -> u32 {
            let mut others = vec![context.log];
            others.extend(context.also);
            task.run(context, &others)
        }

        fn given(
            name: &str,
            seen: &mut dyn for<'a> FnMut(&Context<'_>, &[wire::RefDyn<'a, dyn Log + 'a>]) -> u32,
        ) -> u32 {
            let book = Book(Cell::new(0), Counted::new());
            let step: Box<dyn Fn(u32) -> u32> = Box::new(|to| to + 5);
            let log = wire::RefDyn::from(&book as &dyn Log);
            let context = Context { log, name, level: 7, also: None, step: wire::RefDyn::from(&step) };
            seen(&context, &[log, log, log])
        }

        async fn reported(context: &Context<'_>, polls: u32) -> u32 {
            polled(polls, |_| {
                context.log.note(context.name);
            })
            .await;
            report(context, context.name)
        }

        async fn round<'a>(logs: &[wire::RefDyn<'a, dyn Log + 'a>], polls: u32) -> u32 {
            let mut sum = 0;
            polled(polls, |at| {
                if !logs.is_empty() {
                    sum += logs[at as usize % logs.len()].note("round");
                }
            })
            .await;
            sum
        }

        async fn named<'d>(desk: Desk<'d>, polls: u32) -> &'d str {
            polled(polls, |_| {
                all(desk.others, desk.context.name);
            })
            .await;
            desk.context.name
        }
    }

    abi::export!(Plugin);
}
