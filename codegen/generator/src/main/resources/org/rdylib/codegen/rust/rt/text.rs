// ---- text (needs: failures, values)

/// A slice or text in memory.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Words {
    pub data: *const c_void,
    pub length: usize,
}

// The ABI's slices and texts are the compiler's own. Rust does not promise their layout; it is proved here, for this
// compilation.
const _: () = {
    #[repr(C)]
    union Fat {
        text: &'static str,
        slice: &'static [u32],
        words: Words,
    }
    ::core::assert!(mem::size_of::<&str>() == mem::size_of::<Words>());
    ::core::assert!(mem::align_of::<&str>() == mem::align_of::<Words>());
    ::core::assert!(unsafe { Fat { text: "abc" }.words.length } == 3);
    ::core::assert!(unsafe { Fat { slice: &[7, 8] }.words.length } == 2);
    ::core::assert!(unsafe { *Fat { slice: &[7, 8] }.words.data.cast::<u32>() } == 7);
};

/// Fails the call where bytes are not UTF-8.
///
/// # Safety
///
/// They may be read.
unsafe fn check_text(data: *const u8, length: usize, place: Place) {
    check_place(data, length, "a text", place);
    if let Err(e) = ::core::str::from_utf8(unsafe { ::core::slice::from_raw_parts(data, length) }) {
        refuse_at(place, ::core::format_args!("a text that is not UTF-8 from byte {} on", e.valid_up_to()));
    }
}

macro_rules! references {
    ($($reference:ty, $slice:ty, $text:ty;)*) => { $(
        unsafe impl<T> Value for $reference {
            unsafe fn check(at: *const Self, place: Place) {
                check_place(unsafe { at.cast::<*const T>().read() }, 1, "a reference", place)
            }
        }
        unsafe impl<T> Nullable for $reference {}
        unsafe impl<T> Value for $slice {
            unsafe fn check(at: *const Self, place: Place) {
                let words = unsafe { at.cast::<Words>().read() };
                check_place(words.data.cast::<T>(), words.length, "a slice", place)
            }
        }
        unsafe impl<T> Nullable for $slice {}
        unsafe impl Value for $text {
            unsafe fn check(at: *const Self, place: Place) {
                let words = unsafe { at.cast::<Words>().read() };
                unsafe { check_text(words.data.cast(), words.length, place) }
            }
        }
        unsafe impl Nullable for $text {}
    )* };
}
references! {
    &T, &[T], &str;
    &mut T, &mut [T], &mut str;
}

// What the descriptor calls opaque: the author's own, by the one pointer that the other side has of it.
unsafe impl<T> Value for ::std::boxed::Box<T> {
    unsafe fn check(at: *const Self, place: Place) {
        check_place(unsafe { at.cast::<*const T>().read() }, 1, "an opaque value", place)
    }
}
unsafe impl<T> Nullable for ::std::boxed::Box<T> {}

/// A reference that came as a pointer; this and those below fail the call for a pointer that cannot be one.
///
/// # Safety
///
/// What the pointer says is there for `'a`.
pub unsafe fn reference<'a, T>(data: *const T, place: Place) -> &'a T {
    check_place(data, 1, "a reference", place);
    unsafe { &*data }
}

/// # Safety
///
/// As for [`reference`], and nobody else uses it meanwhile.
pub unsafe fn reference_mut<'a, T>(data: *mut T, place: Place) -> &'a mut T {
    check_place(data, 1, "a reference", place);
    unsafe { &mut *data }
}

/// # Safety
///
/// As for [`reference`].
pub unsafe fn opt_reference<'a, T>(data: *const T, place: Place) -> Option<&'a T> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { reference(data, place) })
    }
}

/// # Safety
///
/// As for [`reference_mut`].
pub unsafe fn opt_reference_mut<'a, T>(data: *mut T, place: Place) -> Option<&'a mut T> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { reference_mut(data, place) })
    }
}

/// # Safety
///
/// As for [`reference`].
pub unsafe fn slice<'a, T>(data: *const T, length: usize, place: Place) -> &'a [T] {
    check_place(data, length, "a slice", place);
    unsafe { ::core::slice::from_raw_parts(data, length) }
}

/// # Safety
///
/// As for [`reference_mut`].
pub unsafe fn slice_mut<'a, T>(data: *mut T, length: usize, place: Place) -> &'a mut [T] {
    check_place(data, length, "a slice", place);
    unsafe { ::core::slice::from_raw_parts_mut(data, length) }
}

/// # Safety
///
/// As for [`reference`].
pub unsafe fn opt_slice<'a, T>(data: *const T, length: usize, place: Place) -> Option<&'a [T]> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { slice(data, length, place) })
    }
}

