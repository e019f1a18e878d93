// ---- owned (needs: failures, values, text)

/// Destroys the first `live` elements, then frees the place of `capacity`.
type Free = unsafe extern "C" fn(data: *mut c_void, live: usize, capacity: usize);

/// Frees what this library has made. The places of a `Vec`, a boxed slice and a `Box` (of a single element) are alike.
unsafe extern "C" fn free<T>(data: *mut c_void, live: usize, capacity: usize) {
    enter_drop(|| drop(unsafe { Vec::from_raw_parts(data.cast::<T>(), live, capacity) }))
}

/// Whether this library has made it. (Each copy of `free` for a `T` frees alike, so that a `false` for one of them does
/// no harm.)
fn is_own<T>(maker: Option<Free>) -> bool {
    maker.is_some_and(|maker| maker as usize == free::<T> as Free as usize)
}

/// Moves all elements of the other side's place into one of this library, and frees theirs.
unsafe fn move_out<T>(data: *mut T, length: usize, capacity: usize, maker: Option<Free>) -> Vec<T> {
    let mut elements = Vec::with_capacity(length);
    unsafe {
        ptr::copy_nonoverlapping(data, elements.as_mut_ptr(), length);
        elements.set_len(length);
        free_by(maker, data, 0, capacity);
    }
    elements
}

unsafe fn free_by<T>(maker: Option<Free>, data: *mut T, live: usize, capacity: usize) {
    if let Some(maker) = maker {
        unsafe { maker(data.cast(), live, capacity) }
    }
}

/// `Vec<T>`, of this library or of the other side, freed by who made it.
///
/// `Vec::from` and `std::vec::Vec::from` turn one into the other; elements are copied only where the other side's
/// place is given up for one of this library.
// `free` is an `Option` although it is always there: `data` is to be the only niche.
#[repr(C)]
pub struct WireVec<T> {
    data: NonNull<T>,
    length: usize,
    capacity: usize,
    free: Option<Free>,
    elements: PhantomData<T>,
}

unsafe impl<T: Send> Send for WireVec<T> {}
unsafe impl<T: Sync> Sync for WireVec<T> {}

impl<T> WireVec<T> {
    pub fn from_std(elements: Vec<T>) -> Self {
        let mut elements = ManuallyDrop::new(elements);
        WireVec {
            data: unsafe { NonNull::new_unchecked(elements.as_mut_ptr()) },
            length: elements.len(),
            capacity: elements.capacity(),
            free: Some(free::<T>),
            elements: PhantomData,
        }
    }

    pub fn into_std(self) -> Vec<T> {
        let WireVec { data, length, capacity, free, .. } = *ManuallyDrop::new(self);
        unsafe {
            if is_own::<T>(free) {
                Vec::from_raw_parts(data.as_ptr(), length, capacity)
            } else {
                move_out(data.as_ptr(), length, capacity, free)
            }
        }
    }

    /// Drops what is behind the first `length` elements.
    pub fn truncate(&mut self, length: usize) {
        if length < self.length {
            let rest = ptr::slice_from_raw_parts_mut(unsafe { self.data.as_ptr().add(length) }, self.length - length);
            self.length = length;
            unsafe { rest.drop_in_place() }
        }
    }
}

impl<T> Drop for WireVec<T> {
    fn drop(&mut self) {
        unsafe { free_by(self.free, self.data.as_ptr(), self.length, self.capacity) }
    }
}

unsafe impl<T: Value> Value for WireVec<T> {
    unsafe fn check(at: *const Self, place: Place) {
        let (data, length, capacity) =
            unsafe { ((&raw const (*at).data).cast::<*const T>().read(), (*at).length, (*at).capacity) };
        check_place(data, capacity, "a Vec", place);
        if length > capacity {
            refuse_at(place, ::core::format_args!("a Vec of {length} elements in a place for {capacity}"));
        }
        unsafe { check_all(data, length, place) }
    }
}
unsafe impl<T: Value> Nullable for WireVec<T> {}

/// `Box<[T]>`, of this library or of the other side, freed by who made it; as [`WireVec`] otherwise.
#[repr(C)]
pub struct BoxSlice<T> {
    data: NonNull<T>,
    length: usize,
    free: Option<Free>,
    elements: PhantomData<T>,
}

unsafe impl<T: Send> Send for BoxSlice<T> {}
unsafe impl<T: Sync> Sync for BoxSlice<T> {}

impl<T> BoxSlice<T> {
    pub fn from_std(elements: Box<[T]>) -> Self {
        let length = elements.len();
        let data = unsafe { NonNull::new_unchecked(Box::into_raw(elements).cast()) };
        BoxSlice { data, length, free: Some(free::<T>), elements: PhantomData }
    }

    pub fn into_std(self) -> Box<[T]> {
        let BoxSlice { data, length, free, .. } = *ManuallyDrop::new(self);
        unsafe {
            if is_own::<T>(free) {
                Box::from_raw(ptr::slice_from_raw_parts_mut(data.as_ptr(), length))
            } else {
                move_out(data.as_ptr(), length, length, free).into()
            }
        }
    }
}

impl<T> Drop for BoxSlice<T> {
    fn drop(&mut self) {
        unsafe { free_by(self.free, self.data.as_ptr(), self.length, self.length) }
    }
}

unsafe impl<T: Value> Value for BoxSlice<T> {
    unsafe fn check(at: *const Self, place: Place) {
        let (data, length) = unsafe { ((&raw const (*at).data).cast::<*const T>().read(), (*at).length) };
        check_place(data, length, "a boxed slice", place);
        unsafe { check_all(data, length, place) }
    }
}
unsafe impl<T: Value> Nullable for BoxSlice<T> {}

