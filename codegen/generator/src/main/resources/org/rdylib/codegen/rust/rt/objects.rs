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
    pub fn of_box<T>(object: boxed::Box<T>, table: *const Header) -> Raw {
        Raw { data: boxed::Box::into_raw(object).cast(), table }
    }

    /// The words of what leaves the library behind an `Arc`.
    pub fn of_arc<T>(object: sync::Arc<T>, table: *const Header) -> Raw {
        Raw { data: sync::Arc::into_raw(object).cast_mut().cast(), table }
    }

    fn check(self) {
        if self.data.is_null() || self.table.is_null() {
            refuse(::core::format_args!("a null pointer for an object"));
        }
        if !self.table.is_aligned() {
            refuse(::core::format_args!("an object with a table that is not aligned"));
        }
    }

    unsafe fn drop(self) {
        if let Some(drop) = unsafe { (*self.table).drop } {
            unsafe { drop(self.data) }
        }
    }

    unsafe fn retain(self) -> Raw {
        match unsafe { (*self.table).clone } {
            Some(retain) => Raw { data: unsafe { retain(self.data) }, table: self.table },
            None => refuse(::core::format_args!("an Arc whose table does not retain")),
        }
    }
}

/// An object that came as two words. Null fails the call.
pub fn object(data: *mut c_void, table: *const Header) -> Raw {
    let raw = Raw { data, table };
    raw.check();
    raw
}

/// An object, or none, that came as two words.
pub fn opt_object(data: *mut c_void, table: *const Header) -> option::Option<Raw> {
    if data.is_null() { None } else { Some(object(data, table)) }
}

/// Whose an object is: what becomes of it when its words are dropped.
pub trait Ownership: sealed::Sealed {
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
    unsafe fn end(raw: Raw) {
        unsafe { raw.drop() }
    }
}

impl Ownership for Counted {
    unsafe fn end(raw: Raw) {
        unsafe { raw.drop() }
    }
}

impl Ownership for Lent {
    unsafe fn end(_: Raw) {}
}

/// An object as it lies in memory, of this library or of the other side.
///
/// `D` is Rust's own `dyn I<'x> + Send + 'b`. By `PhantomData` it gives this type the variance of a `Box<D>` (invariant
/// in 'x, covariant in 'b), its drop check, and what it is as to `Send` and `Sync`.
// The words do not mention `D`: a table that is typed by a projection of it would make 'b invariant. `data` is the only
// niche.
#[repr(C)]
pub struct Foreign<D: ?Sized, O: Ownership> {
    data: NonNull<c_void>,
    table: *const Header,
    object: PhantomData<(boxed::Box<D>, O)>,
}

/// `Box<dyn I>` as it lies in memory.
pub type BoxDyn<D> = Foreign<D, Boxed>;
/// `Arc<dyn I>` as it lies in memory.
pub type ArcDyn<D> = Foreign<D, Counted>;

unsafe impl<D: ?Sized + Send> Send for Foreign<D, Boxed> {}
unsafe impl<D: ?Sized + Sync> Sync for Foreign<D, Boxed> {}
unsafe impl<D: ?Sized + Send + Sync> Send for Foreign<D, Counted> {}
unsafe impl<D: ?Sized + Send + Sync> Sync for Foreign<D, Counted> {}
unsafe impl<D: ?Sized + Send> Send for Foreign<D, Lent> {}
unsafe impl<D: ?Sized + Sync> Sync for Foreign<D, Lent> {}

impl<D: ?Sized, O: Ownership> Foreign<D, O> {
    /// The words, which are now the caller's.
    pub fn into_raw(self) -> Raw {
        ManuallyDrop::new(self).raw()
    }
}

impl<D: ?Sized, O: Ownership> Drop for Foreign<D, O> {
    fn drop(&mut self) {
        unsafe { O::end(self.raw()) }
    }
}

impl<D: ?Sized> Clone for Foreign<D, Counted> {
    fn clone(&self) -> Self {
        unsafe { Foreign::from_raw(self.raw().retain()) }
    }
}

impl<D: ?Sized> Foreign<D, Boxed> {
    /// Clones an object whose bounds include `Clone`; `None` without.
    pub fn try_clone(&self) -> option::Option<Self> {
        unsafe {
            let clone = (*self.table).clone?;
            Some(Foreign::from_raw(Raw { data: clone(self.data.as_ptr()), table: self.table }))
        }
    }
}

/// `&'a dyn I` as it lies in memory.
#[repr(C)]
pub struct RefDyn<'a, D: ?Sized> {
    data: NonNull<c_void>,
    table: *const Header,
    object: PhantomData<(&'a (), boxed::Box<D>)>,
}

unsafe impl<D: ?Sized + Sync> Send for RefDyn<'_, D> {}
unsafe impl<D: ?Sized + Sync> Sync for RefDyn<'_, D> {}

impl<D: ?Sized> Clone for RefDyn<'_, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: ?Sized> Copy for RefDyn<'_, D> {}

