//! The system's allocator, and how much it has given out.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

struct Counted;

#[global_allocator]
static ALLOCATOR: Counted = Counted;

static HELD: AtomicU64 = AtomicU64::new(0);

/// How many bytes are allocated and not freed.
pub fn held() -> u64 {
    HELD.load(Ordering::Relaxed)
}

// SAFETY: all is left to the system's allocator. (`realloc` is the trait's own, made of these two.)
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let place = unsafe { System.alloc(layout) };
        if !place.is_null() {
            HELD.fetch_add(layout.size() as u64, Ordering::Relaxed);
        }
        place
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as u64, Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}
