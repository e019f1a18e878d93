// ---- append (needs: failures, values)

/// The variants that this version knows of an enum to which later ones may add some.
///
/// # Safety
///
/// A value begins with its tag, `knows` is true of the tags of values, and `end` says how many bytes its variant has.
pub unsafe trait Variants {
    type Tag: Copy;
    fn knows(tag: Self::Tag) -> bool;
    fn end(&self) -> usize;
}

/// An enum to which later versions may add variants: a tag, and the bytes that all versions keep to. It is never copied,
/// since nobody knows of a variant of a later version whether it can be.
#[repr(transparent)]
pub struct Storage<V, const WORDS: usize> {
    words: [MaybeUninit<u64>; WORDS],
    variants: PhantomData<V>,
}

impl<V: Variants, const WORDS: usize> Storage<V, WORDS> {
    /// The variant, with zeros behind it.
    pub fn new(variant: V) -> Self {
        const {
            ::core::assert!(mem::size_of::<V>() <= 8 * WORDS && mem::align_of::<V>() <= mem::align_of::<u64>());
            ::core::assert!(!mem::needs_drop::<V>());
        }
        let end = variant.end();
        let mut words = [MaybeUninit::zeroed(); WORDS];
        unsafe {
            words.as_mut_ptr().cast::<V>().write(variant);
            words.as_mut_ptr().cast::<u8>().add(end).write_bytes(0, 8 * WORDS - end);
        }
        Storage { words, variants: PhantomData }
    }

    pub fn tag(&self) -> V::Tag {
        unsafe { self.words.as_ptr().cast::<V::Tag>().read() }
    }

    pub fn known(&self) -> Option<&V> {
        if V::knows(self.tag()) {
            Some(unsafe { &*self.words.as_ptr().cast::<V>() })
        } else {
            None
        }
    }

    pub fn into_known(self) -> Result<V, Self> {
        if V::knows(self.tag()) {
            Ok(unsafe { self.words.as_ptr().cast::<V>().read() })
        } else {
            Err(self)
        }
    }
}

unsafe impl<V: Variants + Value, const WORDS: usize> Value for Storage<V, WORDS> {
    unsafe fn check(at: *const Self, place: Place) {
        unsafe {
            if V::knows(at.cast::<V::Tag>().read()) {
                V::check(at.cast(), place);
            }
        }
    }
}
