// ---- objects (needs: values, handles)

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
            Some(BoxDyn::from_raw(raw.cloned(clone)))
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

/// `&'a dyn I` as it lies in memory. As of Rust's own, the bound of `D` outlives `'a`.
// With the words of a `Handle`, which has a `Drop` and so is not `Copy`.
#[repr(C)]
pub struct RefDyn<'a, D: ?Sized + 'a> {
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

/// `&'a mut dyn I` as it lies in memory, with the bounds of [`RefDyn`].
// Not of `PhantomData<&'a mut D>`: that would make `D` invariant, where Rust's own coercion lets its bound shrink, for
// an object cannot be overwritten through it.
#[repr(C)]
pub struct MutDyn<'a, D: ?Sized + 'a> {
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

/// An [`Interface`] of which objects enter the library behind a `Box` or an `Arc`, and are used where their words lie.
///
/// # Safety
///
/// As for [`Object`]; `from_ref` and `from_mut` are its own.
pub unsafe trait InPlace: Interface {}

/// A closure of which the same is true, an `Fn` or an `FnMut`.
///
/// # Safety
///
/// As for [`Object`]; `lend` is its own.
pub unsafe trait Callable: Object {}

/// A [`Callable`] that is an `Fn`.
///
/// # Safety
///
/// As for [`Callable`].
pub unsafe trait CallableShared: Callable {}

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
