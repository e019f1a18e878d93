// ---- objects (needs: failures, values, tables)

/// The words of an object or a closure. They say nothing of owner, lifetime or thread: only generated code has them.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Raw {
    pub data: *mut c_void,
    pub table: *const Header,
}

unsafe impl Send for Raw {}
unsafe impl Sync for Raw {}

impl Raw {
    /// The words of what leaves the library behind a `Box`.
    pub fn of_box<T>(object: Box<T>, table: *const Header) -> Raw {
        Raw { data: Box::into_raw(object).cast(), table }
    }

    /// The words of what leaves the library behind an `Arc`.
    pub fn of_arc<T>(object: Arc<T>, table: *const Header) -> Raw {
        Raw { data: Arc::into_raw(object).cast_mut().cast(), table }
    }

    /// The words of the other side's object that `carrier` is, which goes home as it came.
    pub fn of_carrier<T>(carrier: Box<T>, raw: Raw) -> Raw {
        // What is given back is not dropped; its carrier's place is.
        drop(unsafe { Box::from_raw(Box::into_raw(carrier).cast::<ManuallyDrop<T>>()) });
        raw
    }

    fn check(self, place: Place) {
        if self.data.is_null() || self.table.is_null() {
            refuse_at(place, ::core::format_args!("a null pointer for an object"));
        }
        if !self.table.is_aligned() {
            refuse_at(place, ::core::format_args!("an object with a table that is not aligned"));
        }
    }

    /// Whether the other side's table goes as far as this slot.
    ///
    /// # Safety
    ///
    /// The words are an object's.
    pub unsafe fn has_slot(self, slot: usize) -> bool {
        slot < unsafe { (*self.table).slots }
    }

    unsafe fn drop(self) {
        if let Some(drop) = unsafe { (*self.table).drop } {
            unsafe { drop(self.data) }
        }
    }

    /// # Safety
    ///
    /// The words are a counted object's.
    pub unsafe fn retain(self) -> Raw {
        match unsafe { (*self.table).clone } {
            Some(retain) => Raw { data: unsafe { retain(self.data) }, table: self.table },
            None => refuse(::core::format_args!("an Arc whose table does not retain")),
        }
    }
}

/// What an optional method of the author's answers. It is missing only where its author left it out.
pub fn implemented<R>(method: &str, answer: Option<R>) -> R {
    match answer {
        Some(result) => result,
        None => refuse(::core::format_args!("{method} is not implemented")),
    }
}

/// An object that came as two words. Null fails the call.
pub fn object(data: *mut c_void, table: *const Header, place: Place) -> Raw {
    let raw = Raw { data, table };
    raw.check(place);
    raw
}

/// An object, or none, that came as two words.
pub fn opt_object(data: *mut c_void, table: *const Header, place: Place) -> Option<Raw> {
    if data.is_null() {
        None
    } else {
        Some(object(data, table, place))
    }
}

/// The words of an object, both null for `None`.
pub fn opt_raw(object: Option<Raw>) -> Raw {
    object.unwrap_or(Raw { data: ptr::null_mut(), table: ptr::null() })
}

/// Whose an object is: what becomes of it when its words are dropped.
pub trait Ownership: sealed::Sealed {
    /// Whether it goes home by what is behind a `Box`.
    #[doc(hidden)]
    const IS_BOXED: bool = false;
    /// Whether it goes home by what is behind an `Arc`.
    #[doc(hidden)]
    const IS_COUNTED: bool = false;

    /// # Safety
    ///
    /// The words are an object's, and not used afterwards.
    #[doc(hidden)]
    unsafe fn end(raw: Raw);
}

/// Behind a `Box`: destroyed.
pub enum Boxed {}
/// Behind an `Arc`: released.
pub enum Counted {}
/// Behind a reference: left alone.
pub enum Lent {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Boxed {}
    impl Sealed for super::Counted {}
    impl Sealed for super::Lent {}
}

impl Ownership for Boxed {
    const IS_BOXED: bool = true;
    unsafe fn end(raw: Raw) {
        unsafe { raw.drop() }
    }
}

impl Ownership for Counted {
    const IS_COUNTED: bool = true;
    unsafe fn end(raw: Raw) {
        unsafe { raw.drop() }
    }
}

impl Ownership for Lent {
    unsafe fn end(_: Raw) {}
}

/// The words of an object, and whose it is. What they are an object of, for which lifetime and on which threads, the
/// types around it say.
// `data` is the only niche.
#[repr(C)]
pub struct Handle<O: Ownership> {
    data: NonNull<c_void>,
    table: *const Header,
    ownership: PhantomData<O>,
}

unsafe impl<O: Ownership> Send for Handle<O> {}
unsafe impl<O: Ownership> Sync for Handle<O> {}

