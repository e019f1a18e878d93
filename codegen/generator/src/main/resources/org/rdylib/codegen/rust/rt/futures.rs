// ---- futures (needs: failures, values, tagged, tables, objects, closures)

/// The table of futures whose results lie in memory as `R`.
#[repr(C)]
struct FutureTable<R> {
    header: Header,
    poll: unsafe extern "C" fn(*mut c_void, *mut c_void, *const Header, *mut WireOption<R>) -> Status,
}

/// The table of wakers. One that is lent for a call is kept by `clone`.
#[repr(C)]
struct WakerTable {
    header: Header,
    wake: Option<unsafe extern "C" fn(*mut c_void)>,
}

/// A future of this library as the other side polls it.
pub struct Task<F, C> {
    busy: AtomicBool,
    over: bool,
    future: F,
    convert: C,
}

impl<F: Future + Unpin, R, C: Fn(F::Output) -> R> Task<F, C> {
    /// The words of a future whose results `convert` makes what they are in memory.
    pub fn raw(future: F, convert: C) -> Raw {
        let task = Task { busy: AtomicBool::new(false), over: false, future, convert };
        let table = const {
            &FutureTable { header: Header::boxed::<Self>(1), poll: Self::poll } as *const FutureTable<R>
        };
        Raw::of_box(Box::new(task), table.cast())
    }

    unsafe extern "C" fn poll(
        data: *mut c_void,
        waker: *mut c_void,
        waker_table: *const Header,
        out: *mut WireOption<R>,
    ) -> Status {
        unsafe {
            enter(out, || {
                let task = data.cast::<Self>();
                let _running = Running::enter(&(*task).busy, "a future was polled while a call of it was running");
                // Only what is this call's alone: a second one looks at the rest.
                let (over, future, convert) = (&mut (*task).over, &mut (*task).future, &(*task).convert);
                if mem::replace(over, true) {
                    refuse(::core::format_args!("a future was polled after its end"));
                }
                let lent = lent_waker(object(waker, waker_table, "poll(waker)"));
                let waker = lent.waker();
                match Pin::new(future).poll(&mut Context::from_waker(&waker)) {
                    Poll::Ready(result) => WireOption::Some(convert(result)),
                    Poll::Pending => {
                        *over = false;
                        WireOption::None
                    }
                }
            })
        }
    }
}

/// A future of the other side, whose results are `R` in memory. To drop it cancels it.
pub struct Foreign<R, C> {
    handle: Handle<Boxed>,
    over: bool,
    convert: C,
    result: PhantomData<fn() -> R>,
}

impl<R, C> Foreign<R, C> {
    /// # Safety
    ///
    /// It is the handle of a future of such results.
    pub unsafe fn new<T>(handle: Handle<Boxed>, convert: C) -> Self
    where
        C: Fn(R) -> T,
    {
        Foreign { handle, over: false, convert, result: PhantomData }
    }
}

impl<R, C> Unpin for Foreign<R, C> {}

impl<R: Value, T, C: Fn(R) -> T> Future for Foreign<R, C> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        if mem::replace(&mut self.over, true) {
            ::core::panic!("a future was polled after its end");
        }
        let Raw { data, table } = self.handle.raw();
        let waker = ptr::from_ref(context.waker()).cast_mut().cast();
        let result: WireOption<R> = unsafe {
            let poll = (*table.cast::<FutureTable<R>>()).poll;
            leave("a future", |out| poll(data, waker, ptr::from_ref(&OWN_WAKERS).cast(), out))
        };
        match result {
            WireOption::Some(result) => Poll::Ready((self.convert)(result)),
            WireOption::None => {
                self.over = false;
                Poll::Pending
            }
        }
    }
}

/// The wakers of this library's executors, which the other side is lent: the data is a `Waker`.
static OWN_WAKERS: WakerTable = {
    unsafe extern "C" fn wake(data: *mut c_void) {
        enter_drop(|| unsafe { (*data.cast::<Waker>()).wake_by_ref() })
    }
    WakerTable { header: Header::boxed_clone::<Waker>(1), wake: Some(wake) }
};

/// A waker of the other side, for the call that it is lent for.
struct LentWaker(Raw);

fn lent_waker(raw: Raw) -> LentWaker {
    let table = raw.table.cast::<WakerTable>();
    if !unsafe { raw.has_slot(0) && (*table).wake.is_some() && (*table).header.clone.is_some() } {
        refuse(::core::format_args!("poll(waker): a waker that cannot be kept or woken"));
    }
    LentWaker(raw)
}

impl LentWaker {
    /// Nothing is due when it ends.
    fn waker(&self) -> ManuallyDrop<Waker> {
        static LENT: RawWakerVTable = RawWakerVTable::new(
            |data| {
                let lent = unsafe { &*data.cast::<Raw>() };
                kept_waker(Arc::new(KeptWaker(unsafe { lent.retain() })))
            },
            |data| unsafe { wake(*data.cast::<Raw>()) },
            |data| unsafe { wake(*data.cast::<Raw>()) },
            |_| {},
        );
        ManuallyDrop::new(unsafe { Waker::from_raw(RawWaker::new(ptr::from_ref(&self.0).cast(), &LENT)) })
    }
}

/// A waker of the other side that has been kept. It is shared among all that are cloned from it.
struct KeptWaker(Raw);

impl Drop for KeptWaker {
    fn drop(&mut self) {
        unsafe { self.0.drop() }
    }
}

fn kept_waker(kept: Arc<KeptWaker>) -> RawWaker {
    static KEPT: RawWakerVTable = RawWakerVTable::new(
        |data| unsafe {
            Arc::increment_strong_count(data.cast::<KeptWaker>());
            RawWaker::new(data, &KEPT)
        },
        |data| unsafe { wake(Arc::from_raw(data.cast::<KeptWaker>()).0) },
        |data| unsafe { wake((*data.cast::<KeptWaker>()).0) },
        |data| unsafe { drop(Arc::from_raw(data.cast::<KeptWaker>())) },
    );
    RawWaker::new(Arc::into_raw(kept).cast(), &KEPT)
}

/// # Safety
///
/// The words are a waker's, as [`lent_waker`] has looked at it.
unsafe fn wake(raw: Raw) {
    if let Some(wake) = unsafe { (*raw.table.cast::<WakerTable>()).wake } {
        unsafe { wake(raw.data) }
    }
}

impl<D: ?Sized + Object + Future> BoxDyn<D> {
    pub fn from_pin(future: Pin<Box<D>>) -> Self {
        // What is behind its own `Box` stays where it is: this moves the `Box`.
        Self::from_std(unsafe { Pin::into_inner_unchecked(future) })
    }

    pub fn into_pin(self) -> Pin<Box<D>> {
        Box::into_pin(self.into_std())
    }
}

impl<D: ?Sized + Object + Future> From<Pin<Box<D>>> for BoxDyn<D> {
    fn from(future: Pin<Box<D>>) -> Self {
        Self::from_pin(future)
    }
}
