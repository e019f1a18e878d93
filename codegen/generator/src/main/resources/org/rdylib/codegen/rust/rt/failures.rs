// ---- failures

/// `rdylib_failure`, as both sides see it.
#[repr(C)]
struct RawFailure {
    drop: Option<unsafe extern "C" fn(NonNull<RawFailure>)>,
    message: *const u8,
    length: usize,
}

/// Why a call did not return: a panic, an exception of the other side, a violated contract.
///
/// A call out of the library that fails unwinds the library's frames up to the entry, which hands the failure on to its
/// caller; nobody needs to look at it. Code that stops panics on their way finds it with [`Failure::from_panic`].
///
/// While a thread unwinds, a call without a result that fails does not unwind, since it may be made by a destructor, and to
/// unwind out of that ends the process: what called it goes on. If the destructor has called out of the library and that
/// has entered it again, then the entry fails all the same, with that failure. Else the thread fails with what it unwinds
/// for, and this failure is dropped.
#[repr(transparent)]
pub struct Failure(NonNull<RawFailure>);

/// What a checked function returns: `None`, and its result is written, or why it did not return.
pub type Status = Option<Failure>;

// By the ABI: a failure may be read and dropped on any thread.
unsafe impl Send for Failure {}
unsafe impl Sync for Failure {}

impl Failure {
    /// A failure of this library.
    #[cold]
    pub fn new(message: impl Into<String>) -> Failure {
        unsafe extern "C" fn drop_own(failure: NonNull<RawFailure>) {
            let raw = unsafe { Box::from_raw(failure.as_ptr()) };
            let message = ptr::slice_from_raw_parts_mut(raw.message.cast_mut(), raw.length);
            drop(unsafe { Box::from_raw(message) });
        }
        let message = message.into().into_bytes().into_boxed_slice();
        let length = message.len();
        let raw = RawFailure { drop: Some(drop_own), message: Box::into_raw(message).cast(), length };
        Failure(unsafe { NonNull::new_unchecked(Box::into_raw(Box::new(raw))) })
    }

    /// What happened, in words; what is not UTF-8 in it is replaced.
    pub fn message(&self) -> Cow<'_, str> {
        let raw = unsafe { self.0.as_ref() };
        if raw.message.is_null() {
            return Cow::Borrowed("");
        }
        String::from_utf8_lossy(unsafe { ::core::slice::from_raw_parts(raw.message, raw.length) })
    }

    /// Unwinds with this failure. The panic hook is not called, for this is not a panic of the library.
    #[cold]
    pub fn raise(self) -> ! {
        if ::core::cfg!(panic = "abort") {
            ::std::panic!("{self}");
        }
        panic::resume_unwind(Box::new(carry(self)))
    }

    /// Makes a failure of what `std::panic::catch_unwind` caught: the one that a call out of the library raised, as it
    /// is, or else one with the panic's message.
    #[cold]
    pub fn from_panic(payload: Box<dyn Any + Send>) -> Failure {
        let payload = match payload.downcast::<Carried>() {
            Ok(carried) => {
                return taken(*carried).unwrap_or_else(|| Failure::new("a panic with a payload that is no text"))
            }
            Err(payload) => payload,
        };
        let payload = match payload.downcast::<Failure>() {
            Ok(failure) => return *failure,
            Err(payload) => payload,
        };
        let failure = if let Some(message) = payload.downcast_ref::<&'static str>() {
            Failure::new(*message)
        } else if let Some(message) = payload.downcast_ref::<String>() {
            Failure::new(message.as_str())
        } else {
            Failure::new("a panic with a payload that is no text")
        };
        discard(payload);
        failure
    }
}

