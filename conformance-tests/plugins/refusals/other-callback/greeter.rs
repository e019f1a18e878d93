//! Does not number the lines.
#![forbid(unsafe_code)]

use crate::abi::{self, Greeter, Greeting};

struct Plugin;

impl Greeter for Plugin {
    fn after<'t>(text: &'t str, _prefix: &str) -> &'t str {
        text
    }

    fn loudness(greeting: Greeting) -> f64 {
        greeting.volume
    }

    fn each(text: &str, visit: &mut dyn FnMut(&str) -> bool) -> u32 {
        u32::from(visit(text))
    }
}

abi::export!(Plugin);
