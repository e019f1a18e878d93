//! Tests of what every generated module stands on (`rt.rs`, put together beside this file), played from both sides: a
//! test is the other side, too, where one is wanted.
#![deny(warnings)]

#[path = "rt.rs"]
#[allow(dead_code)]
mod rt;

/// The runtime of a second generated module in the same library.
#[path = "rt.rs"]
#[allow(dead_code)]
mod second;

mod failures;
mod objects;
mod owned;
mod values;

use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the drops of its copies.
pub struct Witness<'a>(pub &'a AtomicUsize);

impl Drop for Witness<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// What a call fails with.
pub fn failure<R>(body: impl FnOnce() -> R) -> String {
    match rt::enter_unit(|| drop(body())) {
        None => panic!("it did not fail"),
        Some(failure) => failure.message().into_owned(),
    }
}
