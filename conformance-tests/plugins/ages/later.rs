//! What only a version could give that is still to come.
use crate::abi::{Event, Signal};

/// A variant of that number, with nothing in it.
pub fn event(tag: u8) -> Event<'static> {
    // SAFETY: of an enum that may grow, every number is a variant of some version.
    unsafe { std::mem::transmute([u64::from(tag), 0, 0, 0]) }
}

/// The same.
pub fn signal(tag: u8) -> Signal {
    // SAFETY: of an enum that may grow, every number is a variant of some version.
    unsafe { std::mem::transmute([u64::from(tag), 0, 0, 0]) }
}
