use crate::{failure, rt, second, Witness};
use std::mem::MaybeUninit;
use std::panic::{catch_unwind, panic_any, AssertUnwindSafe};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;

/// A failure of the other side: in its memory, and with its own destructor.
#[repr(C)]
struct Foreign {
    drop: Option<unsafe extern "C" fn(*mut Foreign)>,
    message: *const u8,
    length: usize,
    dropped: *const AtomicUsize,
}

unsafe extern "C" fn drop_foreign(failure: *mut Foreign) {
    unsafe { (*(*failure).dropped).fetch_add(1, Ordering::SeqCst) };
}

impl Foreign {
    fn new(message: &'static [u8], dropped: &AtomicUsize) -> Foreign {
        Foreign { drop: Some(drop_foreign), message: message.as_ptr(), length: message.len(), dropped }
    }

    /// As a C function would return it.
    fn status(&mut self) -> rt::Status {
        unsafe { std::mem::transmute::<*mut Foreign, rt::Status>(self) }
    }
}

fn address(status: &rt::Status) -> usize {
    unsafe { std::mem::transmute_copy(status) }
}

#[test]
fn a_panic_is_a_failure_with_its_message() {
    assert_eq!(failure(|| panic!("as it is")), "as it is");
    assert_eq!(failure(|| panic!("with {}", 1)), "with 1");
    assert_eq!(failure(|| panic_any(7)), "a panic with a payload that is no text");
    assert_eq!(failure(|| panic_any(rt::Failure::new("as a failure"))), "as a failure");
}

#[test]
fn a_result_is_written_where_there_is_no_failure_and_only_there() {
    let mut out = MaybeUninit::new(1u64);
    assert!(unsafe { rt::enter(out.as_mut_ptr(), || panic!("no result")) }.is_some());
    assert_eq!(unsafe { out.assume_init() }, 1);
    assert!(unsafe { rt::enter(out.as_mut_ptr(), || 2) }.is_none());
    assert_eq!(unsafe { out.assume_init() }, 2);
}

#[test]
fn a_payload_that_panics_when_it_is_dropped_does_no_harm() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic_any(Bomb)
        }
    }
    assert_eq!(failure(|| panic_any(Bomb)), "a panic with a payload that is no text");
    rt::enter_drop(|| panic_any(Bomb));
    rt::enter_drop(|| panic!("plain"));
}

#[test]
fn a_failure_of_the_other_side_crosses_the_frames_as_the_same_pointer_and_drops_what_is_in_them() {
    let (dropped, unwound) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut foreign = Foreign::new(b"from there", &dropped);
    let there = &raw mut foreign as usize;
    let status = rt::enter_unit(|| {
        let _frame = Witness(&unwound);
        rt::enter_drop(|| ()); // an entry that succeeds on the way changes nothing
        let _: u32 = unsafe { rt::leave::<u32, _>("", |_| foreign.status()) };
    });
    assert_eq!(address(&status), there);
    assert_eq!((unwound.load(Ordering::SeqCst), dropped.load(Ordering::SeqCst)), (1, 0));
    assert_eq!(status.as_ref().unwrap().message(), "from there");
    drop(status);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn a_failure_crosses_several_entries_and_the_entry_of_another_module() {
    let dropped = AtomicUsize::new(0);
    let mut foreign = Foreign::new(b"deep", &dropped);
    let there = &raw mut foreign as usize;
    let through_second = |status: rt::Status| unsafe { std::mem::transmute::<rt::Status, second::Status>(status) };
    let status = second::enter_unit(|| {
        // caught and raised by the one module, then by the other, caught by the one that did not raise it
        second::leave_unit(|| through_second(rt::enter_unit(|| rt::leave_unit(|| foreign.status()))));
    });
    let status = unsafe { std::mem::transmute::<second::Status, rt::Status>(status) };
    assert_eq!(address(&status), there);
    let foreign = status.unwrap();
    let status = second::enter_unit(|| foreign.raise());
    assert_eq!(unsafe { std::mem::transmute_copy::<second::Status, usize>(&status) }, there);
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(status);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn a_payload_that_only_looks_like_a_failure_is_a_panic() {
    use std::{alloc, marker::PhantomData};
    let forged: (Box<dyn alloc::GlobalAlloc + Send>, _) = (Box::new(alloc::System), PhantomData::<[(); 0x6264_796c]>);
    assert_eq!(failure(|| panic_any(forged)), "a panic with a payload that is no text");
}

#[test]
fn a_failure_that_nobody_takes_is_dropped() {
    let dropped = AtomicUsize::new(0);
    let mut foreign = Foreign::new(b"lost", &dropped);
    let failure = foreign.status().unwrap();
    let payload = catch_unwind(AssertUnwindSafe(|| failure.raise())).map(|()| 0).unwrap_err();
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(payload);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn a_failure_does_not_run_the_panic_hook() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|info| SEEN.lock().unwrap().push(info.to_string())));
    let one = failure(|| rt::leave_unit(|| Some(rt::Failure::new("hushed"))));
    let two = failure(|| panic!("aloud"));
    std::panic::set_hook(before);
    assert_eq!((one.as_str(), two.as_str()), ("hushed", "aloud"));
    let seen = SEEN.lock().unwrap();
    assert!(!seen.iter().any(|s| s.contains("hushed")));
    assert!(seen.iter().any(|s| s.contains("aloud")));
}

