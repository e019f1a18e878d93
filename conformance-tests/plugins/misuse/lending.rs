//! A library that hands on what it borrows: `rustc` has seen that its signatures let it.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Cell, Child, Ear, Holder, Keeper, Lending, Pair, Parting, Sink, Source, Teller};
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    /// Counts as long as it lives.
    struct Alive;

    impl Alive {
        fn new() -> Alive {
            LIVING.fetch_add(1, SeqCst);
            Alive
        }
    }

    impl Drop for Alive {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, SeqCst);
        }
    }

    struct Own(String, Alive);

    impl Holder for Own {
        fn held(&self) -> &str {
            &self.0
        }
    }

    impl Teller for Own {
        fn tell<'s>(&'s self, to: Ear<'s>) {
            to.hear.with(|hear| hear(&self.0));
        }

        fn tell_mut<'s>(&'s mut self, to: &'s Ear<'s>) -> &'s str {
            let text: &'s str = &self.0;
            to.hear.with(|hear| hear(text));
            text
        }

        fn tell_child<'c, 's>(&'s self, to: Child<'c, 's>) {
            to.hear.with(|hear| hear(&self.0));
        }

        fn forget(&mut self) {
            self.0 = String::new();
        }
    }

    struct Number(u32, Alive);

    impl Cell for Number {
        fn get(&self) -> u32 {
            self.0
        }

        fn set(&mut self, n: u32) {
            self.0 = n;
        }
    }

    struct Through<'c>(wire::MutDyn<'c, dyn Cell + 'c>, Alive);

    impl Cell for Through<'_> {
        fn get(&self) -> u32 {
            self.0.get()
        }

        fn set(&mut self, n: u32) {
            self.0.set(n);
        }
    }

    struct Seen<'c>(wire::RefDyn<'c, dyn Cell + 'c>, Alive);

    impl Cell for Seen<'_> {
        fn get(&self) -> u32 {
            self.0.get()
        }

        fn set(&mut self, _n: u32) {}
    }

    struct Running<'c>(wire::MutDyn<'c, dyn FnMut(u32) -> u32 + 'c>, Number);

    impl Cell for Running<'_> {
        fn get(&self) -> u32 {
            self.1.get()
        }

        fn set(&mut self, n: u32) {
            let answer = self.0.with(|set| set(n));
            self.1.set(answer);
        }
    }

    struct Kept<'k>(&'k str, Option<wire::RefDyn<'k, dyn Cell + 'k>>, Alive);

    impl<'k> Keeper<'k> for Kept<'k> {
        fn put(&mut self, text: &'k str) {
            self.0 = text;
        }

        fn last(&self) -> &'k str {
            if self.1.as_ref().map_or(0, |cell| cell.get()) > 1000 {
                ""
            } else {
                self.0
            }
        }

        fn watch(&mut self, cell: wire::RefDyn<'k, dyn Cell + 'k>) {
            self.1 = Some(cell);
        }
    }

    /// Reads what it borrows once more as it ends, after it has called `last`.
    struct Parted<'p> {
        text: &'p str,
        other: &'p str,
        last: Box<dyn FnMut() + Send>,
        _alive: Alive,
    }

    impl Parted<'_> {
        fn sum(&self) -> u32 {
            let bytes = self.text.bytes().chain(self.other.bytes());
            bytes.fold(0, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
        }
    }

    impl<'p> Parting<'p> for Parted<'p> {
        fn text(&self) -> &'p str {
            self.text
        }

        fn beside<'s>(&'s self, last: Box<dyn FnMut() + Send>) -> Box<dyn Parting<'p> + 's> {
            Box::new(Parted { text: self.text, other: self.other, last, _alive: Alive::new() })
        }
    }

    impl Drop for Parted<'_> {
        fn drop(&mut self) {
            let before = self.sum();
            (self.last)();
            if self.sum() != before {
                std::process::abort();
            }
        }
    }

    struct Plugin;

    impl Lending for Plugin {
        fn living() -> u32 {
            LIVING.load(SeqCst)
        }

        fn pour<'t>(text: &'t str, sink: Sink<'t>) {
            sink.put.into_std()(text);
        }

        fn show<'t>(text: &'t str, source: Source<'t>) {
            source.reader.into_std().read(text);
        }

        fn collect<'t>(text: &'t str, with: &mut dyn FnMut(&dyn Fn(&'t str))) -> &'t str {
            let last = std::cell::Cell::new(text);
            with(&|given| last.set(given));
            last.get()
        }

        fn shorten<'a, 'b>(_pair: Pair<'a, 'b>, text: &'b str) -> &'a str {
            text
        }

        fn hold(text: &str, visit: &mut dyn FnMut(&dyn Holder)) {
            visit(&Own(text.into(), Alive::new()));
        }

        fn teller(text: &str) -> Box<dyn Teller> {
            Box::new(Own(text.into(), Alive::new()))
        }

        fn cell(n: u32) -> Box<dyn Cell> {
            Box::new(Number(n, Alive::new()))
        }

        fn through<'c>(cell: wire::MutDyn<'c, dyn Cell + 'c>) -> Box<dyn Cell + 'c> {
            Box::new(Through(cell, Alive::new()))
        }

        fn seen<'c>(cell: wire::RefDyn<'c, dyn Cell + 'c>) -> Box<dyn Cell + 'c> {
            Box::new(Seen(cell, Alive::new()))
        }

        fn running<'c>(set: wire::MutDyn<'c, dyn FnMut(u32) -> u32 + 'c>) -> Box<dyn Cell + 'c> {
            Box::new(Running(set, Number(0, Alive::new())))
        }

        fn keeper<'k>(text: &'k str) -> Box<dyn Keeper<'k> + 'k> {
            Box::new(Kept(text, None, Alive::new()))
        }

        fn fill<'k>(keeper: Option<&mut dyn Keeper<'k>>, text: &'k str) {
            if let Some(keeper) = keeper {
                keeper.put(text);
            }
        }

        fn refill<'k>(
            mut keeper: Option<Box<dyn Keeper<'k> + 'k>>,
            text: &'k str,
        ) -> Option<Box<dyn Keeper<'k> + 'k>> {
            if let Some(keeper) = &mut keeper {
                keeper.put(text);
            }
            keeper
        }

        fn parting<'p>(
            text: &'p str,
            other: &'p str,
            last: Box<dyn FnMut() + Send>,
        ) -> Box<dyn Parting<'p> + Send + 'p> {
            Box::new(Parted { text, other, last, _alive: Alive::new() })
        }

        fn both(one: Option<&mut dyn Cell>, other: Option<&mut dyn Cell>, inside: Option<&mut dyn FnMut()>) {
            if let (Some(one), Some(other)) = (one, other) {
                one.set(other.get());
            }
            if let Some(inside) = inside {
                inside();
            }
        }
    }

    abi::export!(Plugin);
}
