// ---- values (needs: failures)

/// A type that crosses the boundary by value, and what is due to its bytes. Those that the other side wrote are looked
/// at before they are taken for a value.
///
/// # Safety
///
/// `check` returns only where the bytes are a value.
pub unsafe trait Value {
    /// Whether all bytes are a value, so that nothing is to be looked at.
    const ANY: bool = false;

    /// Looks at a value that the other side wrote, and fails the call where it is none.
    ///
    /// # Safety
    ///
    /// `at` is aligned and points to what the other side has written.
    unsafe fn check(at: *const Self, place: Place);
}

/// Takes what the other side has passed by value, as a `W` that any bytes are a value of.
///
/// # Safety
///
/// The other side has written what is in `wire`, and it is now the caller's.
pub unsafe fn take<W, T: Value>(wire: W, place: Place) -> T {
    const { ::core::assert!(mem::size_of::<W>() == mem::size_of::<T>()) }
    unsafe {
        let value: MaybeUninit<T> = mem::transmute_copy(&ManuallyDrop::new(wire));
        T::check(value.as_ptr(), place);
        value.assume_init()
    }
}

/// What is passed by value belongs to the callee, whatever comes of the call: what has not been taken when the call is
/// refused is destroyed.
pub struct Passed<T: Value>(MaybeUninit<T>, Place);

/// # Safety
///
/// As for [`take`].
pub unsafe fn passed<W, T: Value>(wire: W, place: Place) -> Passed<T> {
    const { ::core::assert!(mem::size_of::<W>() == mem::size_of::<T>()) }
    Passed(unsafe { mem::transmute_copy(&ManuallyDrop::new(wire)) }, place)
}

impl<T: Value> Passed<T> {
    /// Looks at it, and fails the call if it is no value. Such a one cannot be destroyed either.
    pub fn take(self) -> T {
        let mut held = ManuallyDrop::new(self);
        let value = mem::replace(&mut held.0, MaybeUninit::uninit());
        unsafe {
            T::check(value.as_ptr(), held.1);
            value.assume_init()
        }
    }
}

impl<T: Value> Drop for Passed<T> {
    fn drop(&mut self) {
        enter_drop(|| unsafe {
            T::check(self.0.as_ptr(), self.1);
            self.0.assume_init_drop();
        })
    }
}

/// Gives a value away, as the `W` that it is passed as.
///
/// # Safety
///
/// The bytes of a `T` are a `W`.
pub unsafe fn give<T, W>(value: T) -> W {
    const { ::core::assert!(mem::size_of::<W>() == mem::size_of::<T>()) }
    unsafe { mem::transmute_copy(&ManuallyDrop::new(value)) }
}

/// Looks at a field of a packed struct.
///
/// # Safety
///
/// As for [`Value::check`], but for the alignment.
pub unsafe fn check_unaligned<T: Value>(at: *const T, place: Place) {
    unsafe { T::check(at.cast::<MaybeUninit<T>>().read_unaligned().as_ptr(), place) }
}

/// Looks at `count` values, one after the other.
///
/// # Safety
///
/// As for [`Value::check`].
pub unsafe fn check_all<T: Value>(first: *const T, count: usize, place: Place) {
    if !T::ANY {
        for i in 0..count {
            unsafe { T::check(first.add(i), place) }
        }
    }
}

macro_rules! any_bytes {
    ($($type:ty)*) => { $(
        unsafe impl Value for $type {
            const ANY: bool = true;
            unsafe fn check(_: *const Self, _: Place) {}
        }
    )* };
}
any_bytes!(() u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

unsafe impl<T: ?Sized> Value for PhantomData<T> {
    const ANY: bool = true;
    unsafe fn check(_: *const Self, _: Place) {}
}

unsafe impl<T> Value for *const T {
    const ANY: bool = true;
    unsafe fn check(_: *const Self, _: Place) {}
}

unsafe impl<T> Value for *mut T {
    const ANY: bool = true;
    unsafe fn check(_: *const Self, _: Place) {}
}

unsafe impl Value for bool {
    unsafe fn check(at: *const Self, place: Place) {
        boolean(unsafe { at.cast::<u8>().read() }, place);
    }
}

unsafe impl Value for char {
    unsafe fn check(at: *const Self, place: Place) {
        character(unsafe { at.cast::<u32>().read() }, place);
    }
}

unsafe impl<T: Value, const N: usize> Value for [T; N] {
    const ANY: bool = T::ANY;
    unsafe fn check(at: *const Self, place: Place) {
        unsafe { check_all(at.cast::<T>(), N, place) }
    }
}

/// A `bool` that came as its byte.
pub fn boolean(byte: u8, place: Place) -> bool {
    match byte {
        0 => false,
        1 => true,
        _ => refuse_at(place, ::core::format_args!("a bool that is {byte}")),
    }
}

/// A `char` that came as its number.
pub fn character(code: u32, place: Place) -> char {
    match char::from_u32(code) {
        Some(character) => character,
        None => refuse_at(place, ::core::format_args!("a char that is {code:#x}")),
    }
}

/// Fails the call for an enum without this variant.
#[cold]
pub fn bad_tag(type_name: &str, tag: i128, place: Place) -> ! {
    refuse_at(place, ::core::format_args!("no variant of {type_name} is {tag}"))
}

/// Fails the call where there is no place for `count` values. Its pointer is non-null and aligned also where they are
/// none.
fn check_place<T>(data: *const T, count: usize, what: &str, place: Place) {
    if data.is_null() {
        refuse_at(place, ::core::format_args!("a null pointer for {what}"));
    }
    if !data.is_aligned() {
        refuse_at(place, ::core::format_args!("{what} that is not aligned to {}", mem::align_of::<T>()));
    }
    let room = count.checked_mul(mem::size_of::<T>()).filter(|&room| room <= isize::MAX as usize);
    if room.and_then(|room| (data as usize).checked_add(room)).is_none() {
        refuse_at(place, ::core::format_args!("{what} of {count} elements, which no memory holds"));
    }
}

/// A type whose first word is never null: its `core::Option` is null there for `None`.
///
/// # Safety
///
/// It is so, and nothing else tells `None`. (The compiler proves the first half where the `Option` is used.)
pub unsafe trait Nullable: Value {}

unsafe impl<T: Nullable> Value for Option<T> {
    unsafe fn check(at: *const Self, place: Place) {
        const {
            #[repr(C)]
            union First<T> {
                value: ManuallyDrop<Option<T>>,
                word: usize,
            }
            ::core::assert!(mem::size_of::<Option<T>>() == mem::size_of::<T>());
            let none = First { value: ManuallyDrop::new(None::<T>) };
            ::core::assert!(unsafe { none.word } == 0);
        }
        if !unsafe { at.cast::<*const c_void>().read() }.is_null() {
            unsafe { T::check(at.cast(), place) }
        }
    }
}
