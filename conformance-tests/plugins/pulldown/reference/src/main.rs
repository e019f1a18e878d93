//! What pulldown-cmark says of texts, asked directly: the second source for the plugin.
//!
//!     reference events CORPUS OPTIONS...      prints every event of every text
//!     reference resolved CORPUS OPTIONS...    the same, with links resolved that lead nowhere
//!     reference time CORPUS OPTIONS ROUNDS    prints how many nanoseconds each round over all texts took, of the wall's
//!                                             time and of the processor's, and at last what was counted
//!
//! A corpus is a sequence of texts: a line `length name`, so many bytes, a line feed. Options are the crate's bits.

mod clock;
mod corpus;
mod format;
mod tally;

use std::error::Error;
use std::io::{BufWriter, Write};

use clock::Clock;
use corpus::Text;
use format::Printer;
use pulldown_cmark::{BrokenLink, CowStr, Options, Parser};
use tally::Tally;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, corpus, rest @ ..] = arguments.as_slice() else {
        return Err("usage: reference events|resolved|time CORPUS OPTIONS...".into());
    };
    let file = std::fs::read(corpus)?;
    let texts = corpus::read(&file)?;
    match (mode.as_str(), rest) {
        ("events", all) => print(&texts, all, events),
        ("resolved", all) => print(&texts, all, resolved),
        ("time", [options, rounds]) => time(&texts, read_options(options)?, rounds.parse()?),
        _ => Err("usage: reference events|resolved|time CORPUS OPTIONS...".into()),
    }
}

fn read_options(bits: &str) -> Result<Options, Box<dyn Error>> {
    Options::from_bits(bits.parse()?).ok_or_else(|| format!("{bits} are no options").into())
}

type Walk = fn(&str, Options, &mut dyn FnMut(&str));

fn print(texts: &[Text], all: &[String], walk: Walk) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for text in texts {
        for options in all {
            writeln!(out, "text {} {}", text.name, options)?;
            let mut failed = Ok(());
            walk(text.content, read_options(options)?, &mut |line| {
                if failed.is_ok() {
                    failed = writeln!(out, "{line}");
                }
            });
            failed?;
        }
    }
    Ok(out.flush()?)
}

fn events(text: &str, options: Options, emit: &mut dyn FnMut(&str)) {
    let printer = Printer { text };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        emit(&printer.event(&event, &range));
    }
}

fn resolved(text: &str, options: Options, emit: &mut dyn FnMut(&str)) {
    let printer = Printer { text };
    let asked = std::cell::RefCell::new(Vec::new());
    let mut resolve = |link: BrokenLink<'_>| {
        asked.borrow_mut().push(printer.broken_link(&link));
        destination(&link.reference)
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(&mut resolve));
    for (event, range) in parser.into_offset_iter() {
        asked.borrow_mut().drain(..).for_each(|line| emit(&line));
        emit(&printer.event(&event, &range));
    }
    asked.take().iter().for_each(|line| emit(line));
}

/// Where a reference leads that is defined nowhere: every second length of one leads somewhere.
fn destination(reference: &str) -> Option<(CowStr<'static>, CowStr<'static>)> {
    if reference.len() % 2 == 1 {
        return None;
    }
    // The caller's other strings are borrowed ones, too. The program ends soon.
    let url: &'static str = Box::leak(format!("/wiki/{reference}").into_boxed_str());
    Some((CowStr::Borrowed(url), CowStr::Borrowed("a title")))
}

fn time(texts: &[Text], options: Options, rounds: usize) -> Result<(), Box<dyn Error>> {
    let mut total = Tally::default();
    for _ in 0..rounds {
        let clock = Clock::start();
        let mut tally = Tally::default();
        for text in texts {
            for (event, range) in Parser::new_ext(text.content, options).into_offset_iter() {
                tally.add(&event, &range);
            }
        }
        let (wall, processor) = clock.elapsed();
        println!("{wall} {processor}");
        total = tally;
    }
    println!("{total}");
    Ok(())
}
