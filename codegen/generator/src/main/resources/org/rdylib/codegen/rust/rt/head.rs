// What every generated module stands on. It is the same in each of them.

// Names that the author's crate may shadow, or hide by `no_implicit_prelude`. `Option`, `Result`, `String`, `Vec`, `Box`
// and `Arc` are the boundary's own here; those of the standard library are written with their modules.
use ::core::{
    any::Any,
    ffi::c_void,
    fmt,
    marker::PhantomData,
    mem::{self, ManuallyDrop, MaybeUninit},
    ops::{Deref, DerefMut},
    option,
    panic::AssertUnwindSafe,
    ptr::{self, NonNull},
    result,
    sync::atomic::{AtomicBool, Ordering},
};
use ::std::{borrow::Cow, boxed, panic, prelude::rust_2021::*, string, sync, vec};