/// # Safety
///
/// As for [`reference_mut`].
pub unsafe fn opt_slice_mut<'a, T>(data: *mut T, length: usize, place: Place) -> Option<&'a mut [T]> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { slice_mut(data, length, place) })
    }
}

/// # Safety
///
/// As for [`reference`].
pub unsafe fn text<'a>(data: *const u8, length: usize, place: Place) -> &'a str {
    unsafe {
        check_text(data, length, place);
        ::core::str::from_utf8_unchecked(::core::slice::from_raw_parts(data, length))
    }
}

/// # Safety
///
/// As for [`reference_mut`].
pub unsafe fn text_mut<'a>(data: *mut u8, length: usize, place: Place) -> &'a mut str {
    unsafe {
        check_text(data, length, place);
        ::core::str::from_utf8_unchecked_mut(::core::slice::from_raw_parts_mut(data, length))
    }
}

/// # Safety
///
/// As for [`reference`].
pub unsafe fn opt_text<'a>(data: *const u8, length: usize, place: Place) -> Option<&'a str> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { text(data, length, place) })
    }
}

/// # Safety
///
/// As for [`reference_mut`].
pub unsafe fn opt_text_mut<'a>(data: *mut u8, length: usize, place: Place) -> Option<&'a mut str> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { text_mut(data, length, place) })
    }
}

/// The pointer of a reference, null for `None`.
pub fn opt_pointer<T>(reference: Option<&T>) -> *const T {
    reference.map_or(ptr::null(), ptr::from_ref)
}

pub fn opt_pointer_mut<T>(reference: Option<&mut T>) -> *mut T {
    reference.map_or(ptr::null_mut(), ptr::from_mut)
}

/// The two words of a slice, both zero for `None`.
pub fn slice_words<T>(slice: Option<&[T]>) -> (*const T, usize) {
    slice.map_or((ptr::null(), 0), |slice| (slice.as_ptr(), slice.len()))
}

pub fn slice_mut_words<T>(slice: Option<&mut [T]>) -> (*mut T, usize) {
    slice.map_or((ptr::null_mut(), 0), |slice| (slice.as_mut_ptr(), slice.len()))
}

/// # Safety
///
/// As for [`reference`], of a text that ends with a zero byte.
pub unsafe fn cstr<'a>(data: *const c_char, place: Place) -> &'a CStr {
    check_place(data, 1, "a CStr", place);
    unsafe { CStr::from_ptr(data) }
}

/// # Safety
///
/// As for [`cstr`].
pub unsafe fn opt_cstr<'a>(data: *const c_char, place: Place) -> Option<&'a CStr> {
    if data.is_null() {
        None
    } else {
        Some(unsafe { cstr(data, place) })
    }
}

/// The pointer of a C string, null for `None`.
pub fn opt_cstr_pointer(text: Option<&CStr>) -> *const c_char {
    text.map_or(ptr::null(), CStr::as_ptr)
}

/// The two words of a text, both zero for `None`.
pub fn text_words(text: Option<&str>) -> (*const u8, usize) {
    text.map_or((ptr::null(), 0), |text| (text.as_ptr(), text.len()))
}

pub fn text_mut_words(text: Option<&mut str>) -> (*mut u8, usize) {
    text.map_or((ptr::null_mut(), 0), |text| (text.as_mut_ptr(), text.len()))
}

/// `&'a CStr`: one pointer to a text that ends with a zero byte.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct WireCStr<'a>(NonNull<c_char>, PhantomData<&'a CStr>);

// As Rust's own.
unsafe impl Send for WireCStr<'_> {}
unsafe impl Sync for WireCStr<'_> {}

unsafe impl Value for WireCStr<'_> {
    unsafe fn check(at: *const Self, place: Place) {
        check_place(unsafe { at.cast::<*const u8>().read() }, 1, "a CStr", place)
    }
}
unsafe impl Nullable for WireCStr<'_> {}

impl<'a> WireCStr<'a> {
    pub fn from_std(text: &'a CStr) -> Self {
        WireCStr(unsafe { NonNull::new_unchecked(text.as_ptr().cast_mut()) }, PhantomData)
    }

    /// Counts its length.
    pub fn into_std(self) -> &'a CStr {
        unsafe { CStr::from_ptr(self.0.as_ptr()) }
    }
}

impl<'a> From<&'a CStr> for WireCStr<'a> {
    fn from(text: &'a CStr) -> Self {
        Self::from_std(text)
    }
}

impl<'a> From<WireCStr<'a>> for &'a CStr {
    fn from(text: WireCStr<'a>) -> Self {
        text.into_std()
    }
}

impl Deref for WireCStr<'_> {
    type Target = CStr;
    fn deref(&self) -> &CStr {
        self.into_std()
    }
}

impl fmt::Debug for WireCStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for WireCStr<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for WireCStr<'_> {}

impl Hash for WireCStr<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state)
    }
}
