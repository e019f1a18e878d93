// ---- owned (needs: failures, values, text)

/// Destroys the first `live` elements, then frees the place of `capacity`.
type Free = unsafe extern "C" fn(data: *mut c_void, live: usize, capacity: usize);

/// Frees what this library has made. The places of a `Vec`, a boxed slice and a `Box` (of a single element) are alike.
unsafe extern "C" fn free<T>(data: *mut c_void, live: usize, capacity: usize) {
    enter_drop(|| drop(unsafe { vec::Vec::from_raw_parts(data.cast::<T>(), live, capacity) }))
}

/// Whether this library has made it. (Each copy of `free` for a `T` frees alike, so that a `false` for one of them does
/// no harm.)
fn is_own<T>(maker: option::Option<Free>) -> bool {
    maker.is_some_and(|maker| maker as usize == free::<T> as Free as usize)
}

/// Moves all elements of the other side's place into one of this library, and frees theirs.
unsafe fn move_out<T>(data: *mut T, length: usize, capacity: usize, maker: option::Option<Free>) -> vec::Vec<T> {
    let mut elements = vec::Vec::with_capacity(length);
    unsafe {
        ptr::copy_nonoverlapping(data, elements.as_mut_ptr(), length);
        elements.set_len(length);
        free_by(maker, data, 0, capacity);
    }
    elements
}

unsafe fn free_by<T>(maker: option::Option<Free>, data: *mut T, live: usize, capacity: usize) {
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
pub struct Vec<T> {
    data: NonNull<T>,
    length: usize,
    capacity: usize,
    free: option::Option<Free>,
    elements: PhantomData<T>,
}

unsafe impl<T: Send> Send for Vec<T> {}
unsafe impl<T: Sync> Sync for Vec<T> {}

impl<T> Vec<T> {
    pub fn from_std(elements: vec::Vec<T>) -> Self {
        let mut elements = ManuallyDrop::new(elements);
        Vec {
            data: unsafe { NonNull::new_unchecked(elements.as_mut_ptr()) },
            length: elements.len(),
            capacity: elements.capacity(),
            free: Some(free::<T>),
            elements: PhantomData,
        }
    }

    pub fn into_std(self) -> vec::Vec<T> {
        let Vec { data, length, capacity, free, .. } = *ManuallyDrop::new(self);
        unsafe {
            if is_own::<T>(free) {
                vec::Vec::from_raw_parts(data.as_ptr(), length, capacity)
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

impl<T> Drop for Vec<T> {
    fn drop(&mut self) {
        unsafe { free_by(self.free, self.data.as_ptr(), self.length, self.capacity) }
    }
}

unsafe impl<T: Value> Value for Vec<T> {
    unsafe fn check(at: *const Self) {
        let (data, length, capacity) =
            unsafe { ((&raw const (*at).data).cast::<*const T>().read(), (*at).length, (*at).capacity) };
        check_place(data, capacity, "a Vec");
        if length > capacity {
            refuse(::core::format_args!("a Vec of {length} elements in a place for {capacity}"));
        }
        unsafe { check_all(data, length) }
    }
}
unsafe impl<T: Value> Nullable for Vec<T> {}

/// `Box<[T]>`, of this library or of the other side, freed by who made it; as [`Vec`] otherwise.
#[repr(C)]
pub struct BoxSlice<T> {
    data: NonNull<T>,
    length: usize,
    free: option::Option<Free>,
    elements: PhantomData<T>,
}

unsafe impl<T: Send> Send for BoxSlice<T> {}
unsafe impl<T: Sync> Sync for BoxSlice<T> {}

impl<T> BoxSlice<T> {
    pub fn from_std(elements: boxed::Box<[T]>) -> Self {
        let length = elements.len();
        let data = unsafe { NonNull::new_unchecked(boxed::Box::into_raw(elements).cast()) };
        BoxSlice { data, length, free: Some(free::<T>), elements: PhantomData }
    }

    pub fn into_std(self) -> boxed::Box<[T]> {
        let BoxSlice { data, length, free, .. } = *ManuallyDrop::new(self);
        unsafe {
            if is_own::<T>(free) {
                boxed::Box::from_raw(ptr::slice_from_raw_parts_mut(data.as_ptr(), length))
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
    unsafe fn check(at: *const Self) {
        let (data, length) = unsafe { ((&raw const (*at).data).cast::<*const T>().read(), (*at).length) };
        check_place(data, length, "a boxed slice");
        unsafe { check_all(data, length) }
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
                vec::Vec::from(<$std>::from(self)).into_iter()
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
like_a_slice!(Vec, vec::Vec<T>);
like_a_slice!(BoxSlice, boxed::Box<[T]>);

/// `Box<T>`, of this library or of the other side, freed by who made it; as [`Vec`] otherwise.
#[repr(C)]
pub struct Box<T> {
    data: NonNull<T>,
    free: option::Option<Free>,
    element: PhantomData<T>,
}

unsafe impl<T: Send> Send for Box<T> {}
unsafe impl<T: Sync> Sync for Box<T> {}

impl<T> Box<T> {
    pub fn new(element: T) -> Self {
        Self::from_std(boxed::Box::new(element))
    }

    pub fn from_std(element: boxed::Box<T>) -> Self {
        let data = unsafe { NonNull::new_unchecked(boxed::Box::into_raw(element)) };
        Box { data, free: Some(free::<T>), element: PhantomData }
    }

    /// (Rust has no `From` for it: nobody else may say what makes its own `Box`.)
    pub fn into_std(self) -> boxed::Box<T> {
        let Box { data, free, .. } = *ManuallyDrop::new(self);
        unsafe {
            if is_own::<T>(free) {
                return boxed::Box::from_raw(data.as_ptr());
            }
            let element = boxed::Box::new(data.as_ptr().read());
            free_by(free, data.as_ptr(), 0, 1);
            element
        }
    }
}

impl<T> From<boxed::Box<T>> for Box<T> {
    fn from(element: boxed::Box<T>) -> Self {
        Self::from_std(element)
    }
}

impl<T> Drop for Box<T> {
    fn drop(&mut self) {
        unsafe { free_by(self.free, self.data.as_ptr(), 1, 1) }
    }
}

impl<T> Deref for Box<T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { self.data.as_ref() }
    }
}

impl<T> DerefMut for Box<T> {
    fn deref_mut(&mut self) -> &mut T {
        unsafe { self.data.as_mut() }
    }
}

impl<T: Clone> Clone for Box<T> {
    fn clone(&self) -> Self {
        Box::new((**self).clone())
    }
}

impl<T: Default> Default for Box<T> {
    fn default() -> Self {
        Box::new(T::default())
    }
}

unsafe impl<T: Value> Value for Box<T> {
    unsafe fn check(at: *const Self) {
        let data = unsafe { (&raw const (*at).data).cast::<*const T>().read() };
        check_place(data, 1, "a Box");
        unsafe { T::check(data) }
    }
}
unsafe impl<T: Value> Nullable for Box<T> {}
