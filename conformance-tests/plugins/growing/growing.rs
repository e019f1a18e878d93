//! One source for three versions of a library; the newest asks its host for what that need not have.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    #[cfg(any(newer, newest))]
    use crate::abi::KnownEvent::{Calm, Gust};
    use crate::abi::KnownEvent::{Line, Started};
    use crate::abi::{self, Counter, Event, Growing, Level, Listener};
    use std::sync::atomic::{AtomicU32, Ordering};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    /// Is counted as long as it lives.
    struct Cell(u64);

    impl Cell {
        fn new(start: u64) -> Cell {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Cell(start)
        }
    }

    impl Drop for Cell {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl Counter for Cell {
        fn total(&self) -> u64 {
            self.0
        }

        #[cfg(any(newer, newest))]
        fn reset(&mut self) -> u64 {
            std::mem::take(&mut self.0)
        }

        #[cfg(any(newer, newest))]
        fn beyond(&self) {
            unreachable!("no host knows of it");
        }
    }

    fn tell(listener: &mut dyn Listener) -> String {
        let level = listener.heard(Plugin::event("here"), Plugin::level());
        let shown = Plugin::show(Plugin::event("here"), level);
        #[cfg(newest)]
        let shown = match listener.ended() {
            Some(n) => format!("{shown}, ended {n}"),
            None => format!("{shown}, without an end"),
        };
        shown
    }

    struct Plugin;

    impl Growing for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn counter(start: u64) -> Box<dyn Counter> {
            Box::new(Cell::new(start))
        }

        #[cfg(any(newer, newest))]
        fn more(text: String) -> u32 {
            text.len() as u32
        }

        /// Its host takes it for a leaf. It was none at first: it asks the host what comes after a number.
        #[cfg(older)]
        fn sum(a: u32, b: u32) -> u32 {
            a.wrapping_add(abi::answer(b) - 1)
        }

        #[cfg(not(older))]
        fn sum(a: u32, b: u32) -> u32 {
            a.wrapping_add(b)
        }

        #[cfg(any(newer, newest))]
        fn event(text: &str) -> Event<'_> {
            Calm { place: text, until: 7 }.into()
        }

        #[cfg(not(any(newer, newest)))]
        fn event(text: &str) -> Event<'_> {
            Line(text).into()
        }

        fn level() -> Level {
            if cfg!(any(newer, newest)) { Level(9) } else { Level::Low }
        }

        fn show(event: Event<'_>, level: Level) -> String {
            let level = level.0;
            match event.known() {
                Some(Started) => format!("started {level}"),
                Some(Line(text)) => format!("line {text} {level}"),
                #[cfg(any(newer, newest))]
                Some(Gust { speed, place }) => format!("gust {place} {speed:.1} {level}"),
                #[cfg(any(newer, newest))]
                Some(Calm { place, until }) => format!("calm {place} {until} {level}"),
                None => format!("unknown {} {level}", event.tag()),
            }
        }

        fn same<'a>(event: Event<'a>, level: Level) -> (Event<'a>, Level) {
            (event, level)
        }

        fn tell(listener: &mut dyn Listener) -> String {
            tell(listener)
        }

        fn keep(mut listener: Box<dyn Listener>) -> String {
            tell(&mut *listener)
        }

        fn ask(n: u32) -> u32 {
            let answer = abi::answer(n);
            #[cfg(newest)]
            let answer = answer + abi::again(n).unwrap_or(1_000) + abi::once(n).unwrap_or(20_000);
            answer
        }
    }

    abi::export!(Plugin);
}
