//! What the library exports.
#![forbid(unsafe_code)]

use crate::abi::{self, BrokenLink, Destination, Event, Options, Parser, Pulldown, Range};
use crate::convert;
use pulldown_cmark as md;

struct Events<'a>(md::OffsetIter<'a, 'a>);

impl<'a> Parser<'a> for Events<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range)> {
        let (event, range) = self.0.next()?;
        Some((convert::event(event), convert::range(range)))
    }
}

struct Plugin;

impl Pulldown for Plugin {
    fn parse<'a>(text: &'a str, options: Options) -> Box<dyn Parser<'a> + 'a> {
        let parser = md::Parser::new_ext(text, convert::options(options));
        Box::new(Events(parser.into_offset_iter()))
    }

    fn walk<'a>(
        text: &'a str,
        options: Options,
        resolve: &mut dyn FnMut(BrokenLink<'a>) -> Option<Destination<'a>>,
        visit: &mut dyn FnMut(Event<'a>, Range) -> bool,
    ) -> u64 {
        let mut find = |link: md::BrokenLink<'a>| {
            let found = resolve(convert::broken_link(link))?;
            Some((found.url.into(), found.title.into()))
        };
        let parser = md::Parser::new_with_broken_link_callback(
            text,
            convert::options(options),
            Some(&mut find),
        );
        let mut visited = 0;
        for (event, range) in parser.into_offset_iter() {
            visited += 1;
            if !visit(convert::event(event), convert::range(range)) {
                break;
            }
        }
        visited
    }

    #[cfg(feature = "counted")]
    fn held() -> Option<u64> {
        Some(crate::counted::held())
    }

    #[cfg(not(feature = "counted"))]
    fn held() -> Option<u64> {
        None
    }
}

abi::export!(Plugin);
