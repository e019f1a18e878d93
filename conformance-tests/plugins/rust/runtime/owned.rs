use crate::{failure, rt, Witness};
use std::cell::Cell;
use std::ffi::c_void;
use std::mem::size_of;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The other side's allocator: what it is asked to free, with how many elements live.
mod other {
    use super::*;
    use std::alloc::{alloc, dealloc, Layout};

    thread_local! {
        static FREED: Cell<Vec<(usize, usize)>> = const { Cell::new(Vec::new()) };
    }

    pub fn freed() -> Vec<(usize, usize)> {
        FREED.take()
    }

    pub unsafe extern "C" fn free<T>(data: *mut c_void, live: usize, capacity: usize) {
        let mut freed = FREED.take();
        freed.push((live, capacity));
        FREED.set(freed);
        unsafe {
            std::ptr::slice_from_raw_parts_mut(data.cast::<T>(), live).drop_in_place();
            dealloc(data.cast(), Layout::array::<T>(capacity.max(1)).unwrap());
        }
    }

    /// A place with these elements, as the words of an owned value.
    pub fn place<T>(elements: Vec<T>, capacity: usize) -> usize {
        let length = elements.len();
        assert!(length <= capacity);
        unsafe {
            let data = alloc(Layout::array::<T>(capacity.max(1)).unwrap()).cast::<T>();
            for (i, element) in elements.into_iter().enumerate() {
                data.add(i).write(element);
            }
            data.expose_provenance()
        }
    }

    pub fn vec<T: rt::Value>(elements: Vec<T>, capacity: usize) -> rt::WireVec<T> {
        let length = elements.len();
        unsafe { rt::take([place(elements, capacity), length, capacity, free::<T> as *const () as usize], "") }
    }

    pub fn slice<T: rt::Value>(elements: Vec<T>) -> rt::BoxSlice<T> {
        let length = elements.len();
        unsafe { rt::take([place(elements, length), length, free::<T> as *const () as usize], "") }
    }

    pub fn text(text: &str) -> rt::WireString {
        let (data, length) = (place(text.as_bytes().to_vec(), text.len()), text.len());
        unsafe { rt::take([data, length, length, free::<u8> as *const () as usize], "") }
    }

    pub fn boxed<T: rt::Value>(element: T) -> rt::WireBox<T> {
        unsafe { rt::take([place(vec![element], 1), free::<T> as *const () as usize], "") }
    }
}

unsafe impl rt::Value for Witness<'_> {
    unsafe fn check(_: *const Self, _: rt::Place) {}
}

fn three(dropped: &AtomicUsize) -> Vec<Witness<'_>> {
    (0..3).map(|_| Witness(dropped)).collect()
}

#[test]
fn what_the_other_side_made_is_freed_by_it_with_its_elements() {
    let dropped = AtomicUsize::new(0);
    drop(other::vec(three(&dropped), 5));
    assert_eq!(other::freed(), [(3, 5)]);
    drop(other::slice(three(&dropped)));
    assert_eq!(other::freed(), [(3, 3)]);
    drop(other::boxed(Witness(&dropped)));
    assert_eq!(other::freed(), [(1, 1)]);
    assert_eq!(dropped.load(Ordering::SeqCst), 7);
}

#[test]
fn elements_that_have_left_are_not_freed_with_their_place() {
    let dropped = AtomicUsize::new(0);
    let own = other::vec(three(&dropped), 5).into_std();
    assert_eq!((other::freed(), own.len(), dropped.load(Ordering::SeqCst)), (vec![(0, 5)], 3, 0));
    drop(own);
    let own = other::slice(three(&dropped)).into_std();
    assert_eq!((other::freed(), own.len(), dropped.load(Ordering::SeqCst)), (vec![(0, 3)], 3, 3));
    drop(own);
    let own = other::boxed(Witness(&dropped)).into_std();
    assert_eq!((other::freed(), dropped.load(Ordering::SeqCst)), (vec![(0, 1)], 6));
    drop(own);
    assert_eq!(dropped.load(Ordering::SeqCst), 7);

    let mut elements = other::vec(three(&dropped), 3).into_iter();
    assert!(elements.next().is_some());
    drop(elements);
    assert_eq!((other::freed(), dropped.load(Ordering::SeqCst)), (vec![(0, 3)], 10));
    let text: String = other::text("été").into();
    assert_eq!((text.as_str(), other::freed()), ("été", vec![(0, 5)]));
}

