use crate::{failure, rt};
use std::mem::size_of;

/// What happens to bytes that are to be a `T`.
fn refused<T: rt::Value, B>(bytes: B) -> String {
    assert_eq!(size_of::<B>(), size_of::<T>());
    failure(|| unsafe { rt::take::<B, T>(bytes, "") })
}

fn taken<T: rt::Value, B>(bytes: B) -> T {
    assert_eq!(size_of::<B>(), size_of::<T>());
    unsafe { rt::take::<B, T>(bytes, "") }
}

#[test]
fn a_bool_is_0_or_1() {
    assert!(!taken::<bool, u8>(0));
    assert!(taken::<bool, u8>(1));
    assert_eq!(refused::<bool, u8>(2), "a bool that is 2");
    assert_eq!(refused::<bool, u8>(255), "a bool that is 255");
    assert_eq!(failure(|| rt::boolean(128, "")), "a bool that is 128");
}

#[test]
fn a_char_is_a_unicode_scalar_value() {
    assert_eq!(taken::<char, u32>(0x10ffff), '\u{10ffff}');
    assert_eq!(taken::<char, u32>(0xd7ff), '\u{d7ff}');
    assert_eq!(refused::<char, u32>(0xd800), "a char that is 0xd800");
    assert_eq!(refused::<char, u32>(0xdfff), "a char that is 0xdfff");
    assert_eq!(refused::<char, u32>(0x110000), "a char that is 0x110000");
    assert_eq!(failure(|| rt::character(u32::MAX, "")), "a char that is 0xffffffff");
}

#[test]
fn a_tag_is_one_of_the_type() {
    assert_eq!(taken::<rt::WireOption<u32>, [u32; 2]>([0xffff_ff00, 9]).into_std(), None);
    assert_eq!(taken::<rt::WireOption<u32>, [u32; 2]>([0xffff_ff01, 9]).into_std(), Some(9));
    assert_eq!(refused::<rt::WireOption<u32>, [u32; 2]>([2, 9]), "no variant of Option is 2");
    assert_eq!(taken::<rt::WireResult<u32, u8>, [u32; 2]>([0x0700, 9]), rt::WireResult::Ok(9));
    assert_eq!(taken::<rt::WireResult<u32, u8>, [u32; 2]>([0x0701, 9]), rt::WireResult::Err(7));
    assert_eq!(refused::<rt::WireResult<u32, u8>, [u32; 2]>([0xff, 9]), "no variant of Result is 255");
}

#[test]
fn values_within_values_are_looked_at_where_they_are_and_only_there() {
    type Payload = rt::WireResult<bool, rt::WireOption<char>>;
    assert_eq!(taken::<Payload, [u32; 3]>([0x0100, 9, 9]), rt::WireResult::Ok(true));
    assert_eq!(refused::<Payload, [u32; 3]>([0x0200, 9, 9]), "a bool that is 2");
    assert_eq!(taken::<Payload, [u32; 3]>([1, 1, 65]), rt::WireResult::Err(rt::WireOption::Some('A')));
    assert_eq!(taken::<Payload, [u32; 3]>([1, 0, 0xd800]), rt::WireResult::Err(rt::WireOption::None));
    assert_eq!(refused::<Payload, [u32; 3]>([1, 1, 0xd800]), "a char that is 0xd800");
    assert_eq!(refused::<Payload, [u32; 3]>([1, 5, 65]), "no variant of Option is 5");
    assert_eq!(refused::<rt::Tuple2<u16, bool>, [u8; 4]>([1, 2, 3, 4]), "a bool that is 3");
    assert_eq!(taken::<rt::Tuple2<u16, bool>, [u8; 4]>([1, 2, 1, 4]).into_std(), (0x201, true));
    assert_eq!(refused::<[bool; 4], [u8; 4]>([1, 0, 1, 6]), "a bool that is 6");
    assert_eq!(refused::<[rt::Tuple1<bool>; 2], [u8; 2]>([0, 2]), "a bool that is 2");
}

#[test]
fn a_packed_field_may_lie_anywhere() {
    let bytes = [0u8, 0x00, 0xd8, 0, 0, 65, 0, 0, 0];
    let at = |i: usize| unsafe { rt::check_unaligned(bytes.as_ptr().add(i).cast::<char>(), "") };
    at(5);
    assert_eq!(failure(|| at(1)), "a char that is 0xd800");
}

#[test]
fn a_text_is_utf_8() {
    let text = |bytes: &'static [u8]| unsafe { rt::text::<'static>(bytes.as_ptr(), bytes.len(), "") };
    assert_eq!(text("añb".as_bytes()), "añb");
    assert_eq!(text(b""), "");
    assert_eq!(failure(|| text(b"ab\xff")), "a text that is not UTF-8 from byte 2 on");
    assert_eq!(failure(|| text(b"\xc3")), "a text that is not UTF-8 from byte 0 on");
    let overlong: &[u8] = b"\xc0\x80";
    assert!(refused::<&str, &[u8]>(overlong).starts_with("a text that is not UTF-8"));
    assert_eq!(taken::<&str, &[u8]>(b"whole"), "whole");
}

