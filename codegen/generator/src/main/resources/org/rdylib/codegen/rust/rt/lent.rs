// ---- lent (needs: failures, values, tables, objects)

impl<'a, D: ?Sized + Interface> From<&'a D> for RefDyn<'a, D> {
    fn from(object: &'a D) -> Self {
        unsafe { RefDyn::from_raw(object.ref_raw()) }
    }
}

impl<'a, D: ?Sized + Interface> From<&'a mut D> for MutDyn<'a, D> {
    fn from(object: &'a mut D) -> Self {
        unsafe { MutDyn::from_raw(object.mut_raw()) }
    }
}

impl<D: ?Sized + Interface> Deref for RefDyn<'_, D> {
    type Target = D;
    fn deref(&self) -> &D {
        D::from_ref(self.handle())
    }
}

impl<D: ?Sized + Interface> Deref for MutDyn<'_, D> {
    type Target = D;
    fn deref(&self) -> &D {
        D::from_ref(&self.handle)
    }
}

impl<D: ?Sized + Interface> DerefMut for MutDyn<'_, D> {
    fn deref_mut(&mut self) -> &mut D {
        D::from_mut(&mut self.handle)
    }
}

impl<'a, D: ?Sized + Object> From<&'a Box<D>> for RefDyn<'a, D> {
    fn from(closure: &'a Box<D>) -> Self {
        unsafe { RefDyn::from_raw(D::ref_raw_of_box(closure)) }
    }
}

impl<'a, D: ?Sized + Object> From<&'a mut Callee<Box<D>>> for MutDyn<'a, D> {
    fn from(closure: &'a mut Callee<Box<D>>) -> Self {
        unsafe { MutDyn::from_raw(D::mut_raw_of_box(closure)) }
    }
}

impl<D: ?Sized + Object> RefDyn<'_, D> {
    /// Uses a closure that is the other side's: `visit.with(|visit| visit(1))`.
    pub fn with<R>(&self, body: impl FnOnce(&D) -> R) -> R {
        with(self.raw(), |object: &mut D| body(object))
    }
}

impl<D: ?Sized + Object> MutDyn<'_, D> {
    /// Uses a closure that is the other side's: `visit.with(|visit| visit(1))`.
    pub fn with<R>(&mut self, body: impl FnOnce(&mut D) -> R) -> R {
        with(self.raw(), body)
    }
}

impl<D: ?Sized + InPlace> Deref for BoxDyn<D> {
    type Target = D;
    fn deref(&self) -> &D {
        D::from_ref(self.handle.lent())
    }
}

impl<D: ?Sized + InPlace> DerefMut for BoxDyn<D> {
    fn deref_mut(&mut self) -> &mut D {
        D::from_mut(self.handle.lent_mut())
    }
}

impl<D: ?Sized + InPlace> Deref for ArcDyn<D> {
    type Target = D;
    fn deref(&self) -> &D {
        D::from_ref(self.handle.lent())
    }
}

impl<D: ?Sized + CallableShared> BoxDyn<D> {
    /// Uses the closure, which stays here: `config.fields().log.with(|log| log("text"))`.
    pub fn with<R>(&self, body: impl FnOnce(&D) -> R) -> R {
        with(self.raw(), |closure: &mut D| body(closure))
    }
}

impl<D: ?Sized + Callable> BoxDyn<D> {
    /// The same of a closure that has itself for its own while it runs.
    pub fn with_mut<R>(&mut self, body: impl FnOnce(&mut D) -> R) -> R {
        with(self.raw(), body)
    }
}

impl<D: ?Sized + CallableShared> ArcDyn<D> {
    /// Uses the closure, which stays here.
    pub fn with<R>(&self, body: impl FnOnce(&D) -> R) -> R {
        with(self.raw(), |closure: &mut D| body(closure))
    }
}

fn with<D: ?Sized + Object, R>(raw: Raw, body: impl FnOnce(&mut D) -> R) -> R {
    let (mut body, mut result) = (Some(body), None);
    let handle = unsafe { Handle::from_raw(raw) };
    D::lend(handle, &mut |object| result = body.take().map(|body| body(object)));
    result.unwrap_or_else(|| ::core::unreachable!("`lend` calls once"))
}

// ---- arc (needs: failures, values, tables, objects)

/// `Arc<T>`, of this library or of the other side, released by who made it.
#[repr(C)]
pub struct WireArc<T> {
    data: NonNull<T>,
    table: *const Header,
    element: PhantomData<Arc<T>>,
}

unsafe impl<T: Send + Sync> Send for WireArc<T> {}
unsafe impl<T: Send + Sync> Sync for WireArc<T> {}

impl<T> WireArc<T> {
    pub fn new(element: T) -> Self {
        Self::from_std(Arc::new(element))
    }

    pub fn from_std(element: Arc<T>) -> Self {
        let data = unsafe { NonNull::new_unchecked(Arc::into_raw(element).cast_mut()) };
        WireArc { data, table: const { &Header::shared::<T>(0) as *const Header }, element: PhantomData }
    }

    fn raw(&self) -> Raw {
        Raw { data: self.data.as_ptr().cast(), table: self.table }
    }
}

impl<T> From<Arc<T>> for WireArc<T> {
    fn from(element: Arc<T>) -> Self {
        Self::from_std(element)
    }
}

impl<T> Clone for WireArc<T> {
    fn clone(&self) -> Self {
        let Raw { data, table } = unsafe { self.raw().retain() };
        WireArc { data: unsafe { NonNull::new_unchecked(data.cast()) }, table, element: PhantomData }
    }
}

impl<T> Drop for WireArc<T> {
    fn drop(&mut self) {
        unsafe { self.raw().drop() }
    }
}

impl<T> Deref for WireArc<T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { self.data.as_ref() }
    }
}

impl<T: fmt::Debug> fmt::Debug for WireArc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

unsafe impl<T: Value> Value for WireArc<T> {
    unsafe fn check(at: *const Self, place: Place) {
        let raw = unsafe { at.cast::<Raw>().read() };
        raw.check(place);
        check_place(raw.data.cast::<T>(), 1, "an Arc", place);
        unsafe { T::check(raw.data.cast(), place) }
    }
}
unsafe impl<T: Value> Nullable for WireArc<T> {}