#[test]
fn what_may_have_grown_stays_whole() {
    /// What this side knows of it, with a place behind it that a later field may lie in.
    #[repr(C)]
    struct Known<'a>(u32, Witness<'a>);
    #[repr(C)]
    struct Whole<'a>(Known<'a>, u32, Witness<'a>);
    unsafe impl rt::Value for Known<'_> {
        unsafe fn check(_: *const Self, _: rt::Place) {}
    }
    let dropped = AtomicUsize::new(0);
    let known = |n| Known(n, Witness(&dropped));
    let made = |n| {
        let words = [other::place(vec![Whole(known(n), 10 * n, Witness(&dropped))], 1), other::free::<Whole> as *const () as usize];
        unsafe { rt::take::<_, rt::BoxGrowing<Known>>(words, "") }
    };
    let (mut one, mut two) = (made(1), made(2));
    unsafe { one.known_mut() }.0 += 6;
    std::mem::swap(&mut one, &mut two);
    assert_eq!((one.0, two.0, dropped.load(Ordering::SeqCst)), (2, 7, 0));
    let whole = |known: &Known| unsafe { (&raw const *known).cast::<Whole>().as_ref().unwrap().1 };
    assert_eq!((whole(&one), whole(&two)), (20, 10));
    drop(one);
    assert_eq!((other::freed(), dropped.load(Ordering::SeqCst)), (vec![(1, 1)], 2));
    let words: [usize; 2] = unsafe { rt::give(two) };
    assert_eq!((words[1], dropped.load(Ordering::SeqCst)), (other::free::<Whole> as *const () as usize, 2));
    drop(unsafe { rt::take::<_, rt::BoxGrowing<Known>>(words, "") });
    assert_eq!((other::freed(), dropped.load(Ordering::SeqCst)), (vec![(1, 1)], 4));
    drop([known(3).into(), rt::BoxGrowing::from(Box::new(known(4)))]);
    assert_eq!((other::freed(), dropped.load(Ordering::SeqCst)), (vec![], 6));
}

#[test]
fn what_this_library_made_is_taken_back_without_a_copy() {
    let vec = vec![1u32, 2, 3];
    let at = vec.as_ptr();
    let vec = rt::WireVec::from(vec).into_std();
    assert_eq!(vec.as_ptr(), at);
    let slice = vec.into_boxed_slice();
    let slice = rt::BoxSlice::from(slice).into_std();
    assert_eq!(slice.as_ptr(), at);
    let boxed = Box::new(7u32);
    let at = &raw const *boxed;
    let boxed = rt::WireBox::from(boxed).into_std();
    assert_eq!(&raw const *boxed, at);
    let text = String::from("own");
    let at = text.as_ptr();
    let text = rt::WireString::from(text).into_std();
    assert_eq!(text.as_ptr(), at);
    let text = rt::BoxStr::from(text.into_boxed_str()).into_std();
    assert_eq!(text.as_ptr(), at);
}

#[test]
fn what_this_library_made_is_freed_through_its_words() {
    #[repr(C)]
    struct Words {
        data: *mut c_void,
        length: usize,
        capacity: usize,
        free: unsafe extern "C" fn(*mut c_void, usize, usize),
    }
    let dropped = AtomicUsize::new(0);
    let mut elements = three(&dropped);
    elements.reserve(10);
    let words: Words = unsafe { rt::give(rt::WireVec::from(elements)) };
    assert!(words.length == 3 && words.capacity >= 13);
    // one element is taken out by the other side, as the last
    drop(unsafe { words.data.cast::<Witness>().add(2).read() });
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    unsafe { (words.free)(words.data, 2, words.capacity) };
    assert_eq!(dropped.load(Ordering::SeqCst), 3);

    let words: [usize; 2] = unsafe { rt::give(rt::WireBox::new(Witness(&dropped))) };
    let free = unsafe { std::mem::transmute::<usize, unsafe extern "C" fn(usize, usize, usize)>(words[1]) };
    unsafe { free(words[0], 1, 1) };
    assert_eq!(dropped.load(Ordering::SeqCst), 4);
    let words: [usize; 2] = unsafe { rt::give(rt::WireBox::new(String::from("moved out, only the place is freed"))) };
    let free = unsafe { std::mem::transmute::<usize, unsafe extern "C" fn(usize, usize, usize)>(words[1]) };
    drop(unsafe { std::ptr::with_exposed_provenance_mut::<String>(words[0]).read() });
    unsafe { free(words[0], 0, 1) };
}

#[test]
fn a_panic_of_an_element_that_is_freed_ends_there() {
    struct Bomb<'a>(#[allow(dead_code)] Witness<'a>, bool);
    impl Drop for Bomb<'_> {
        fn drop(&mut self) {
            if self.1 {
                panic!("a bomb")
            }
        }
    }
    let dropped = AtomicUsize::new(0);
    let bombs: Vec<Bomb> = (0..3).map(|i| Bomb(Witness(&dropped), i == 1)).collect();
    drop(rt::WireVec::from(bombs));
    assert_eq!(dropped.load(Ordering::SeqCst), 3);
}

#[test]
fn empty_ones_have_a_place_all_the_same() {
    let words: [usize; 4] = unsafe { rt::give(rt::WireVec::<u64>::default()) };
    assert!(words[0] != 0 && words[0] % 8 == 0 && words[1] == 0);
    drop(unsafe { rt::take::<_, rt::WireVec<u64>>(words, "") });
    let words: [usize; 3] = unsafe { rt::give(rt::BoxStr::default()) };
    assert!(words[0] != 0 && words[1] == 0);
    drop(unsafe { rt::take::<_, rt::BoxStr>(words, "") });
    drop(other::vec::<u64>(vec![], 0));
    assert_eq!(other::freed(), [(0, 0)]);
}

