//! From before greetings were counted.
#![forbid(unsafe_code)]

use crate::abi::{self, Greeter, Greeting};

struct Plugin;

impl Greeter for Plugin {
    fn after<'t>(text: &'t str, _prefix: &str) -> &'t str {
        text
    }

    fn loudness(greeting: Greeting) -> f64 {
        f64::from(greeting.volume)
    }

    fn each(text: &str, visit: &mut dyn FnMut(&str, u32) -> bool) -> u32 {
        u32::from(visit(text, 1))
    }
}

abi::export!(Plugin);