#[test]
fn a_pointer_is_non_null_aligned_and_holds_what_memory_can() {
    let null = std::ptr::null_mut::<u32>();
    assert_eq!(failure(|| unsafe { rt::reference(null, "") }), "a null pointer for a reference");
    assert_eq!(failure(|| unsafe { rt::reference_mut(null, "") }), "a null pointer for a reference");
    assert_eq!(failure(|| unsafe { rt::slice(null, 0, "") }), "a null pointer for a slice");
    assert_eq!(failure(|| unsafe { rt::slice_mut(null, 1, "") }), "a null pointer for a slice");
    assert_eq!(failure(|| unsafe { rt::text(null.cast(), 0, "") }), "a null pointer for a text");
    assert_eq!(failure(|| unsafe { rt::cstr(null.cast(), "") }), "a null pointer for a CStr");
    assert_eq!(failure(|| rt::object(null.cast(), null.cast(), "")), "a null pointer for an object");
    let word = 0u64;
    let odd = (&raw const word).cast::<u8>().wrapping_add(1).cast::<u32>();
    assert_eq!(failure(|| unsafe { rt::reference(odd, "") }), "a reference that is not aligned to 4");
    assert_eq!(failure(|| unsafe { rt::slice(odd, 0, "") }), "a slice that is not aligned to 4");
    assert_eq!(refused::<&u32, *const u32>(odd), "a reference that is not aligned to 4");
    let huge = isize::MAX as usize / 4 + 1;
    let says = format!("a slice of {huge} elements, which no memory holds");
    let four = (&raw const word).cast::<u32>();
    assert_eq!(failure(|| unsafe { rt::slice(four, huge, "") }), says);
    assert_eq!(unsafe { rt::slice(four, 2, "") }, [0, 0]);
}

#[test]
fn null_is_none_where_the_option_has_no_tag() {
    assert_eq!(taken::<Option<&u32>, usize>(0), None);
    assert_eq!(taken::<Option<&[u32]>, [usize; 2]>([0, 5]), None);
    assert_eq!(taken::<Option<&str>, [usize; 2]>([0, 5]), None);
    assert!(taken::<Option<rt::WireString>, [usize; 4]>([0, 1, 2, 3]).is_none());
    assert!(taken::<Option<rt::WireCStr>, usize>(0).is_none());
    assert!(taken::<Option<rt::BoxDyn<dyn Fn()>>, [usize; 2]>([0, 1]).is_none());
    assert_eq!(refused::<Option<&str>, &[u8]>(b"\xff"), "a text that is not UTF-8 from byte 0 on");
    assert_eq!(unsafe { rt::opt_text(std::ptr::null(), 3, "") }, None);
    assert_eq!(unsafe { rt::opt_text(b"abc".as_ptr(), 3, "") }, Some("abc"));
    assert!(unsafe { rt::opt_slice::<u16>(std::ptr::null(), 3, "") }.is_none());
    assert!(unsafe { rt::opt_reference::<u16>(std::ptr::null(), "") }.is_none());
    assert_eq!(rt::text_words(None), (std::ptr::null(), 0));
    assert_eq!(rt::text_words(Some("abc")).1, 3);
    assert_eq!(rt::slice_words::<u64>(None), (std::ptr::null(), 0));
}

#[test]
fn the_result_of_a_call_out_is_looked_at() {
    let good: bool = unsafe {
        rt::leave::<bool, _>("ask()", |out| {
            out.cast::<u8>().write(1);
            None
        })
    };
    assert!(good);
    let says = failure(|| unsafe {
        rt::leave::<bool, bool>("ask()", |out| {
            out.cast::<u8>().write(3);
            None
        })
    });
    assert_eq!(says, "ask(): a bool that is 3");
}

#[test]
fn a_c_string_is_one_pointer() {
    let text = c"caf\xe9";
    let wire = rt::WireCStr::from(text);
    assert_eq!(size_of::<rt::WireCStr>(), size_of::<usize>());
    assert_eq!(wire.into_std(), text);
    assert_eq!(wire, rt::WireCStr::from(c"caf\xe9"));
    assert_eq!(unsafe { rt::cstr(text.as_ptr(), "") }, text);
    assert_eq!(unsafe { rt::opt_cstr(std::ptr::null(), "") }, None);
}

#[test]
fn std_and_wire_turn_into_each_other() {
    for value in [None, Some(7u8)] {
        assert_eq!(Option::from(rt::WireOption::from(value)), value);
        assert_eq!(rt::WireOption::from(value).as_ref(), value.as_ref());
    }
    for value in [Ok(7u8), Err("no")] {
        assert_eq!(Result::from(rt::WireResult::from(value)), value);
    }
    let (a, b, c): (u8, &str, char) = rt::Tuple3::from((1, "b", 'c')).into();
    assert_eq!((a, b, c), (1, "b", 'c'));
    assert_eq!(rt::WireOption::<String>::default(), rt::WireOption::None);
}

#[test]
fn a_place_ends_within_the_memory() {
    let last = (usize::MAX - 7) as *const u32;
    let says = failure(|| unsafe { rt::slice(last, 4, "") });
    assert_eq!(says, "a slice of 4 elements, which no memory holds");
    let says = failure(|| unsafe { rt::text(b"abc".as_ptr(), usize::MAX / 2 + 1, "") });
    assert_eq!(says, format!("a text of {} elements, which no memory holds", usize::MAX / 2 + 1));
}

#[test]
fn what_is_passed_is_destroyed_where_nobody_takes_it_and_left_where_it_is_no_value() {
    type Flags = rt::WireVec<bool>;
    let hold = |bytes: &rt::WireVec<u8>| unsafe { rt::passed::<_, Flags>(std::ptr::read(bytes), "") };
    let good = || std::mem::ManuallyDrop::new(rt::WireVec::from_std(vec![0, 1]));
    drop(hold(&good()));
    assert_eq!(&*hold(&good()).take(), [false, true]);
    let bad = rt::WireVec::from_std(vec![0, 2]);
    drop(hold(&bad));
    assert_eq!(failure(|| hold(&bad).take()), "a bool that is 2");
    assert_eq!(&*bad, [0, 2]);
}
