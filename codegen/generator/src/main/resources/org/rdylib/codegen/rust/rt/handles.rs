// ---- handles (needs: failures, values, tables)

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

    /// Null, where its maker cannot count or make one more, fails the call.
    ///
    /// # Safety
    ///
    /// The words are a counted object's.
    pub unsafe fn retain(self) -> Raw {
        match unsafe { (*self.table).clone } {
            Some(retain) => unsafe { self.cloned(retain) },
            None => refuse(::core::format_args!("an Arc whose table does not retain")),
        }
    }

    unsafe fn cloned(self, clone: unsafe extern "C" fn(*const c_void) -> *mut c_void) -> Raw {
        let data = unsafe { clone(self.data) };
        if data.is_null() {
            refuse(::core::format_args!("the other side cannot clone what is to be cloned"));
        }
        Raw { data, ..self }
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

    /// The object, for as long as this is borrowed.
    fn lent(&self) -> &Handle<Lent> {
        // Both are the words alone.
        unsafe { &*ptr::from_ref(self).cast() }
    }

    fn lent_mut(&mut self) -> &mut Handle<Lent> {
        unsafe { &mut *ptr::from_mut(self).cast() }
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
