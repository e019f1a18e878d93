//! This one is right: each mistake is this file with something wrong.
#![deny(warnings, unsafe_code)]
mod abi;

use abi::{wire::BoxGrowing, Cursor, Found, Sink, Span, Tally, Words};

struct Split<'t>(&'t str);

impl<'t> Cursor<'t> for Split<'t> {
    fn next(&mut self) -> Option<&'t str> {
        let (word, rest) = self.0.split_once(' ')?;
        self.0 = rest;
        Some(word)
    }

    fn span(&self) -> Span {
        Span { start: 0, end: self.0.len() as u32 }
    }
}

struct Sum(u32);

impl Sink for Sum {
    fn put(&mut self, n: u32) {
        self.0 += n;
    }
}

pub struct Lexicon<'t>(pub Vec<&'t str>);

struct Plugin;

impl Words for Plugin {
    fn longest<'t>(text: &'t str, except: &str) -> Option<&'t str> {
        text.split(' ').find(|word| *word != except)
    }

    fn split<'t>(text: &'t str) -> Box<dyn Cursor<'t> + 't> {
        Box::new(Split(text))
    }

    fn each(text: &str, visit: &mut dyn FnMut(&str, Span) -> bool) -> u32 {
        abi::log("each");
        text.split(' ').filter(|word| visit(word, Span { start: 0, end: 0 })).count() as u32
    }

    fn sink() -> Box<dyn Sink + Send> {
        Box::new(Sum(0))
    }

    fn first<'t>(text: &'t str) -> Found<'t> {
        Found { word: text, before: None.into() }
    }

    fn order(descending: bool) -> abi::wire::Function<'static, fn(u32, u32) -> bool> {
        if descending {
            abi::wire::Function::of(|a, b| a > b)
        } else {
            abi::wire::Function::of(|a, b| a < b)
        }
    }

    fn sum(mut one: BoxGrowing<Tally>, mut other: BoxGrowing<Tally>) -> BoxGrowing<Tally> {
        if other.longest.len() > one.longest.len() {
            std::mem::swap(&mut one, &mut other);
        }
        *one.fields_mut().words += other.words;
        one
    }

    fn learn<'t>(text: &'t str) -> Box<Lexicon<'t>> {
        Box::new(Lexicon(text.split(' ').collect()))
    }
}

abi::export!(Plugin);
