//! A library that keeps every promise: `rustc` has seen to it.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Counter, Honest, Key, Labelled, Note, Span, Team, Total, Words};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, Mutex};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    type Step = Box<dyn FnMut(u32) -> u32 + Send>;

    static KEPT: Mutex<Option<Step>> = Mutex::new(None);

    /// Counts as long as it lives.
    struct Alive;

    impl Alive {
        fn new() -> Alive {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Alive
        }
    }

    impl Drop for Alive {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    struct Plain(u64, Alive);

    impl Plain {
        fn new(start: u64) -> Plain {
            Plain(start, Alive::new())
        }
    }

    impl Counter for Plain {
        fn add(&mut self, by: u32) -> u64 {
            self.0 += u64::from(by);
            self.0
        }

        fn total(&self) -> u64 {
            self.0
        }

        fn change(&mut self, inside: &mut dyn FnMut()) {
            let before = self.0;
            inside();
            assert_eq!(before, self.0, "nobody else had it");
            self.0 += 1;
        }

        fn watch(&self, inside: &mut dyn FnMut()) {
            let before = self.0;
            inside();
            assert_eq!(before, self.0, "nobody has changed it");
        }

        fn finish(self: Box<Self>) -> String {
            format!("at {}", self.0)
        }
    }

    impl Total for Plain {
        fn total(&self) -> u64 {
            self.0
        }
    }

    struct Split<'w>(Vec<&'w str>, String, Alive);

    impl<'w> Split<'w> {
        fn new(text: &'w str) -> Split<'w> {
            let mut words: Vec<_> = text.split(' ').collect();
            words.reverse();
            Split(words, String::from("none yet"), Alive::new())
        }
    }

    impl<'w> Words<'w> for Split<'w> {
        fn next(&mut self) -> Option<&'w str> {
            let next = self.0.pop()?;
            self.1 = next.to_uppercase();
            Some(next)
        }

        fn current(&self) -> &str {
            &self.1
        }

        fn advance(&mut self) -> Option<&str> {
            self.1 = self.0.pop()?.to_uppercase();
            Some(&self.1)
        }

        fn push(&mut self, more: &'w str) {
            self.0.push(more);
        }
    }

    struct Plugin;

    impl Honest for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn motto() -> &'static str {
            "as good as its word"
        }

        fn counter() -> Box<dyn Counter> {
            Box::new(Plain::new(0))
        }

        fn sendable() -> Box<dyn Counter + Send> {
            Box::new(Plain::new(0))
        }

        fn drive(counter: &mut dyn Counter, times: u32) -> u64 {
            (0..times).for_each(|by| {
                counter.add(by);
            });
            counter.total()
        }

        fn compare(one: &dyn Counter, other: &mut dyn Counter) -> u64 {
            let before = one.total();
            other.add(1);
            before
        }

        fn exchange(one: &mut dyn Counter, other: &mut dyn Counter) -> u64 {
            one.add(1) + other.add(1)
        }

        fn end(counter: Box<dyn Counter>) -> String {
            counter.finish()
        }

        fn join(team: Team) -> u64 {
            team.members.into_std().into_iter().map(|member| member.into_std().total()).sum()
        }

        fn shared(start: u64) -> Arc<dyn Total + Send + Sync> {
            Arc::new(Plain::new(start))
        }

        fn alone(start: u64) -> Box<dyn Total + Send + Sync> {
            Box::new(Plain::new(start))
        }

        fn sum(parts: Vec<wire::ArcDyn<dyn Total + Send + Sync>>) -> u64 {
            parts.into_iter().map(|part| part.into_std().total()).sum()
        }

        fn words<'w>(text: &'w str) -> Box<dyn Words<'w> + 'w> {
            Box::new(Split::new(text))
        }

        fn sendable_words<'w>(text: &'w str) -> Box<dyn Words<'w> + Send + 'w> {
            Box::new(Split::new(text))
        }

        fn beside<'t>(text: &'t str, words: &mut dyn Words<'_>) -> &'t str {
            words.next();
            text
        }

        fn behind<'t>(words: &mut dyn Words<'_>, text: &'t str) -> &'t str {
            words.next();
            text
        }

        fn label<'n>(words: Labelled<'n, '_>) -> Option<&'n str> {
            words.words.into_std().next();
            words.before.or(words.after)
        }

        fn during<'t>(text: &'t str, inside: &mut dyn FnMut()) -> &'t str {
            inside();
            text.split(' ').next_back().unwrap_or(text)
        }

        fn longest<'t>(one: &'t str, other: &'t str) -> &'t str {
            if one.len() < other.len() { other } else { one }
        }

        fn prefer<'a, 'b: 'a>(short: &'a str, long: &'b str) -> &'a str {
            if short.is_empty() { long } else { short }
        }

        fn tail<'t>(spans: &'t [Span]) -> &'t [Span] {
            spans.get(1..).unwrap_or_default()
        }

        fn first<'t>(spans: &'t [Span]) -> Option<&'t Span> {
            spans.first()
        }

        fn notes<'t>(notes: &'t [Note<'t>]) -> &'t [Note<'t>] {
            notes
        }

        fn each<'t>(text: &'t str, visit: &mut dyn FnMut(Note<'t>) -> bool) -> u32 {
            let mut calls = 0;
            for word in text.split(' ') {
                calls += 1;
                if !visit(Note::Borrowed(word)) {
                    break;
                }
            }
            calls
        }

        fn lend(visit: &mut dyn FnMut(&mut dyn Counter)) {
            visit(&mut Plain::new(0));
        }

        fn apply(visit: &mut dyn FnMut(u32) -> u32, n: u32) -> u32 {
            visit(n)
        }

        fn ask(visit: &mut dyn FnMut(u32) -> String) -> u32 {
            visit(1).len() as u32
        }

        fn add_to(one: &mut u32, other: &mut u32, between: &mut dyn FnMut()) {
            *one += 1;
            between();
            *other += 1;
        }

        fn append(name: &mut wire::String, between: &mut dyn FnMut()) {
            *name = format!("{}!", &**name).into();
            between();
        }

        fn replace<'a>(slot: &mut &'a str, text: &'a str) {
            *slot = text;
        }

        fn fill(from: &[u8], one: &mut [u8], other: &mut [u8], between: &mut dyn FnMut()) {
            one.iter_mut().zip(from).for_each(|(to, byte)| *to = *byte);
            between();
            other.iter_mut().zip(from).for_each(|(to, byte)| *to = byte + 1);
        }

        fn fill_some(one: Option<&mut [u8]>, other: &mut [u8], place: Option<&mut u32>, again: Option<&mut u32>) {
            one.into_iter().flatten().chain(other).for_each(|byte| *byte = 1);
            place.into_iter().chain(again).for_each(|number| *number = 1);
        }

        fn rewrite(text: &mut str, visit: &mut dyn FnMut(&mut str)) {
            visit(text);
        }

        fn widened(number: &u128, name: wire::Arc<wire::String>) -> u128 {
            number + name.len() as u128
        }

        fn edit(visit: &mut dyn FnMut(&mut [Span], &mut Span)) {
            let mut spans = [Span { start: 1, end: 2 }, Span { start: 3, end: 4 }];
            let mut last = Span { start: 5, end: 6 };
            visit(&mut spans, &mut last);
            assert!(spans.iter().all(|span| span.start <= span.end));
        }

        fn keyed(key: Key, small: u8, wide: u32) -> u32 {
            u32::from(key.letter) + u32::from(key.bytes[0]) + u32::from(small) + wide
        }

        fn greeting<'a>(prefix: &'a str) -> Box<dyn FnOnce(&str) -> String + 'a> {
            let alive = Alive::new();
            Box::new(move |name| {
                drop(alive);
                format!("{prefix} {name}")
            })
        }

        fn ticker() -> Box<dyn FnMut(&mut dyn FnMut()) -> u32> {
            let alive = Alive::new();
            let mut ticks = 0;
            Box::new(move |inside| {
                let _ = &alive;
                inside();
                ticks += 1;
                ticks
            })
        }

        fn adder(by: u32) -> Arc<dyn Fn(u32) -> u32 + Send + Sync> {
            let alive = Alive::new();
            Arc::new(move |n| {
                let _ = &alive;
                n + by
            })
        }

        fn use_adder(adder: Arc<dyn Fn(u32) -> u32 + Send + Sync>) -> u32 {
            adder(1)
        }

        fn use_once(f: Box<dyn FnOnce(String) -> String>) -> String {
            f("once".to_owned())
        }

        fn keep(step: Box<dyn FnMut(u32) -> u32 + Send>) {
            let before = KEPT.lock().unwrap_or_else(|e| e.into_inner()).replace(step);
            drop(before); // which may keep another
        }

        fn fire(n: u32) -> Option<u32> {
            KEPT.lock().unwrap_or_else(|e| e.into_inner()).as_mut().map(|step| step(n))
        }

        fn release() {
            let before = KEPT.lock().unwrap_or_else(|e| e.into_inner()).take();
            drop(before);
        }

        fn panic(message: &str) {
            match message {
                "make" => drop(abi::make()),
                "name" => drop(abi::name(1)),
                _ => panic!("{message}"),
            }
        }
    }

    abi::export!(Plugin);
}
