/// `String`, of this library or of the other side, freed by who made it; as [`WireVec`] otherwise.
#[repr(transparent)]
#[derive(Clone, Default)]
pub struct WireString(WireVec<u8>);

/// `Box<str>`, of this library or of the other side, freed by who made it; as [`WireVec`] otherwise.
#[repr(transparent)]
#[derive(Clone, Default)]
pub struct BoxStr(BoxSlice<u8>);

macro_rules! like_a_text {
    ($name:ident, $std:ty, $into_bytes:ident, $from_bytes:expr) => {
        impl $name {
            pub fn from_std(text: $std) -> Self {
                $name(text.$into_bytes().into())
            }

            pub fn into_std(self) -> $std {
                unsafe { $from_bytes(self.0.into_std()) }
            }
        }

        impl From<$std> for $name {
            fn from(text: $std) -> Self {
                Self::from_std(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from_std(text.into())
            }
        }

        impl From<$name> for $std {
            fn from(text: $name) -> Self {
                text.into_std()
            }
        }

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                unsafe { ::core::str::from_utf8_unchecked(&self.0) }
            }
        }

        impl DerefMut for $name {
            fn deref_mut(&mut self) -> &mut str {
                unsafe { ::core::str::from_utf8_unchecked_mut(&mut self.0) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&**self, f)
            }
        }

        unsafe impl Value for $name {
            unsafe fn check(at: *const Self, place: Place) {
                unsafe {
                    // An inner value that is one as far as its own type goes.
                    let bytes = &raw const (*at).0;
                    Value::check(bytes, place);
                    check_text((*bytes).data.as_ptr(), (*bytes).length, place);
                }
            }
        }
        unsafe impl Nullable for $name {}
    };
}
like_a_text!(WireString, String, into_bytes, String::from_utf8_unchecked);
like_a_text!(BoxStr, Box<str>, into_boxed_bytes, ::std::str::from_boxed_utf8_unchecked);

macro_rules! like_its_target {
    ($([$($generics:tt)*] $name:ty;)*) => { $(
        impl<$($generics)*> fmt::Debug for $name where <$name as Deref>::Target: fmt::Debug {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }

        impl<$($generics)*> PartialEq for $name where <$name as Deref>::Target: PartialEq {
            fn eq(&self, other: &Self) -> bool {
                **self == **other
            }
        }

        impl<$($generics)*> Eq for $name where <$name as Deref>::Target: Eq {}

        // Of `f64`, too, so that it is not to go by `Ord`.
        #[allow(clippy::non_canonical_partial_ord_impl)]
        impl<$($generics)*> PartialOrd for $name where <$name as Deref>::Target: PartialOrd {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                PartialOrd::partial_cmp(&**self, &**other)
            }
        }

        impl<$($generics)*> Ord for $name where <$name as Deref>::Target: Ord {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                (**self).cmp(&**other)
            }
        }

        impl<$($generics)*> Hash for $name where <$name as Deref>::Target: Hash {
            fn hash<S: Hasher>(&self, state: &mut S) {
                (**self).hash(state)
            }
        }
    )* };
}
like_its_target! {
    [T] WireVec<T>;
    [T] BoxSlice<T>;
    [T] WireBox<T>;
    [T] BoxGrowing<T>;
    [] WireString;
    [] BoxStr;
}