/// `&'a mut dyn I` as it lies in memory.
// Not of `PhantomData<&'a mut D>`: that would make `D` invariant, where Rust's own coercion lets its bound shrink, for
// an object cannot be overwritten through it.
#[repr(C)]
pub struct MutDyn<'a, D: ?Sized> {
    data: NonNull<c_void>,
    table: *const Header,
    object: PhantomData<(&'a (), boxed::Box<D>)>,
}

unsafe impl<D: ?Sized + Send> Send for MutDyn<'_, D> {}
unsafe impl<D: ?Sized + Sync> Sync for MutDyn<'_, D> {}

impl<D: ?Sized> MutDyn<'_, D> {
    pub fn reborrow(&mut self) -> MutDyn<'_, D> {
        unsafe { MutDyn::from_raw(self.raw()) }
    }
}

macro_rules! two_words {
    ($([$($generics:tt)*] $name:ty;)*) => { $(
        impl<$($generics)*> $name {
            /// # Safety
            ///
            /// The words are an object's, neither is null, and it is the caller's to hand over.
            pub unsafe fn from_raw(raw: Raw) -> Self {
                Self { data: unsafe { NonNull::new_unchecked(raw.data) }, table: raw.table, object: PhantomData }
            }

            /// The words, which remain this value's.
            pub fn raw(&self) -> Raw {
                Raw { data: self.data.as_ptr(), table: self.table }
            }
        }

        unsafe impl<$($generics)*> Value for $name {
            unsafe fn check(at: *const Self) {
                unsafe { at.cast::<Raw>().read() }.check()
            }
        }
        unsafe impl<$($generics)*> Nullable for $name {}

        impl<$($generics)*> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                ::core::write!(f, "{} at {:p}", ::core::any::type_name::<D>(), self.data)
            }
        }
    )* };
}
two_words! {
    [D: ?Sized, O: Ownership] Foreign<D, O>;
    ['a, D: ?Sized] RefDyn<'a, D>;
    ['a, D: ?Sized] MutDyn<'a, D>;
}

/// How a `dyn` type crosses the boundary. Generated code implements what occurs in the descriptor.
///
/// # Safety
///
/// The words that are given away are an object's, with its table, owned or lent as the function's argument is.
pub unsafe trait Object {
    fn box_raw(_: boxed::Box<Self>) -> Raw {
        ::core::unreachable!("no Box of it leaves the library")
    }
    fn arc_raw(_: sync::Arc<Self>) -> Raw {
        ::core::unreachable!("no Arc of it leaves the library")
    }
    fn ref_raw(&self) -> Raw {
        ::core::unreachable!("no reference to it leaves the library")
    }
    fn mut_raw(&mut self) -> Raw {
        ::core::unreachable!("no mutable reference to it leaves the library")
    }
    fn from_box(_: BoxDyn<Self>) -> boxed::Box<Self> {
        ::core::unreachable!("no Box of it enters the library")
    }
    fn from_arc(_: ArcDyn<Self>) -> sync::Arc<Self> {
        ::core::unreachable!("no Arc of it enters the library")
    }
    fn from_ref(_: &Foreign<Self, Lent>) -> &Self {
        ::core::unreachable!("no reference to it enters the library")
    }
    fn from_mut(_: &mut Foreign<Self, Lent>) -> &mut Self {
        ::core::unreachable!("no mutable reference to it enters the library")
    }
    /// Makes the words a closure of Rust's for one call of `with`.
    ///
    /// # Safety
    ///
    /// The words are such an object's, lent for the call.
    unsafe fn lend(_: Raw, _with: &mut dyn FnMut(&mut Self)) {
        ::core::unreachable!("no closure of this type enters the library")
    }
}

/// An [`Object`] that is an interface's, and so has its own words for a place. (A closure's has not.)
///
/// # Safety
///
/// As for [`Object`].
pub unsafe trait Interface: Object {}

impl<D: ?Sized + Object> Foreign<D, Boxed> {
    pub fn from_std(object: boxed::Box<D>) -> Self {
        unsafe { Foreign::from_raw(D::box_raw(object)) }
    }

    /// (Rust has no `From` for it: nobody else may say what makes its own `Box`.)
    pub fn into_std(self) -> boxed::Box<D> {
        D::from_box(self)
    }
}

impl<D: ?Sized + Object> From<boxed::Box<D>> for Foreign<D, Boxed> {
    fn from(object: boxed::Box<D>) -> Self {
        Self::from_std(object)
    }
}

impl<D: ?Sized + Object> Foreign<D, Counted> {
    pub fn from_std(object: sync::Arc<D>) -> Self {
        unsafe { Foreign::from_raw(D::arc_raw(object)) }
    }

    pub fn into_std(self) -> sync::Arc<D> {
        D::from_arc(self)
    }
}

impl<D: ?Sized + Object> From<sync::Arc<D>> for Foreign<D, Counted> {
    fn from(object: sync::Arc<D>) -> Self {
        Self::from_std(object)
    }
}

