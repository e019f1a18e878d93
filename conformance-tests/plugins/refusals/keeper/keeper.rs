//! Gives out a literal, which lives as long as the library does.
#![forbid(unsafe_code)]

use crate::abi::{self, Keeper};

struct Plugin;

impl Keeper for Plugin {
    fn motto() -> &'static str {
        "festina lente"
    }
}

abi::export!(Plugin);