#[test]
fn a_message_that_is_not_utf_8_is_read_as_far_as_it_goes() {
    let dropped = AtomicUsize::new(0);
    let mut foreign = Foreign::new(b"caf\xe9!", &dropped);
    let failure = foreign.status().unwrap();
    assert_eq!(failure.message(), "caf\u{fffd}!");
    assert_eq!(failure.to_string(), "caf\u{fffd}!");
    assert_eq!(format!("{failure:?}"), "Failure(\"caf\u{fffd}!\")");
    drop(failure);
    let mut silent = Foreign { drop: None, message: std::ptr::null(), length: 0, dropped: &dropped };
    assert_eq!(silent.status().unwrap().message(), "");
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn an_author_who_catches_finds_the_failure_and_can_let_it_go_on() {
    let dropped = AtomicUsize::new(0);
    let mut foreign = Foreign::new(b"caught", &dropped);
    let there = &raw mut foreign as usize;
    let status = rt::enter_unit(|| {
        let caught = catch_unwind(AssertUnwindSafe(|| rt::leave_unit(|| foreign.status()))).unwrap_err();
        let failure = rt::Failure::from_panic(caught);
        assert_eq!(failure.message(), "caught");
        failure.raise()
    });
    assert_eq!(address(&status), there);
    drop(status);

    let mut foreign = Foreign::new(b"swallowed", &dropped);
    drop(catch_unwind(AssertUnwindSafe(|| rt::leave_unit(|| foreign.status()))));
    assert_eq!(dropped.load(Ordering::SeqCst), 2);
}

#[test]
fn a_call_without_result_that_fails_while_its_thread_unwinds_does_not_abort() {
    struct Logs<'a>(&'a AtomicUsize);
    impl Drop for Logs<'_> {
        fn drop(&mut self) {
            let mut foreign = Foreign::new(b"second", self.0);
            rt::leave_unit(|| foreign.status());
        }
    }
    let dropped = AtomicUsize::new(0);
    let message = failure(|| {
        let _logs = Logs(&dropped);
        panic!("first")
    });
    assert_eq!((message.as_str(), dropped.load(Ordering::SeqCst)), ("first", 1));
}

/// Enters the library from a destructor while the thread unwinds from "outer", and gives what `entered` gives.
fn while_unwinding<R>(entered: impl FnOnce() -> R) -> R {
    struct Enters<'a>(&'a mut dyn FnMut());
    impl Drop for Enters<'_> {
        fn drop(&mut self) {
            assert!(std::thread::panicking());
            (self.0)()
        }
    }
    let (mut entered, mut result) = (Some(entered), None);
    let message = failure(|| {
        let _enters = Enters(&mut || result = entered.take().map(|entered| entered()));
        panic!("outer")
    });
    assert_eq!(message, "outer");
    result.unwrap()
}

/// Calls out of the library when it is dropped, which fails.
struct FailsInTheEnd<'a>(&'a AtomicUsize);

impl Drop for FailsInTheEnd<'_> {
    fn drop(&mut self) {
        unsafe extern "C" fn drop_boxed(failure: *mut Foreign) {
            unsafe { drop_foreign(failure) };
            drop(unsafe { Box::from_raw(failure) });
        }
        let failure = Foreign { drop: Some(drop_boxed), ..Foreign::new(b"in the end", self.0) };
        rt::leave_unit(|| Box::leak(Box::new(failure)).status());
    }
}