impl<O: Ownership> Handle<O> {
    /// # Safety
    ///
    /// The words are an object's, neither is null, and it is the caller's to hand over.
    pub unsafe fn from_raw(raw: Raw) -> Self {
        Handle { data: unsafe { NonNull::new_unchecked(raw.data) }, table: raw.table, ownership: PhantomData }
    }

    /// The words, which remain this value's.
    pub fn raw(&self) -> Raw {
        Raw { data: self.data.as_ptr(), table: self.table }
    }

    /// The words, which are now the caller's.
    pub fn into_raw(self) -> Raw {
        ManuallyDrop::new(self).raw()
    }

    /// The words by which it goes home behind a `Box` or an `Arc` as it came; none where it came otherwise. (An author
    /// can make an `Arc` of a `Box`.)
    pub fn home(&self, boxed: bool) -> Option<Raw> {
        let is_home = if boxed { O::IS_BOXED } else { O::IS_COUNTED };
        is_home.then(|| self.raw())
    }
}

impl<O: Ownership> Drop for Handle<O> {
    fn drop(&mut self) {
        unsafe { O::end(self.raw()) }
    }
}

impl Clone for Handle<Counted> {
    fn clone(&self) -> Self {
        unsafe { Handle::from_raw(self.raw().retain()) }
    }
}

// In the types below, `D` is Rust's own `dyn I<'x> + Send + 'b`. By `PhantomData` it gives them the variance of a
// `Box<D>` (invariant in 'x, covariant in 'b), its drop check, and what they are as to `Send` and `Sync`.

/// `Box<dyn I>` as it lies in memory: an object of this library or of the other side, destroyed by who made it.
#[repr(C)]
pub struct BoxDyn<D: ?Sized> {
    handle: Handle<Boxed>,
    object: PhantomData<Box<D>>,
}

unsafe impl<D: ?Sized + Send> Send for BoxDyn<D> {}
unsafe impl<D: ?Sized + Sync> Sync for BoxDyn<D> {}

impl<D: ?Sized> BoxDyn<D> {
    /// Clones an object whose bounds include `Clone`; `None` without.
    pub fn try_clone(&self) -> Option<Self> {
        let raw = self.raw();
        unsafe {
            let clone = (*raw.table).clone?;
            Some(BoxDyn::from_raw(Raw { data: clone(raw.data), ..raw }))
        }
    }
}

/// `Arc<dyn I>` as it lies in memory: an object of this library or of the other side, released by who made it.
#[repr(C)]
pub struct ArcDyn<D: ?Sized> {
    handle: Handle<Counted>,
    object: PhantomData<Arc<D>>,
}

unsafe impl<D: ?Sized + Send + Sync> Send for ArcDyn<D> {}
unsafe impl<D: ?Sized + Send + Sync> Sync for ArcDyn<D> {}

impl<D: ?Sized> Clone for ArcDyn<D> {
    fn clone(&self) -> Self {
        ArcDyn { handle: self.handle.clone(), object: PhantomData }
    }
}

/// `&'a dyn I` as it lies in memory.
// With the words of a `Handle`, which has a `Drop` and so is not `Copy`.
#[repr(C)]
pub struct RefDyn<'a, D: ?Sized> {
    data: NonNull<c_void>,
    table: *const Header,
    object: PhantomData<(&'a (), Box<D>)>,
}

unsafe impl<D: ?Sized + Sync> Send for RefDyn<'_, D> {}
unsafe impl<D: ?Sized + Sync> Sync for RefDyn<'_, D> {}

impl<D: ?Sized> Clone for RefDyn<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: ?Sized> Copy for RefDyn<'_, D> {}

impl<D: ?Sized> RefDyn<'_, D> {
    /// # Safety
    ///
    /// The words are an object's, neither is null, and it is the caller's to lend.
    pub unsafe fn from_raw(raw: Raw) -> Self {
        RefDyn { data: unsafe { NonNull::new_unchecked(raw.data) }, table: raw.table, object: PhantomData }
    }

    /// The words, which remain this value's.
    pub fn raw(&self) -> Raw {
        Raw { data: self.data.as_ptr(), table: self.table }
    }

    fn handle(&self) -> &Handle<Lent> {
        unsafe { &*ptr::from_ref(self).cast() }
    }
}

/// `&'a mut dyn I` as it lies in memory.
// Not of `PhantomData<&'a mut D>`: that would make `D` invariant, where Rust's own coercion lets its bound shrink, for
// an object cannot be overwritten through it.
#[repr(C)]
pub struct MutDyn<'a, D: ?Sized> {
    handle: Handle<Lent>,
    object: PhantomData<(&'a (), Box<D>)>,
}

unsafe impl<D: ?Sized + Send> Send for MutDyn<'_, D> {}
unsafe impl<D: ?Sized + Sync> Sync for MutDyn<'_, D> {}

impl<D: ?Sized> MutDyn<'_, D> {
    pub fn reborrow(&mut self) -> MutDyn<'_, D> {
        unsafe { MutDyn::from_raw(self.raw()) }
    }
}

