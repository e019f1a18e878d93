#![deny(unsafe_code)]

mod abi; // generated from words.yaml

use abi::{Cursor, Span, Words};

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

struct Split<I>(I);

impl<'t, I: Iterator<Item = &'t str>> Cursor<'t> for Split<I> {
    fn next(&mut self) -> Option<&'t str> {
        self.0.next()
    }
}

struct Plugin;

impl Words for Plugin {
    fn longest<'t>(text: &'t str, except: &str) -> Option<&'t str> {
        let candidates = words(text).filter(|word| words(except).all(|e| e != *word));
        candidates.reduce(|longest, word| if word.len() > longest.len() { word } else { longest })
    }

    fn split<'t>(text: &'t str) -> Box<dyn Cursor<'t> + 't> {
        Box::new(Split(words(text)))
    }

    fn each(text: &str, visit: &mut dyn FnMut(&str, Span) -> bool) -> u32 {
        let mut calls = 0;
        for word in words(text) {
            calls += 1;
            let start = (word.as_ptr() as usize - text.as_ptr() as usize) as u32;
            // an exception of the visitor unwinds these frames, and Java gets it back as it was
            if !visit(word, Span { start, end: start + word.len() as u32 }) {
                break;
            }
        }
        calls
    }
}

abi::export!(Plugin); // the symbols, the tables, the description in the library's file