#[test]
fn a_failure_within_a_destructor_of_a_thread_that_unwinds_is_that_of_the_entry_around_it() {
    let (dropped, results, went_on) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let (mut foreign, mut later) = (Foreign::new(b"inner", &dropped), Foreign::new(b"later", &dropped));
    let there = &raw mut foreign as usize;
    let mut out = MaybeUninit::<Option<Witness>>::new(None);
    let status = while_unwinding(|| unsafe {
        rt::enter(out.as_mut_ptr(), || {
            rt::leave_unit(|| foreign.status());
            rt::leave_unit(|| later.status());
            went_on.fetch_add(1, Ordering::SeqCst);
            Some(Witness(&results))
        })
    });
    assert_eq!((address(&status), dropped.load(Ordering::SeqCst)), (there, 1));
    // nothing tells the call from a destructor's: it goes on, but its result is nobody's
    assert_eq!((went_on.load(Ordering::SeqCst), results.load(Ordering::SeqCst)), (1, 1));
    assert!(unsafe { out.assume_init() }.is_none());
    drop(status);
    assert_eq!(dropped.load(Ordering::SeqCst), 2);
}

#[test]
fn such_an_entry_that_unwinds_itself_fails_with_what_it_unwinds_with() {
    let dropped = AtomicUsize::new(0);
    let status = while_unwinding(|| {
        rt::enter_unit(|| {
            let _fails = FailsInTheEnd(&dropped);
            panic!("inner")
        })
    });
    assert_eq!((status.unwrap().message(), dropped.load(Ordering::SeqCst)), ("inner".into(), 1));
    let mut foreign = Foreign::new(b"with a result", &dropped);
    let there = &raw mut foreign as usize;
    let status = while_unwinding(|| {
        rt::enter_unit(|| {
            let _fails = FailsInTheEnd(&dropped);
            let _: u32 = unsafe { rt::leave::<u32, _>("", |_| foreign.status()) };
        })
    });
    assert_eq!((address(&status), dropped.load(Ordering::SeqCst)), (there, 2));
}

#[test]
fn entries_within_one_another_while_a_thread_unwinds_each_have_their_own_failure() {
    let dropped = AtomicUsize::new(0);
    let mut deepest = Foreign::new(b"deepest", &dropped);
    let there = &raw mut deepest as usize;
    let (inner, outer) = while_unwinding(|| {
        let mut inner = None;
        let outer = rt::enter_unit(|| {
            inner = rt::enter_unit(|| rt::leave_unit(|| deepest.status()));
            rt::enter_drop(|| drop(FailsInTheEnd(&dropped)));
        });
        (inner, outer)
    });
    assert_eq!((address(&inner), outer.is_none(), dropped.load(Ordering::SeqCst)), (there, true, 1));
    drop(inner);
    let mut after = Foreign::new(b"after it", &dropped);
    assert_eq!(failure(|| rt::leave_unit(|| after.status())), "after it");
    assert_eq!(dropped.load(Ordering::SeqCst), 3);
}

#[test]
fn a_failure_may_be_dropped_on_another_thread() {
    let failure = rt::Failure::new("wanders");
    std::thread::spawn(move || assert_eq!(failure.message(), "wanders")).join().unwrap();
    // and raised by a thread that nobody catches
    let join = std::thread::spawn(|| rt::Failure::new("ends a thread").raise()).join();
    let failure = rt::Failure::from_panic(join.map(|()| ()).unwrap_err());
    assert_eq!(failure.message(), "ends a thread");
}

/// Runs one test, which ends its process.
fn dies(test: &str) -> String {
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", test])
        .stdout(Stdio::null())
        .output()
        .unwrap();
    assert!(!out.status.success());
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&out.status), Some(6));
    String::from_utf8(out.stderr).unwrap()
}

#[test]
fn a_plain_function_that_fails_ends_the_process_and_says_where() {
    let said = dies("failures::plain_fails");
    assert!(said.contains("`compare` is a plain C function and cannot fail, but it did: not comparable"), "{said}");
    let said = dies("failures::plain_fails_while_its_thread_unwinds");
    assert!(said.contains("`compare` is a plain C function and cannot fail, but it did: not comparable"), "{said}");
    let said = dies("failures::clone_panics");
    assert!(said.contains("no copies"), "{said}");
}

#[test]
#[ignore = "ends its process"]
fn plain_fails() {
    rt::enter_plain("`compare`", || rt::leave_unit(|| Some(rt::Failure::new("not comparable"))));
}

#[test]
#[ignore = "ends its process"]
fn plain_fails_while_its_thread_unwinds() {
    while_unwinding(plain_fails);
}

#[test]
#[ignore = "ends its process"]
fn clone_panics() {
    struct Unique;
    impl Clone for Unique {
        fn clone(&self) -> Unique {
            panic!("no copies")
        }
    }
    #[repr(C)]
    struct Open {
        drop: usize,
        clone: unsafe extern "C" fn(*const Unique) -> *mut Unique,
    }
    let header = rt::Header::boxed_clone::<Unique>(0);
    let open = unsafe { &*std::ptr::from_ref(&header).cast::<Open>() };
    assert_ne!(open.drop, 0);
    unsafe { (open.clone)(&Unique) };
}