macro_rules! handles {
    ($($name:ty, $ownership:ty, [$($generics:tt)*];)*) => { $(
        impl<$($generics)*> $name {
            /// # Safety
            ///
            /// The words are an object's, neither is null, and it is the caller's to hand over.
            pub unsafe fn from_raw(raw: Raw) -> Self {
                Self { handle: unsafe { Handle::<$ownership>::from_raw(raw) }, object: PhantomData }
            }

            /// The words, which remain this value's.
            pub fn raw(&self) -> Raw {
                self.handle.raw()
            }

            /// The words, which are now the caller's.
            pub fn into_raw(self) -> Raw {
                self.handle.into_raw()
            }
        }
    )* };
}
handles! {
    BoxDyn<D>, Boxed, [D: ?Sized];
    ArcDyn<D>, Counted, [D: ?Sized];
    MutDyn<'_, D>, Lent, [D: ?Sized];
}

macro_rules! objects {
    ($($name:ty)*) => { $(
        unsafe impl<D: ?Sized> Value for $name {
            unsafe fn check(at: *const Self, place: Place) {
                unsafe { at.cast::<Raw>().read() }.check(place)
            }
        }
        unsafe impl<D: ?Sized> Nullable for $name {}

        impl<D: ?Sized> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                ::core::write!(f, "{} at {:p}", ::core::any::type_name::<D>(), self.raw().data)
            }
        }
    )* };
}
objects!(BoxDyn<D> ArcDyn<D> RefDyn<'_, D> MutDyn<'_, D>);

/// How a `dyn` type crosses the boundary. Generated code implements what occurs in the descriptor.
///
/// # Safety
///
/// The words that are given away are an object's, with its table, owned or lent as the function's argument is; the
/// handles that are taken are such an object's.
pub unsafe trait Object {
    fn box_raw(_: Box<Self>) -> Raw {
        ::core::unreachable!("no Box of it leaves the library")
    }
    fn arc_raw(_: Arc<Self>) -> Raw {
        ::core::unreachable!("no Arc of it leaves the library")
    }
    fn ref_raw(&self) -> Raw {
        ::core::unreachable!("no reference to it leaves the library")
    }
    fn mut_raw(&mut self) -> Raw {
        ::core::unreachable!("no mutable reference to it leaves the library")
    }
    /// A closure is lent by a reference to its `Box`, for the one to itself is no single word.
    #[allow(clippy::borrowed_box)] // `&Self` is two words
    fn ref_raw_of_box(_: &Box<Self>) -> Raw {
        ::core::unreachable!("no reference to such a closure leaves the library")
    }
    fn mut_raw_of_box(_: &mut Callee<Box<Self>>) -> Raw {
        ::core::unreachable!("no mutable reference to such a closure leaves the library")
    }
    fn from_box(_: Handle<Boxed>) -> Box<Self> {
        ::core::unreachable!("no Box of it enters the library")
    }
    fn from_arc(_: Handle<Counted>) -> Arc<Self> {
        ::core::unreachable!("no Arc of it enters the library")
    }
    fn from_ref(_: &Handle<Lent>) -> &Self {
        ::core::unreachable!("no reference to it enters the library")
    }
    fn from_mut(_: &mut Handle<Lent>) -> &mut Self {
        ::core::unreachable!("no mutable reference to it enters the library")
    }
    /// Makes the handle a closure of Rust's for one call of `with`.
    fn lend(_: Handle<Lent>, _with: &mut dyn FnMut(&mut Self)) {
        ::core::unreachable!("no closure of this type enters the library")
    }
}

/// An [`Object`] that is an interface's, and so has its own words for a place. (A closure's has not.)
///
/// # Safety
///
/// As for [`Object`].
pub unsafe trait Interface: Object {}

impl<D: ?Sized + Object> BoxDyn<D> {
    pub fn from_std(object: Box<D>) -> Self {
        unsafe { BoxDyn::from_raw(D::box_raw(object)) }
    }

    /// (Rust has no `From` for it: nobody else may say what makes its own `Box`.)
    pub fn into_std(self) -> Box<D> {
        D::from_box(self.handle)
    }
}

impl<D: ?Sized + Object> From<Box<D>> for BoxDyn<D> {
    fn from(object: Box<D>) -> Self {
        Self::from_std(object)
    }
}

impl<D: ?Sized + Object> ArcDyn<D> {
    pub fn from_std(object: Arc<D>) -> Self {
        unsafe { ArcDyn::from_raw(D::arc_raw(object)) }
    }

    pub fn into_std(self) -> Arc<D> {
        D::from_arc(self.handle)
    }
}

impl<D: ?Sized + Object> From<Arc<D>> for ArcDyn<D> {
    fn from(object: Arc<D>) -> Self {
        Self::from_std(object)
    }
}
