//! Answers with what borrows from the prefix.
#![forbid(unsafe_code)]

use crate::abi::{self, Greeter, Greeting};

struct Plugin;

impl Greeter for Plugin {
    fn after<'p>(_text: &str, prefix: &'p str) -> &'p str {
        prefix
    }

    fn loudness(greeting: Greeting) -> f64 {
        greeting.volume
    }

    fn each(text: &str, visit: &mut dyn FnMut(&str, u32) -> bool) -> u32 {
        u32::from(visit(text, 1))
    }
}

abi::export!(Plugin);
