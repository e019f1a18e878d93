//! What each byte of each value must be: a function of the place that it belongs to, which a path names
//! (`f3(p1).f0[2]`).
#![allow(dead_code)]
use crate::abi::wire;
use std::{
    ffi::{CStr, CString},
    fmt::Write,
    sync::Mutex,
};

/// A line for each value that was wrong: its path, the bytes that came, the bytes that belong there.
static WRONG: Mutex<String> = Mutex::new(String::new());

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn wrong(at: &str, came: &[u8], wanted: &[u8]) {
    let _ = writeln!(WRONG.lock().unwrap(), "{at}\t{}\t{}", hex(came), hex(wanted));
}

/// What this side has given, and the other has not dropped.
static LIVING: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

/// Is in everything that is given, and goes with it.
pub struct Alive(&'static str);

impl Alive {
    pub fn new(at: &'static str) -> Alive {
        LIVING.lock().unwrap().push(at);
        Alive(at)
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        let mut living = LIVING.lock().unwrap();
        match living.iter().position(|at| *at == self.0) {
            Some(index) => _ = living.swap_remove(index),
            None => wrong(&format!("{} dropped twice", self.0), &[], &[]),
        }
    }
}

/// Takes what has been reported since the last time.
#[unsafe(no_mangle)]
pub extern "C" fn places_report(into: *mut u8, capacity: usize) -> usize {
    let text = std::mem::take(&mut *WRONG.lock().unwrap());
    let length = text.len().min(capacity);
    unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), into, length) };
    length
}

/// The same for a host that has a report of its own.
#[unsafe(no_mangle)]
pub extern "C" fn plugin_report(into: *mut u8, capacity: usize) -> usize {
    places_settle();
    places_report(into, capacity)
}

/// Reports what was given and is still not dropped. Rust frees the values that it is given by itself.
#[unsafe(no_mangle)]
pub extern "C" fn places_settle() {
    for at in LIVING.lock().unwrap().drain(..) {
        wrong(&format!("{at} dropped"), &[], &[0]);
    }
}

/// This author behaves.
#[unsafe(no_mangle)]
pub extern "C" fn places_spoil(_: *const u8) {}

#[unsafe(no_mangle)]
pub extern "C" fn places_spoiled() -> usize {
    0
}

/// What belongs to a place that the other side knows nothing of.
pub fn see_default(at: &str, came: &[u8], wanted: &[u8]) {
    if came != wanted {
        wrong(at, came, wanted);
    }
}

