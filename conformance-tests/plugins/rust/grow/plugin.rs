//! What its author writes of `grow`.
#![deny(unsafe_code)]
use crate::abi::{self, Grow, Holder, KnownNote, Level, Note, Sink};

struct Plugin;

/// Answers for an object of the host's, whatever that one has.
struct Through<'s>(Box<dyn Sink<'s> + 's>);

impl<'s> Sink<'s> for Through<'s> {
    fn put(&mut self, note: Note<'_>) -> Level {
        self.0.put(note)
    }

    fn name(&self) -> Option<&str> {
        Some(self.0.name().unwrap_or("nameless"))
    }

    fn end(self: Box<Self>, level: Level) -> Option<Option<&'s str>> {
        Some(self.0.end(level).unwrap_or(Some("no end")))
    }

    fn tick(&self) -> Option<()> {
        self.0.tick()
    }

    fn plain(&self) -> Option<u32> {
        Some(self.0.plain().unwrap_or(404))
    }
}

/// Has nothing but what it must.
struct Bare;

impl Sink<'_> for Bare {
    fn put(&mut self, _: Note<'_>) -> Level {
        Level::High
    }
}

impl Grow for Plugin {
    fn pass<'a>(note: Note<'a>, level: Level) -> (Note<'a>, Level) {
        (note, level)
    }

    fn make(text: &str) -> Note<'_> {
        match text {
            "" => KnownNote::Empty.into(),
            "pair" => KnownNote::Pair { a: 1, b: 2, c: 3 }.into(),
            _ => KnownNote::Line(9, text).into(),
        }
    }

    fn describe(holder: &Holder<'_>) -> String {
        let level = match holder.level {
            Level::Low => "low".into(),
            Level::High => "high".into(),
            other => format!("{other:?}"),
        };
        match holder.note.known() {
            Some(KnownNote::Empty) => format!("empty {level}"),
            Some(KnownNote::Line(n, text)) => format!("{n} {text} {level}"),
            Some(KnownNote::Pair { a, b, c }) => format!("{a} {b} {c} {level}"),
            None => format!("{:?} {} {level}", holder.note, holder.note.tag()),
        }
    }

    fn sink<'s>(inner: Box<dyn Sink<'s> + 's>) -> Box<dyn Sink<'s> + 's> {
        Box::new(Through(inner))
    }

    fn bare() -> Box<dyn Sink<'static>> {
        Box::new(Bare)
    }

    fn ask(seed: u32) -> u32 {
        if abi::log("asked").is_none() {
            return 0;
        }
        abi::next(seed).unwrap_or(1) + abi::twice(seed).unwrap_or(2)
    }

    fn maybe() {}
}

abi::export!(Plugin);
