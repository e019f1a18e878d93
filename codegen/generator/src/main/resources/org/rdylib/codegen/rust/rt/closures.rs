// ---- closures (needs: failures)

/// The environment of a closure that the other side calls. A call while another runs is refused, for an `FnMut` has
/// itself for its own while it runs.
#[repr(C)]
pub struct Callee<F> {
    busy: AtomicBool,
    function: F,
}

impl<F> Callee<F> {
    pub fn new(function: F) -> Self {
        Callee { busy: AtomicBool::new(false), function }
    }

    /// The closure itself.
    pub fn function(&self) -> &F {
        &self.function
    }

    /// Calls the closure.
    ///
    /// # Safety
    ///
    /// `data` points to a `Callee<F>`.
    pub unsafe fn call_mut<R>(data: *mut c_void, call: impl FnOnce(&mut F) -> R) -> R {
        let callee = data.cast::<Callee<F>>();
        let _running = Running::enter(
            unsafe { &(*callee).busy },
            "a closure was called while a call of it was running",
        );
        call(unsafe { &mut (*callee).function })
    }
}

/// A call, while it runs, of what one call at a time may have for its own.
struct Running<'a>(&'a AtomicBool);

impl<'a> Running<'a> {
    /// Refuses a second one.
    fn enter(busy: &'a AtomicBool, refusal: &str) -> Self {
        if busy.swap(true, Ordering::Acquire) {
            refuse(::core::format_args!("{refusal}"));
        }
        Running(busy)
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// Moves an `FnOnce` out of its environment, for its one call.
pub fn once<F>(function: &mut Option<F>) -> F {
    match function.take() {
        Some(function) => function,
        None => refuse(::core::format_args!("an FnOnce was called a second time")),
    }
}

// ---- functions (needs: failures, values, text)

/// `fn(A) -> R` of the boundary, code for `'a`: `F` is Rust's own `fn(A) -> R`, by which this type varies.
#[repr(transparent)]
pub struct Function<'a, F> {
    code: NonNull<c_void>,
    function: PhantomData<(F, &'a ())>,
}

// Code, as `fn` pointers are.
unsafe impl<F> Send for Function<'_, F> {}
unsafe impl<F> Sync for Function<'_, F> {}

impl<F> Clone for Function<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Function<'_, F> {}

/// The code by which the other side calls a `G` as an `fn(A) -> R`. Generated code implements it.
///
/// # Safety
///
/// `CODE` is such code.
pub unsafe trait Code<G> {
    const CODE: NonNull<c_void>;
}

impl<F> Function<'static, F> {
    /// The code of a function, or of a closure that captures nothing. (`Send` and `Sync` are of a closure that captures
    /// something without a size, such as a token that only one thread may have: code is called on every thread.)
    pub fn of<G: Copy + Send + Sync + 'static>(_: G) -> Self
    where
        F: Code<G>,
    {
        const {
            ::core::assert!(
                mem::size_of::<G>() == 0,
                "a function of the boundary is code alone: name a function, or a closure that captures nothing"
            )
        }
        Function { code: F::CODE, function: PhantomData }
    }
}

impl<F> Function<'_, F> {
    /// Fails the call for null.
    ///
    /// # Safety
    ///
    /// `code` is code for an `F`.
    pub unsafe fn from_code(code: *const c_void, place: Place) -> Self {
        check_place(code.cast::<u8>(), 1, "a function", place);
        Function { code: unsafe { NonNull::new_unchecked(code.cast_mut()) }, function: PhantomData }
    }

    pub fn code(&self) -> *const c_void {
        self.code.as_ptr()
    }
}

unsafe impl<F> Value for Function<'_, F> {
    unsafe fn check(at: *const Self, place: Place) {
        check_place(unsafe { at.cast::<*const u8>().read() }, 1, "a function", place)
    }
}
unsafe impl<F> Nullable for Function<'_, F> {}

impl<F> fmt::Debug for Function<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ::core::write!(f, "{} at {:p}", ::core::any::type_name::<F>(), self.code)
    }
}

/// A function or closure that captures nothing, of which there is nothing but its type.
///
/// # Safety
///
/// A value of it has been there, as one was given to [`Function::of`].
pub unsafe fn zero_sized<G: Copy + 'static>() -> G {
    const { ::core::assert!(mem::size_of::<G>() == 0) }
    unsafe { NonNull::<G>::dangling().as_ptr().read() }
}
