//! The author's side: everything that has an owner is taken, changed, kept and given back.
#![forbid(unsafe_code)]

use crate::abi::{self, Level, Memory, Point, Reader, Record, Shape, Sink};
use std::panic::panic_any;
use std::sync::Arc;

struct Sum(u64);

impl Sink for Sum {
    fn put(&mut self, text: &str) -> Result<u32, Level> {
        match text {
            "high" => return Err(Level::High),
            "panic" => panic!("put was asked to"),
            _ => self.0 += text.len() as u64,
        }
        Ok(text.len() as u32)
    }

    fn total(&self) -> u64 {
        self.0
    }
}

impl Drop for Sum {
    fn drop(&mut self) {
        if self.0 == 13 {
            panic!("a sum of thirteen");
        }
    }
}

struct Tee<'s>(Box<dyn Sink + 's>, Box<dyn Sink + 's>);

impl Sink for Tee<'_> {
    fn put(&mut self, text: &str) -> Result<u32, Level> {
        Ok(self.0.put(text)? + self.1.put(text)?)
    }

    fn total(&self) -> u64 {
        self.0.total() + self.1.total()
    }
}

impl Drop for Tee<'_> {
    fn drop(&mut self) {
        abi::log("a tee is dropped"); // and its sinks after it, even where this call fails
    }
}

/// Reads on another thread, too.
struct Half(Arc<dyn Sink + Send + Sync>);

impl Sink for Half {
    fn put(&mut self, _: &str) -> Result<u32, Level> {
        Err(Level::Low)
    }

    fn total(&self) -> u64 {
        std::thread::scope(|s| s.spawn(|| self.0.total() / 2).join().unwrap())
    }
}

struct Words<'t> {
    rest: &'t str,
    seen: String,
}

impl<'t> Reader<'t> for Words<'t> {
    fn next(&mut self) -> Option<Shape<'t>> {
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.seen += word;
        let points = |n: usize| (0..n as u32).map(|x| Point { x, y: word.len() as u32 });
        match word {
            "" => None,
            "empty" => Some(Shape::Empty),
            "owned" => Some(Shape::Owned(abi::wire::String::from(word.to_uppercase()))),
            "many" => Some(Shape::Many { points: points(5).collect() }),
            "bad" => panic!("a bad word"),
            _ => Some(Shape::Named(word, points(1).next()?)),
        }
    }

    fn finish(self: Box<Self>) -> String {
        self.seen
    }
}

/// Is dropped where frames are unwound.
struct Frame<'a>(&'a str);

impl Drop for Frame<'_> {
    fn drop(&mut self) {
        abi::log(self.0);
    }
}

struct Plugin;

impl Memory for Plugin {
    fn echo(text: String) -> String {
        text
    }

    fn upper(text: &str) -> String {
        text.to_uppercase()
    }

    fn sort(mut points: Vec<Point>) -> Vec<Point> {
        points.sort_by_key(|p| (p.x, p.y));
        points.dedup();
        points
    }

    fn boxed(mut point: Box<Point>) -> Box<Point> {
        std::mem::swap(&mut point.x, &mut { point.y });
        point
    }

    fn twice(numbers: Box<[u16]>) -> Box<[u16]> {
        numbers.iter().flat_map(|n| [*n, *n]).collect()
    }

    fn record(mut record: Record) -> Record {
        let mut tags = Vec::from(record.tags);
        tags.push("own".into());
        tags.reverse();
        record.tags = tags.into();
        record.name = record.name.to_uppercase().into();
        record.note = match record.note {
            Some(note) => abi::fetch(&note).map(|found| abi::wire::BoxStr::from(&*found)),
            None => None,
        };
        record.next = record.next.map(|next| Self::record(*next.into_std())).map(abi::wire::Box::new);
        record
    }

    fn counted(point: abi::wire::Arc<Point>) -> (abi::wire::Arc<Point>, abi::wire::Arc<Point>) {
        let own = abi::wire::Arc::new(Point { x: point.y, y: point.x });
        drop(own.clone());
        (point.clone(), own)
    }

    fn read<'t>(text: &'t str) -> Box<dyn Reader<'t> + 't> {
        Box::new(Words { rest: text, seen: String::new() })
    }

    fn sum() -> Box<dyn Sink> {
        Box::new(Sum(0))
    }

    fn tee<'s>(first: Box<dyn Sink + 's>, second: Box<dyn Sink + 's>) -> Box<dyn Sink + 's> {
        Box::new(Tee(first, second))
    }

    fn home<'s>(sink: Box<dyn Sink + 's>) -> Box<dyn Sink + 's> {
        sink
    }

    fn shared(sink: Arc<dyn Sink + Send + Sync>) -> Arc<dyn Sink + Send + Sync> {
        Arc::new(Half(sink))
    }

    fn into(sink: &mut dyn Sink, text: &str) -> Result<u32, Level> {
        let _frame = Frame("into is left");
        text.split(' ').try_fold(0, |n, word| Ok(n + sink.put(word)?))
    }

    fn each(text: &str, visit: &mut dyn FnMut(&str) -> bool) -> u32 {
        let _frame = Frame("each is left");
        let owned: Vec<String> = text.split(' ').map(str::to_owned).collect();
        owned.iter().take_while(|word| visit(word)).count() as u32
    }

    fn adder<'c>(mut add: Box<dyn FnMut(u32) -> u32 + 'c>) -> Box<dyn FnMut(u32) -> u32 + 'c> {
        let mut last = String::new();
        Box::new(move |n| {
            let sum = add(n) + last.len() as u32;
            last = n.to_string();
            sum
        })
    }

    fn tell<'c>(word: &str, done: Box<dyn FnOnce(String) + 'c>) {
        match word {
            "" => drop(done),
            _ => done(word.to_owned()),
        }
    }

    fn later(word: String) -> Box<dyn FnOnce() -> String> {
        Box::new(move || word)
    }

    fn fail(how: u32) -> String {
        struct Bomb(#[allow(dead_code)] String);
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("a payload that panics when it is dropped")
            }
        }
        let _frame = Frame("fail is left");
        match how {
            0 => "none".to_owned(),
            1 => panic!("a text"),
            2 => panic!("a text of {}", how),
            3 => panic_any(Bomb("bomb".to_owned())),
            4 => std::panic::resume_unwind(Box::new(how)),
            _ => abi::fetch("fail").unwrap_or_default(),
        }
    }

    fn check(flag: bool, letter: char, level: Level, text: Option<&str>) -> u32 {
        u32::from(flag) + letter as u32 + level as u32 + text.map_or(0, |t| t.len() as u32)
    }
}

abi::export!(Plugin);