pub fn byte(at: &str, index: usize) -> u8 {
    let mut x = at.bytes().fold(0xCBF2_9CE4_8422_2325u64, |x, b| (x ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
    x = x.wrapping_add((index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    x ^= x >> 32;
    x = x.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (x ^ (x >> 32)) as u8
}

pub fn choice(at: &str, count: usize) -> usize {
    byte(&format!("{at}#"), 0) as usize % count
}

fn text(at: &str) -> String {
    let characters: Vec<char> = "abcdefghijklmnopqrstuvwxyéß€中𝒳😀~".chars().collect();
    (0..choice(at, 9)).map(|i| characters[byte(at, i) as usize % 32]).collect()
}

/// A value that knows whether it is the one that belongs to a place.
pub trait Seen {
    fn see(&self, at: &str);

    /// The same of what a pointer at that place points to.
    fn behind(&self, at: &str) {
        self.see(&format!("{at}.*"));
    }
}

/// A value that can be made for a place.
pub trait Made {
    fn make(at: &str) -> Self;
}

/// Whether a tag or a count is the one that belongs to a place.
pub fn tagged(at: &str, came: usize, wanted: usize) -> bool {
    if came != wanted {
        wrong(&format!("{at}#"), &(came as i64).to_le_bytes(), &(wanted as i64).to_le_bytes());
    }
    came == wanted
}

macro_rules! numbers {
    ($($type:ty)*) => { $(
        impl Seen for $type {
            fn see(&self, at: &str) {
                let (came, wanted) = (self.to_le_bytes(), Self::make(at).to_le_bytes());
                if came != wanted {
                    wrong(at, &came, &wanted);
                }
            }
        }
        impl Made for $type {
            fn make(at: &str) -> Self {
                <$type>::from_le_bytes(std::array::from_fn(|i| byte(at, i)))
            }
        }
    )* };
}
numbers!(u8 i8 u16 i16 u32 i32 u64 i64 u128 i128 usize isize);

macro_rules! floats {
    ($($type:ty, $size:literal;)*) => { $(
        impl Seen for $type {
            fn see(&self, at: &str) {
                let (came, wanted) = (self.to_le_bytes(), Self::make(at).to_le_bytes());
                if came != wanted {
                    wrong(at, &came, &wanted);
                }
            }
        }
        impl Made for $type {
            fn make(at: &str) -> Self {
                // Finite.
                let mask = |i| if i == $size - 1 { 0xBF } else { 0xFF };
                <$type>::from_le_bytes(std::array::from_fn(|i| byte(at, i) & mask(i)))
            }
        }
    )* };
}
floats! { f32, 4; f64, 8; }

impl Seen for bool {
    fn see(&self, at: &str) {
        if *self != Self::make(at) {
            wrong(at, &[u8::from(*self)], &[u8::from(!*self)]);
        }
    }
}

impl Made for bool {
    fn make(at: &str) -> Self {
        byte(at, 0) & 1 == 1
    }
}

impl Seen for char {
    fn see(&self, at: &str) {
        let wanted = Self::make(at);
        if *self != wanted {
            wrong(at, &u32::from(*self).to_le_bytes(), &u32::from(wanted).to_le_bytes());
        }
    }
}

impl Made for char {
    fn make(at: &str) -> Self {
        let code = u32::from_le_bytes([byte(at, 0), byte(at, 1), byte(at, 2), 0]) % 0x11_0000;
        char::from_u32(if (0xD800..0xE000).contains(&code) { code - 0x1000 } else { code }).unwrap()
    }
}

impl Seen for () {
    fn see(&self, _: &str) {}
}

impl Made for () {
    fn make(_: &str) -> Self {}
}

fn see_text(came: &[u8], at: &str) {
    let wanted = text(at);
    if came != wanted.as_bytes() {
        wrong(at, came, wanted.as_bytes());
    }
}

/// What is left of the text that belongs to a place where it may be written to.
pub fn see_upper(came: &str, at: &str) {
    let wanted = text(at).to_ascii_uppercase();
    if came != wanted {
        wrong(at, came.as_bytes(), wanted.as_bytes());
    }
}

fn see_elements<T: Seen>(elements: &[T], at: &str) {
    if tagged(at, elements.len(), choice(at, 4)) {
        elements.iter().enumerate().for_each(|(i, e)| e.see(&format!("{at}[{i}]")));
    }
}

pub fn make_elements<T: Made>(at: &str) -> Vec<T> {
    (0..choice(at, 4)).map(|i| T::make(&format!("{at}[{i}]"))).collect()
}

impl Seen for str {
    fn see(&self, at: &str) {
        see_text(self.as_bytes(), at);
    }

    fn behind(&self, at: &str) {
        self.see(at);
    }
}

impl Seen for CStr {
    fn see(&self, at: &str) {
        see_text(self.to_bytes(), at);
    }

    fn behind(&self, at: &str) {
        self.see(at);
    }
}

impl<T: Seen> Seen for [T] {
    fn see(&self, at: &str) {
        see_elements(self, at);
    }

    fn behind(&self, at: &str) {
        self.see(at);
    }
}

impl<T: Seen + ?Sized> Seen for &T {
    fn see(&self, at: &str) {
        (**self).behind(at);
    }
}

impl<T: Seen + ?Sized> Seen for &mut T {
    fn see(&self, at: &str) {
        (**self).behind(at);
    }
}

impl<T: Made> Made for &'static mut T {
    fn make(at: &str) -> Self {
        Box::leak(Box::new(T::make(&format!("{at}.*"))))
    }
}

impl Made for &'static mut str {
    fn make(at: &str) -> Self {
        text(at).leak()
    }
}

impl<T: Made> Made for &'static mut [T] {
    fn make(at: &str) -> Self {
        make_elements(at).leak()
    }
}

impl<T: Made> Made for &'static T {
    fn make(at: &str) -> Self {
        Box::leak(Box::new(T::make(&format!("{at}.*"))))
    }
}

impl Made for &'static str {
    fn make(at: &str) -> Self {
        text(at).leak()
    }
}

impl<T: Made> Made for &'static [T] {
    fn make(at: &str) -> Self {
        make_elements(at).leak()
    }
}

impl Made for &'static CStr {
    fn make(at: &str) -> Self {
        Box::leak(CString::new(text(at)).unwrap().into_boxed_c_str())
    }
}

impl Seen for wire::CStr<'_> {
    fn see(&self, at: &str) {
        (**self).see(at);
    }
}

impl Made for wire::CStr<'static> {
    fn make(at: &str) -> Self {
        wire::CStr::from_std(Made::make(at))
    }
}

impl<T: Seen + ?Sized> Seen for Box<T> {
    fn see(&self, at: &str) {
        (**self).behind(at);
    }
}

impl<T: Made> Made for Box<T> {
    fn make(at: &str) -> Self {
        Box::new(T::make(&format!("{at}.*")))
    }
}

impl Made for Box<str> {
    fn make(at: &str) -> Self {
        text(at).into()
    }
}

impl<T: Made> Made for Box<[T]> {
    fn make(at: &str) -> Self {
        make_elements(at).into()
    }
}

impl<T: Seen> Seen for wire::Box<T> {
    fn see(&self, at: &str) {
        (**self).behind(at);
    }
}

impl<T: Made> Made for wire::Box<T> {
    fn make(at: &str) -> Self {
        <Box<T>>::make(at).into()
    }
}

impl<T: Seen> Seen for wire::BoxGrowing<T> {
    fn see(&self, at: &str) {
        (**self).behind(at);
    }
}

impl<T: Made> Made for wire::BoxGrowing<T> {
    fn make(at: &str) -> Self {
        T::make(&format!("{at}.*")).into()
    }
}

