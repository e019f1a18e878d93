// What every generated module stands on. It is the same in each of them.

// All by absolute paths: the author's crate may shadow names. And no type here has the name of one of the standard
// library: rustc would write that one's whole path in each of the author's errors.
use ::core::{
    alloc::{GlobalAlloc, Layout},
    any::Any,
    cell::Cell,
    ffi::{c_char, c_void, CStr},
    fmt,
    future::Future,
    hash::{Hash, Hasher},
    marker::PhantomData,
    mem::{self, ManuallyDrop, MaybeUninit},
    ops::{Deref, DerefMut},
    panic::AssertUnwindSafe,
    pin::Pin,
    ptr::{self, NonNull},
    sync::atomic::{AtomicBool, AtomicPtr, Ordering},
    task::{Context, Poll, RawWaker, RawWakerVTable, Waker},
};
use ::std::{borrow::Cow, panic, sync::Arc, vec};