#[test]
fn a_receiver_may_shorten() {
    let dropped = AtomicUsize::new(0);
    let mut vec = other::vec(three(&dropped), 4);
    vec.truncate(5);
    vec.truncate(1);
    assert_eq!((vec.len(), dropped.load(Ordering::SeqCst)), (1, 2));
    drop(vec);
    assert_eq!((other::freed(), dropped.load(Ordering::SeqCst)), (vec![(1, 4)], 3));
}

#[test]
fn owned_values_are_looked_at_with_their_elements() {
    let maker = other::free::<u8> as *const () as usize;
    let bytes = [1u8, 0, 2];
    let at = bytes.as_ptr() as usize;
    let take = |words: [usize; 4]| failure(|| unsafe { rt::take::<_, rt::WireVec<bool>>(words, "") });
    assert_eq!(take([at, 3, 3, maker]), "a bool that is 2");
    assert_eq!(take([at, 2, 1, maker]), "a Vec of 2 elements in a place for 1");
    assert_eq!(take([0, 0, 0, maker]), "a null pointer for a Vec");
    let text = failure(|| unsafe { rt::take::<_, rt::WireString>([b"a\xff".as_ptr() as usize, 2, 2, maker], "") });
    assert_eq!(text, "a text that is not UTF-8 from byte 1 on");
    let text = failure(|| unsafe { rt::take::<_, rt::BoxStr>([b"\xff".as_ptr() as usize, 1, maker], "") });
    assert_eq!(text, "a text that is not UTF-8 from byte 0 on");
    let boxed = failure(|| unsafe { rt::take::<_, rt::WireBox<bool>>([at + 2, maker], "") });
    assert_eq!(boxed, "a bool that is 2");
    let grown = failure(|| unsafe { rt::take::<_, rt::BoxGrowing<bool>>([at + 2, maker], "") });
    assert_eq!(grown, "a bool that is 2");
    let slice = failure(|| unsafe { rt::take::<_, rt::BoxSlice<bool>>([at, 3, maker], "") });
    assert_eq!(slice, "a bool that is 2");
    let arc = failure(|| unsafe { rt::take::<_, rt::WireArc<bool>>([at, 0], "") });
    assert_eq!(arc, "a null pointer for an object");
}

#[test]
fn they_are_used_like_those_of_the_standard_library() {
    let mut vec: rt::WireVec<u8> = (1..=3).collect();
    vec[0] = 9;
    for element in &mut vec {
        *element += 1;
    }
    assert_eq!((&vec).into_iter().copied().collect::<Vec<_>>(), [10, 3, 4]);
    assert_eq!((vec.clone(), format!("{vec:?}")), (vec, "[10, 3, 4]".to_owned()));
    let mut text = rt::WireString::from("wire");
    text.make_ascii_uppercase();
    assert_eq!((format!("{text} {text:?}"), text.len()), ("WIRE \"WIRE\"".to_owned(), 4));
    assert!(rt::BoxStr::from("a") < rt::BoxStr::from("b"));
    let mut boxed = rt::WireBox::new(1);
    *boxed += 1;
    assert_eq!((boxed.clone(), *boxed), (rt::WireBox::new(2), 2));
    let (nan, one) = (rt::WireVec::from(vec![f64::NAN]), rt::WireVec::from(vec![1.0]));
    assert!(nan.partial_cmp(&one).is_none() && nan != nan.clone());
}

#[test]
fn an_arc_retains_and_releases() {
    let dropped = AtomicUsize::new(0);
    let wire = rt::WireArc::new(Witness(&dropped));
    let second = wire.clone();
    drop(wire);
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    assert!(std::ptr::eq(second.0, &dropped));
    std::thread::scope(|s| {
        let third = second.clone();
        s.spawn(move || drop(third));
    });
    drop(second);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn sizes_are_those_of_the_words() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<Option<rt::WireVec<u64>>>(), 4 * word);
    assert_eq!(size_of::<Option<rt::WireString>>(), 4 * word);
    assert_eq!(size_of::<Option<rt::BoxSlice<u64>>>(), 3 * word);
    assert_eq!(size_of::<Option<rt::BoxStr>>(), 3 * word);
    assert_eq!(size_of::<Option<rt::WireBox<[u64; 9]>>>(), 2 * word);
    assert_eq!(size_of::<Option<rt::BoxGrowing<[u64; 9]>>>(), 2 * word);
    assert_eq!(size_of::<Option<rt::WireArc<u8>>>(), 2 * word);
    assert_eq!(size_of::<Option<rt::BoxDyn<dyn Fn()>>>(), 2 * word);
    assert_eq!(size_of::<Option<rt::RefDyn<dyn Fn()>>>(), 2 * word);
    assert_eq!(size_of::<Option<rt::Function<fn()>>>(), word);
    assert_eq!(size_of::<rt::Status>(), word);
}