impl<T: Seen> Seen for wire::Arc<T> {
    fn see(&self, at: &str) {
        (**self).behind(at);
    }
}

impl<T: Made> Made for wire::Arc<T> {
    fn make(at: &str) -> Self {
        std::sync::Arc::new(T::make(&format!("{at}.*"))).into()
    }
}

macro_rules! owned {
    ($($name:ty [$($seen:tt)*] [$($made:tt)*] $std:ty;)*) => { $(
        impl<$($seen)*> Seen for $name {
            fn see(&self, at: &str) {
                (**self).see(at);
            }
        }
        impl<$($made)*> Made for $name {
            fn make(at: &str) -> Self {
                <$std>::make(at).into()
            }
        }
    )* };
}
owned! {
    wire::BoxStr [] [] Box<str>;
    wire::BoxSlice<T> [T: Seen] [T: Made] Box<[T]>;
    wire::String [] [] String;
    wire::Vec<T> [T: Seen] [T: Made] Vec<T>;
}

impl Seen for String {
    fn see(&self, at: &str) {
        (**self).see(at);
    }
}

impl Made for String {
    fn make(at: &str) -> Self {
        let mut made = String::with_capacity(40);
        made.push_str(&text(at));
        made
    }
}

impl<T: Seen> Seen for Vec<T> {
    fn see(&self, at: &str) {
        (**self).see(at);
    }
}

impl<T: Made> Made for Vec<T> {
    fn make(at: &str) -> Self {
        let mut made = Vec::with_capacity(5);
        made.extend(make_elements::<T>(at));
        made
    }
}

fn see_option<T: Seen>(option: Option<&T>, at: &str) {
    if tagged(at, usize::from(option.is_some()), usize::from(choice(at, 4) != 0)) {
        if let Some(value) = option {
            value.see(&format!("{at}.Some"));
        }
    }
}

impl<T: Seen> Seen for Option<T> {
    fn see(&self, at: &str) {
        see_option(self.as_ref(), at);
    }
}

impl<T: Made> Made for Option<T> {
    fn make(at: &str) -> Self {
        (choice(at, 4) != 0).then(|| T::make(&format!("{at}.Some")))
    }
}

impl<T: Seen> Seen for wire::Option<T> {
    fn see(&self, at: &str) {
        see_option(self.as_ref(), at);
    }
}

impl<T: Made> Made for wire::Option<T> {
    fn make(at: &str) -> Self {
        <Option<T>>::make(at).into()
    }
}

fn see_result<T: Seen, E: Seen>(result: Result<&T, &E>, at: &str) {
    if tagged(at, usize::from(result.is_err()), choice(at, 2)) {
        match result {
            Ok(value) => value.see(&format!("{at}.Ok")),
            Err(error) => error.see(&format!("{at}.Err")),
        }
    }
}

impl<T: Seen, E: Seen> Seen for Result<T, E> {
    fn see(&self, at: &str) {
        see_result(self.as_ref(), at);
    }
}

impl<T: Made, E: Made> Made for Result<T, E> {
    fn make(at: &str) -> Self {
        if choice(at, 2) == 0 { Ok(T::make(&format!("{at}.Ok"))) } else { Err(E::make(&format!("{at}.Err"))) }
    }
}

impl<T: Seen, E: Seen> Seen for wire::Result<T, E> {
    fn see(&self, at: &str) {
        see_result(self.as_ref(), at);
    }
}

impl<T: Made, E: Made> Made for wire::Result<T, E> {
    fn make(at: &str) -> Self {
        <Result<T, E>>::make(at).into()
    }
}

impl<T: Seen, const N: usize> Seen for [T; N] {
    fn see(&self, at: &str) {
        self.iter().enumerate().for_each(|(i, e)| e.see(&format!("{at}[{i}]")));
    }
}

impl<T: Made, const N: usize> Made for [T; N] {
    fn make(at: &str) -> Self {
        std::array::from_fn(|i| T::make(&format!("{at}[{i}]")))
    }
}

macro_rules! tuples {
    ($($wire:ident $($type:ident $index:tt),+;)*) => { $(
        impl<$($type: Seen),+> Seen for ($($type,)+) {
            fn see(&self, at: &str) {
                $(self.$index.see(&format!("{at}.{}", $index));)+
            }
        }
        impl<$($type: Made),+> Made for ($($type,)+) {
            fn make(at: &str) -> Self {
                ($($type::make(&format!("{at}.{}", $index)),)+)
            }
        }
        impl<$($type: Seen),+> Seen for wire::$wire<$($type),+> {
            fn see(&self, at: &str) {
                $(self.$index.see(&format!("{at}.{}", $index));)+
            }
        }
        impl<$($type: Made),+> Made for wire::$wire<$($type),+> {
            fn make(at: &str) -> Self {
                <($($type,)+)>::make(at).into()
            }
        }
    )* };
}
tuples! {
    Tuple1 A 0;
    Tuple2 A 0, B 1;
    Tuple3 A 0, B 1, C 2;
    Tuple4 A 0, B 1, C 2, D 3;
}
