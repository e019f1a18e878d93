// ---- option (needs: failures, values)

/// `Option` where a tag says which: of what does not begin with a pointer that is never null.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WireOption<T> {
    None = 0,
    Some(T) = 1,
}

impl<T> WireOption<T> {
    pub fn from_std(value: Option<T>) -> Self {
        match value {
            None => WireOption::None,
            Some(value) => WireOption::Some(value),
        }
    }

    pub fn into_std(self) -> Option<T> {
        match self {
            WireOption::None => None,
            WireOption::Some(value) => Some(value),
        }
    }

    pub fn as_ref(&self) -> Option<&T> {
        match self {
            WireOption::None => None,
            WireOption::Some(value) => Some(value),
        }
    }
}

// Not derived: that would ask for a default of `T`.
#[allow(clippy::derivable_impls)]
impl<T> Default for WireOption<T> {
    fn default() -> Self {
        WireOption::None
    }
}

impl<T> From<Option<T>> for WireOption<T> {
    fn from(value: Option<T>) -> Self {
        Self::from_std(value)
    }
}

impl<T> From<WireOption<T>> for Option<T> {
    fn from(value: WireOption<T>) -> Self {
        value.into_std()
    }
}

/// A variant of a `repr(u8)` enum with one payload, as the Rust reference lays it out.
#[repr(C)]
struct Variant<T>(u8, T);

unsafe fn check_payload<T: Value>(at: *const u8, place: Place) {
    unsafe { T::check(at.add(mem::offset_of!(Variant<T>, 1)).cast(), place) }
}

unsafe impl<T: Value> Value for WireOption<T> {
    unsafe fn check(at: *const Self, place: Place) {
        let at = at.cast::<u8>();
        match unsafe { at.read() } {
            0 => {}
            1 => unsafe { check_payload::<T>(at, place) },
            tag => bad_tag("Option", tag.into(), place),
        }
    }
}

// ---- result (needs: failures, values, option)

/// `Result`, always with a tag.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WireResult<T, E> {
    Ok(T) = 0,
    Err(E) = 1,
}

impl<T, E> WireResult<T, E> {
    pub fn from_std(value: Result<T, E>) -> Self {
        match value {
            Ok(value) => WireResult::Ok(value),
            Err(error) => WireResult::Err(error),
        }
    }

    pub fn into_std(self) -> Result<T, E> {
        match self {
            WireResult::Ok(value) => Ok(value),
            WireResult::Err(error) => Err(error),
        }
    }

    pub fn as_ref(&self) -> Result<&T, &E> {
        match self {
            WireResult::Ok(value) => Ok(value),
            WireResult::Err(error) => Err(error),
        }
    }
}

impl<T, E> From<Result<T, E>> for WireResult<T, E> {
    fn from(value: Result<T, E>) -> Self {
        Self::from_std(value)
    }
}

impl<T, E> From<WireResult<T, E>> for Result<T, E> {
    fn from(value: WireResult<T, E>) -> Self {
        value.into_std()
    }
}

unsafe impl<T: Value, E: Value> Value for WireResult<T, E> {
    unsafe fn check(at: *const Self, place: Place) {
        let at = at.cast::<u8>();
        match unsafe { at.read() } {
            0 => unsafe { check_payload::<T>(at, place) },
            1 => unsafe { check_payload::<E>(at, place) },
            tag => bad_tag("Result", tag.into(), place),
        }
    }
}

// ---- tuple (needs: failures, values)

macro_rules! tuples {
    ($($name:ident $($type:ident $field:ident $index:tt),+;)*) => { $(
        /// A tuple as C lays it out.
        #[repr(C)]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<$($type),+>($(pub $type),+);

        impl<$($type),+> $name<$($type),+> {
            pub fn from_std(($($field,)+): ($($type,)+)) -> Self {
                $name($($field),+)
            }

            pub fn into_std(self) -> ($($type,)+) {
                let $name($($field),+) = self;
                ($($field,)+)
            }
        }

        impl<$($type),+> From<($($type,)+)> for $name<$($type),+> {
            fn from(fields: ($($type,)+)) -> Self {
                Self::from_std(fields)
            }
        }

        impl<$($type),+> From<$name<$($type),+>> for ($($type,)+) {
            fn from(tuple: $name<$($type),+>) -> Self {
                tuple.into_std()
            }
        }

        unsafe impl<$($type: Value),+> Value for $name<$($type),+> {
            const ANY: bool = $($type::ANY)&&+;
            unsafe fn check(at: *const Self, place: Place) {
                unsafe { $($type::check(&raw const (*at).$index, place);)+ }
            }
        }
    )* };
}
tuples! {
    Tuple1 A a 0;
    Tuple2 A a 0, B b 1;
    Tuple3 A a 0, B b 1, C c 2;
    Tuple4 A a 0, B b 1, C c 2, D d 3;
    Tuple5 A a 0, B b 1, C c 2, D d 3, E e 4;
    Tuple6 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5;
    Tuple7 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6;
    Tuple8 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7;
    Tuple9 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8;
    Tuple10 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9;
    Tuple11 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10;
    Tuple12 A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11;
}