macro_rules! like_a_slice {
    ($name:ident, $std:ty) => {
        impl<T> From<$std> for $name<T> {
            fn from(elements: $std) -> Self {
                Self::from_std(elements)
            }
        }

        impl<T> From<$name<T>> for $std {
            fn from(elements: $name<T>) -> Self {
                elements.into_std()
            }
        }

        impl<T> Deref for $name<T> {
            type Target = [T];
            fn deref(&self) -> &[T] {
                unsafe { ::core::slice::from_raw_parts(self.data.as_ptr(), self.length) }
            }
        }

        impl<T> DerefMut for $name<T> {
            fn deref_mut(&mut self) -> &mut [T] {
                unsafe { ::core::slice::from_raw_parts_mut(self.data.as_ptr(), self.length) }
            }
        }

        impl<T> Default for $name<T> {
            fn default() -> Self {
                <$std>::default().into()
            }
        }

        impl<T: Clone> Clone for $name<T> {
            fn clone(&self) -> Self {
                <$std>::from(&**self).into()
            }
        }

        impl<T> FromIterator<T> for $name<T> {
            fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
                <$std>::from_iter(elements).into()
            }
        }

        impl<T> IntoIterator for $name<T> {
            type Item = T;
            type IntoIter = vec::IntoIter<T>;
            fn into_iter(self) -> vec::IntoIter<T> {
                Vec::from(<$std>::from(self)).into_iter()
            }
        }

        impl<'a, T> IntoIterator for &'a $name<T> {
            type Item = &'a T;
            type IntoIter = ::core::slice::Iter<'a, T>;
            fn into_iter(self) -> ::core::slice::Iter<'a, T> {
                self.iter()
            }
        }

        impl<'a, T> IntoIterator for &'a mut $name<T> {
            type Item = &'a mut T;
            type IntoIter = ::core::slice::IterMut<'a, T>;
            fn into_iter(self) -> ::core::slice::IterMut<'a, T> {
                self.iter_mut()
            }
        }
    };
}
like_a_slice!(WireVec, Vec<T>);
like_a_slice!(BoxSlice, Box<[T]>);

/// `Box<T>`, of this library or of the other side, freed by who made it; as [`WireVec`] otherwise.
#[repr(C)]
pub struct WireBox<T> {
    data: NonNull<T>,
    free: Option<Free>,
    element: PhantomData<T>,
}

unsafe impl<T: Send> Send for WireBox<T> {}
unsafe impl<T: Sync> Sync for WireBox<T> {}

impl<T> WireBox<T> {
    pub fn new(element: T) -> Self {
        Self::from_std(Box::new(element))
    }

    pub fn from_std(element: Box<T>) -> Self {
        let data = unsafe { NonNull::new_unchecked(Box::into_raw(element)) };
        WireBox { data, free: Some(free::<T>), element: PhantomData }
    }

    /// (Rust has no `From` for it: nobody else may say what makes its own `Box`.)
    pub fn into_std(self) -> Box<T> {
        let WireBox { data, free, .. } = *ManuallyDrop::new(self);
        unsafe {
            if is_own::<T>(free) {
                return Box::from_raw(data.as_ptr());
            }
            let element = Box::new(data.as_ptr().read());
            free_by(free, data.as_ptr(), 0, 1);
            element
        }
    }
}

impl<T> From<Box<T>> for WireBox<T> {
    fn from(element: Box<T>) -> Self {
        Self::from_std(element)
    }
}

impl<T> Drop for WireBox<T> {
    fn drop(&mut self) {
        unsafe { free_by(self.free, self.data.as_ptr(), 1, 1) }
    }
}

impl<T> Deref for WireBox<T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { self.data.as_ref() }
    }
}

impl<T> DerefMut for WireBox<T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { self.data.as_mut() }
    }
}

impl<T: Clone> Clone for WireBox<T> {
    fn clone(&self) -> Self {
        WireBox::new((**self).clone())
    }
}

impl<T: Default> Default for WireBox<T> {
    fn default() -> Self {
        WireBox::new(T::default())
    }
}

unsafe impl<T: Value> Value for WireBox<T> {
    unsafe fn check(at: *const Self, place: Place) {
        let data = unsafe { (&raw const (*at).data).cast::<*const T>().read() };
        check_place(data, 1, "a Box", place);
        unsafe { T::check(data, place) }
    }
}
unsafe impl<T: Value> Nullable for WireBox<T> {}

/// `Box<T>` of a struct to which later versions may add fields, of this library or of the other side. The other side's
/// version may have more of them than this one knows, so what is in it stays there: it is read as a `T`, and its fields
/// are written to one by one (`fields_mut`), but it is neither copied nor moved out nor written to as a whole. Who made it
/// destroys and frees all of it.
#[repr(transparent)]
pub struct BoxGrowing<T>(WireBox<T>);

impl<T> BoxGrowing<T> {
    pub fn new(element: T) -> Self {
        BoxGrowing(WireBox::new(element))
    }

    /// What this version knows of it.
    ///
    /// # Safety
    ///
    /// It is neither moved nor written to as a whole.
    pub unsafe fn known_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for BoxGrowing<T> {
    fn from(element: T) -> Self {
        Self::new(element)
    }
}

impl<T> From<Box<T>> for BoxGrowing<T> {
    fn from(element: Box<T>) -> Self {
        BoxGrowing(element.into())
    }
}

impl<T> Deref for BoxGrowing<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

unsafe impl<T: Value> Value for BoxGrowing<T> {
    unsafe fn check(at: *const Self, place: Place) {
        unsafe { Value::check(&raw const (*at).0, place) }
    }
}
unsafe impl<T: Value> Nullable for BoxGrowing<T> {}
