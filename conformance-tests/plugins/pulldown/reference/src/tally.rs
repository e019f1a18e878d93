//! What is counted while the time is taken, so that all that an event holds is looked at.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

#[derive(Default)]
pub struct Tally {
    events: u64,
    ranges: u64,
    bytes: u64,
    numbers: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            events,
            ranges,
            bytes,
            numbers,
        } = self;
        write!(
            f,
            "{events} events, {ranges} in ranges, {bytes} bytes, {numbers} in numbers"
        )
    }
}

impl Tally {
    pub fn add(&mut self, event: &Event, range: &Range<usize>) {
        self.events += 1;
        self.ranges += (range.end - range.start) as u64;
        match event {
            Event::Start(tag) | Event::End(tag) => self.tag(tag),
            Event::Text(s) | Event::Code(s) | Event::Html(s) | Event::FootnoteReference(s) => {
                self.string(s)
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => {}
            Event::TaskListMarker(checked) => self.numbers += u64::from(*checked),
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading(level, id, classes) => {
                self.numbers += *level as u64;
                id.iter().chain(classes).for_each(|s| self.string(s));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(s)) | Tag::FootnoteDefinition(s) => self.string(s),
            Tag::List(first) => self.numbers += first.unwrap_or(0),
            Tag::Table(columns) => self.numbers += columns.iter().map(|&a| a as u64).sum::<u64>(),
            Tag::Link(kind, url, title) | Tag::Image(kind, url, title) => {
                self.numbers += *kind as u64;
                self.string(url);
                self.string(title);
            }
            _ => {}
        }
    }

    fn string(&mut self, s: &str) {
        self.bytes += s.len() as u64;
    }
}