impl Drop for Failure {
    fn drop(&mut self) {
        if let Some(drop) = unsafe { self.0.as_ref() }.drop {
            unsafe { drop(self.0) }
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Failure").field(&self.message()).finish()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl ::std::error::Error for Failure {}

/// The payload of a failure that unwinds: a type of the standard library, so that each of several generated modules in
/// one library knows what another one raised. Of an unsafe trait, so that nobody makes one that lies without a word of
/// unsafe code: what an allocator calls a zeroed word is zero in every other, and in a [`Carrier`] it is the failure. The
/// number ("rdyl") sets the type apart from any other payload.
type Carried = (Box<dyn GlobalAlloc + Send>, PhantomData<[(); 0x6264_796c]>);

/// A failure that unwinds, and is dropped with what carries it unless somebody takes it.
struct Carrier(AtomicPtr<RawFailure>);

unsafe impl GlobalAlloc for Carrier {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        ptr::null_mut()
    }

    /// The word that the failure is in, whatever is asked for: only [`taken`] asks.
    unsafe fn alloc_zeroed(&self, _: Layout) -> *mut u8 {
        self.0.as_ptr().cast()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

impl Drop for Carrier {
    fn drop(&mut self) {
        drop(NonNull::new(*self.0.get_mut()).map(Failure));
    }
}

fn carry(failure: Failure) -> Carried {
    let raw = ManuallyDrop::new(failure).0.as_ptr();
    (Box::new(Carrier(AtomicPtr::new(raw))), PhantomData)
}

/// The failure that is carried; none where it has been taken before, or another allocator is in its place.
fn taken((carrier, _): Carried) -> Option<Failure> {
    let layout = Layout::new::<*mut RawFailure>();
    unsafe {
        let word = carrier.alloc_zeroed(layout);
        let failure = NonNull::new(word)?.cast::<*mut RawFailure>().replace(ptr::null_mut());
        carrier.dealloc(word, layout);
        NonNull::new(failure).map(Failure)
    }
}

/// Drops the payload of a panic. Its destructor is the author's code, and may panic as well, with a payload that does the
/// same; where there is no end to it, the last one leaks.
fn discard(payload: Box<dyn Any + Send>) {
    let mut last = payload;
    for _ in 0..8 {
        match panic::catch_unwind(AssertUnwindSafe(|| drop(last))) {
            Ok(()) => return,
            Err(payload) => last = payload,
        }
    }
    mem::forget(last);
}

/// Where the other side wrote something: `longest(text)`, `Span.start`; nothing where it is not known.
pub type Place = &'static str;

/// Fails the call for what the other side must not write there.
#[cold]
fn refuse_at(place: Place, message: fmt::Arguments<'_>) -> ! {
    refuse(::core::format_args!("{place}{}{message}", if place.is_empty() { "" } else { ": " }))
}

/// Fails the call for what the other side must not do.
#[cold]
pub fn refuse(message: fmt::Arguments<'_>) -> ! {
    Failure::new(::std::fmt::format(message)).raise()
}

/// An entry made while its thread unwinds: from a destructor that called out of the library. What fails in it could unwind
/// as far as the entry, unless something in it unwinds as well, and Rust does not tell.
struct Nested {
    outer: *const Nested,
    kept: Cell<Option<Failure>>,
}

::std::thread_local! {
    /// The innermost of this thread's. It has no destructor, so that it keeps no library loaded, as others do.
    static NESTED: Cell<*const Nested> = const { Cell::new(ptr::null()) };
}

/// Runs what was entered. It has failed where it unwinds, and where a call in it failed that must not ([`leave_unit`]).
fn run<R>(body: impl FnOnce() -> R) -> Result<R, Failure> {
    if !::std::thread::panicking() {
        return panic::catch_unwind(AssertUnwindSafe(body)).map_err(Failure::from_panic);
    }
    let nested = Nested { outer: NESTED.get(), kept: Cell::new(None) };
    NESTED.set(&nested);
    let ended = match (panic::catch_unwind(AssertUnwindSafe(body)), nested.kept.take()) {
        (Ok(value), Some(failure)) => {
            // While it drops the value, what fails is still this entry's, which has failed already.
            if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(|| drop(value))) {
                discard(payload);
            }
            Err(failure)
        }
        (ended, _) => ended.map_err(Failure::from_panic),
    };
    NESTED.set(nested.outer);
    ended
}

/// Enters the library: runs `body` and writes what it returns to `out`. A panic becomes a failure.
///
/// # Safety
///
/// `out` is aligned and may be written.
pub unsafe fn enter<R>(out: *mut R, body: impl FnOnce() -> R) -> Status {
    match run(body) {
        Ok(value) => {
            unsafe { out.write(value) };
            None
        }
        Err(failure) => Some(failure),
    }
}

/// Enters the library for what has no result.
pub fn enter_unit(body: impl FnOnce()) -> Status {
    unsafe { enter(NonNull::dangling().as_ptr(), body) }
}

/// Enters the library by a plain C function, which cannot fail: a panic ends the process.
pub fn enter_plain<R>(name: &str, body: impl FnOnce() -> R) -> R {
    run(body).unwrap_or_else(|failure| abort(name, &failure))
}

#[cold]
fn abort(name: &str, failure: &Failure) -> ! {
    use ::std::io::Write;
    let mut out = ::std::io::stderr();
    drop(::core::writeln!(out, "{name} is a plain C function and cannot fail, but it did: {failure}"));
    ::std::process::abort()
}

/// Enters the library by a slot that does not fail: `drop`, `free`, `wake`. A panic ends here.
pub fn enter_drop(body: impl FnOnce()) {
    drop(run(body));
}

/// Calls out of the library. A failure unwinds; so does a result that is no value of its type.
///
/// # Safety
///
/// Where `call` succeeds it has written to the place it is given, and what it wrote, an `R` whose lifetimes `W` does not
/// know, is now the caller's.
pub unsafe fn leave<W, R: Value>(place: Place, call: impl FnOnce(*mut W) -> Status) -> R {
    let mut out = MaybeUninit::<R>::uninit();
    match call(out.as_mut_ptr().cast()) {
        None => unsafe { take(out, place) },
        Some(failure) => failure.raise(),
    }
}

/// Calls out of the library for what has no result. While this thread unwinds already the call may be a destructor's, and
/// a second panic that leaves a destructor would abort the process: then its caller goes on. The failure is that of the
/// entry around it, if that was made since the thread unwinds and does not fail with another; else the thread has failed
/// already, and this failure ends here.
pub fn leave_unit(call: impl FnOnce() -> Status) {
    if let Some(failure) = call() {
        if !::std::thread::panicking() {
            failure.raise();
        }
        if let Some(nested) = unsafe { NESTED.get().as_ref() } {
            // The first counts. What is put back in its place drops the later one.
            let first = nested.kept.take().unwrap_or(failure);
            nested.kept.set(Some(first));
        }
    }
}
