//! Objects and closures, with the code that a generator writes for `interface Sink { put: fn(&mut self, u32) -> u32,
//! total: fn(&self) -> u64 }` written by hand.
use crate::rt::{self, ArcDyn, BoxDyn, Boxed, Handle, Header, Lent, MutDyn, Object, Ownership, Raw, RefDyn};
use crate::{failure, Witness};
use std::ffi::c_void;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

trait Sink {
    fn put(&mut self, n: u32) -> u32;
    fn total(&self) -> u64;
}

#[repr(C)]
struct Table {
    header: Header,
    put: unsafe extern "C" fn(*mut c_void, u32, *mut u32) -> rt::Status,
    total: unsafe extern "C" fn(*const c_void, *mut u64) -> rt::Status,
}

const fn table<T: Sink>(header: Header) -> Table {
    unsafe extern "C" fn put<T: Sink>(data: *mut c_void, n: u32, out: *mut u32) -> rt::Status {
        unsafe { rt::enter(out, || (*data.cast::<T>()).put(n)) }
    }
    unsafe extern "C" fn total<T: Sink>(data: *const c_void, out: *mut u64) -> rt::Status {
        unsafe { rt::enter(out, || (*data.cast::<T>()).total()) }
    }
    Table { header, put: put::<T>, total: total::<T> }
}

impl<O: Ownership> Sink for Handle<O> {
    fn put(&mut self, n: u32) -> u32 {
        let raw = self.raw();
        unsafe { rt::leave("", |out| ((*raw.table.cast::<Table>()).put)(raw.data, n, out)) }
    }
    fn total(&self) -> u64 {
        let raw = self.raw();
        unsafe { rt::leave("", |out| ((*raw.table.cast::<Table>()).total)(raw.data, out)) }
    }
}

unsafe impl<'a> Object for dyn Sink + 'a {
    fn from_box(object: Handle<Boxed>) -> Box<Self> {
        Box::new(object)
    }
    fn from_ref(object: &Handle<Lent>) -> &Self {
        object
    }
    fn from_mut(object: &mut Handle<Lent>) -> &mut Self {
        object
    }
}
unsafe impl<'a> rt::Interface for dyn Sink + 'a {}
unsafe impl<'a> rt::InPlace for dyn Sink + 'a {}

unsafe impl Object for dyn Fn(u32) -> u32 {
    fn lend(closure: Handle<Lent>, with: &mut dyn FnMut(&mut Self)) {
        type Call = unsafe extern "C" fn(*mut c_void, u32, *mut u32) -> rt::Status;
        let raw = closure.raw();
        let call = unsafe { *raw.table.add(1).cast::<Call>() };
        with(&mut move |n| unsafe { rt::leave("", |out| call(raw.data, n, out)) })
    }
}

unsafe impl rt::Callable for dyn Fn(u32) -> u32 {}
unsafe impl rt::CallableShared for dyn Fn(u32) -> u32 {}

/// An object of the other side.
struct Sum<'a>(u64, #[allow(dead_code)] Witness<'a>);

impl Sink for Sum<'_> {
    fn put(&mut self, n: u32) -> u32 {
        assert!(n != 13, "thirteen");
        self.0 += u64::from(n);
        n + 1
    }
    fn total(&self) -> u64 {
        self.0
    }
}

fn boxed(dropped: &AtomicUsize) -> Raw {
    let table = const { &table::<Sum>(Header::boxed::<Sum>(2)) as *const Table };
    Raw::of_box(Box::new(Sum(0, Witness(dropped))), table.cast())
}

unsafe fn lent(raw: Raw) -> Handle<Lent> {
    unsafe { Handle::from_raw(raw) }
}

#[test]
fn an_object_is_called_through_its_table_and_dropped_once() {
    let dropped = AtomicUsize::new(0);
    let mut object = unsafe { Handle::<Boxed>::from_raw(boxed(&dropped)) };
    assert_eq!((object.put(4), object.put(5), object.total()), (5, 6, 9));
    assert_eq!(failure(|| object.put(13)), "thirteen");
    assert_eq!((object.total(), dropped.load(Ordering::SeqCst)), (9, 0));
    drop(object);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    let object: BoxDyn<dyn Sink> = unsafe { BoxDyn::from_raw(boxed(&dropped)) };
    let std: Box<dyn Sink + '_> = object.into_std();
    assert_eq!(std.total(), 0);
    drop(std);
    assert_eq!(dropped.load(Ordering::SeqCst), 2);
    let words = unsafe { BoxDyn::<dyn Sink>::from_raw(boxed(&dropped)) }.into_raw();
    assert_eq!(dropped.load(Ordering::SeqCst), 2);
    drop(unsafe { rt::take::<Raw, BoxDyn<dyn Sink>>(words, "") });
    assert_eq!(dropped.load(Ordering::SeqCst), 3);
}

#[test]
fn an_object_goes_home_only_behind_what_it_came_behind() {
    let dropped = AtomicUsize::new(0);
    let boxed = unsafe { Handle::<Boxed>::from_raw(boxed(&dropped)) };
    assert!(boxed.home(true).is_some() && boxed.home(false).is_none());
    let counted = std::mem::ManuallyDrop::new(unsafe { Handle::<rt::Counted>::from_raw(boxed.raw()) });
    assert!(counted.home(true).is_none() && counted.home(false).is_some());
    let lent = unsafe { lent(boxed.raw()) };
    assert!(lent.home(true).is_none() && lent.home(false).is_none());
}

#[test]
fn an_object_without_drop_in_its_table_is_left_alone() {
    static STATELESS: Table = table::<Sum>(Header::borrowed::<Sum>(2));
    let dropped = AtomicUsize::new(0);
    let mut sum = Sum(3, Witness(&dropped));
    let raw = Raw { data: (&raw mut sum).cast(), table: (&raw const STATELESS).cast() };
    drop(unsafe { BoxDyn::<dyn Sink>::from_raw(raw) });
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
}

#[test]
fn a_counted_object_is_retained_and_released() {
    let dropped = AtomicUsize::new(0);
    let table = const { &table::<Sum>(Header::shared::<Sum>(2)) as *const Table };
    let raw = Raw::of_arc(Arc::new(Sum(7, Witness(&dropped))), table.cast());
    let one: ArcDyn<dyn Sink> = unsafe { ArcDyn::from_raw(raw) };
    let two = one.clone();
    assert_eq!(two.raw().data, one.raw().data);
    drop(one);
    assert_eq!((unsafe { lent(two.raw()) }.total(), dropped.load(Ordering::SeqCst)), (7, 0));
    drop(two);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    let boxed = unsafe { ArcDyn::<dyn Sink>::from_raw(boxed(&dropped)) };
    assert_eq!(failure(|| boxed.clone()), "an Arc whose table does not retain");
}

/// As where the other side has no memory to count one more, or is asked for what it never gave.
#[test]
fn null_for_a_clone_fails_the_call() {
    unsafe extern "C" fn none(_: *const c_void) -> *mut c_void {
        std::ptr::null_mut()
    }
    let table: [usize; 5] = [0, none as *const () as usize, 0, 1, 0];
    let mut number = 7_u32;
    let raw = Raw { data: (&raw mut number).cast(), table: table.as_ptr().cast() };
    let refused = "the other side cannot clone what is to be cloned";
    let counted: ArcDyn<dyn Sink> = unsafe { ArcDyn::from_raw(raw) };
    assert_eq!(failure(|| counted.clone()), refused);
    let boxed: BoxDyn<dyn Sink> = unsafe { BoxDyn::from_raw(raw) };
    assert_eq!(failure(|| boxed.try_clone().is_some()), refused);
    let shared: rt::WireArc<u32> = unsafe { rt::take(raw, "") };
    assert_eq!(failure(|| shared.clone()), refused);
    assert_eq!(*shared, 7);
}

#[test]
fn a_lent_object_is_used_by_its_interface_and_never_dropped() {
    let dropped = AtomicUsize::new(0);
    let owned = unsafe { BoxDyn::<dyn Sink>::from_raw(boxed(&dropped)) };
    let mut lent: MutDyn<dyn Sink> = unsafe { MutDyn::from_raw(owned.raw()) };
    assert_eq!(lent.put(1), 2);
    {
        let mut again = lent.reborrow();
        let native: &mut (dyn Sink + '_) = &mut *again;
        assert_eq!((native.put(2), native.total()), (3, 3));
    }
    let shared: RefDyn<dyn Sink> = unsafe { RefDyn::from_raw(lent.raw()) };
    let copy = shared;
    assert_eq!((shared.total(), copy.total()), (3, 3));
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(owned);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn an_object_is_used_where_its_words_lie_and_dropped_once() {
    let dropped = AtomicUsize::new(0);
    let mut owned = unsafe { BoxDyn::<dyn Sink>::from_raw(boxed(&dropped)) };
    assert_eq!(owned.put(1), 2);
    let again: &mut (dyn Sink + '_) = &mut *owned;
    assert_eq!((again.put(2), owned.total()), (3, 3));
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(owned);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

#[test]
fn a_closure_is_called_where_its_words_lie_and_dropped_once() {
    static DROPPED: AtomicUsize = AtomicUsize::new(0);
    unsafe extern "C" fn add(data: *mut c_void, n: u32, out: *mut u32) -> rt::Status {
        unsafe {
            *data.cast::<u32>() += n;
            out.write(*data.cast::<u32>());
        }
        None
    }
    struct Dropped(#[allow(dead_code)] u32);
    impl Drop for Dropped {
        fn drop(&mut self) {
            DROPPED.fetch_add(1, Ordering::SeqCst);
        }
    }
    static TABLE: CallTable = CallTable { header: Header::boxed::<Dropped>(1), call: add };
    let raw = Raw::of_box(Box::new(Dropped(1)), (&raw const TABLE).cast());
    let mut owned = unsafe { BoxDyn::<dyn Fn(u32) -> u32>::from_raw(raw) };
    assert_eq!(owned.with(|add| add(2)), 3);
    assert_eq!(owned.with_mut(|add| add(3)), 6);
    assert_eq!(DROPPED.load(Ordering::SeqCst), 0);
    drop(owned);
    assert_eq!(DROPPED.load(Ordering::SeqCst), 1);
}

#[test]
fn a_box_is_cloned_where_its_table_can() {
    #[derive(Clone)]
    struct Text(String);
    impl Sink for Text {
        fn put(&mut self, n: u32) -> u32 {
            self.0.push_str(&n.to_string());
            n
        }
        fn total(&self) -> u64 {
            self.0.len() as u64
        }
    }
    let table = const { &table::<Text>(Header::boxed_clone::<Text>(2)) as *const Table };
    let one: BoxDyn<dyn Sink> = unsafe { BoxDyn::from_raw(Raw::of_box(Box::new(Text("ab".into())), table.cast())) };
    let (mut two, one) = (one.try_clone().unwrap().into_std(), one.into_std());
    two.put(345);
    assert_eq!((one.total(), two.total()), (2, 5));
    let dropped = AtomicUsize::new(0);
    assert!(unsafe { BoxDyn::<dyn Sink>::from_raw(boxed(&dropped)) }.try_clone().is_none());
}

#[test]
fn a_panic_in_drop_ends_there() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("a bomb")
        }
    }
    let header = const { &Header::boxed::<Bomb>(0) as *const Header };
    drop(unsafe { BoxDyn::<dyn Sink>::from_raw(Raw::of_box(Box::new(Bomb), header)) });
    let header = const { &Header::shared::<Bomb>(0) as *const Header };
    drop(unsafe { ArcDyn::<dyn Sink>::from_raw(Raw::of_arc(Arc::new(Bomb), header)) });
    drop(rt::WireArc::new(Bomb));
}

// ---- closures

#[repr(C)]
struct CallTable {
    header: Header,
    call: unsafe extern "C" fn(*mut c_void, u32, *mut u32) -> rt::Status,
}

unsafe extern "C" fn call<F: FnMut(u32) -> u32>(data: *mut c_void, n: u32, out: *mut u32) -> rt::Status {
    unsafe { rt::enter(out, || rt::Callee::<F>::call_mut(data, |f| f(n))) }
}

const fn call_table<F: FnMut(u32) -> u32>() -> CallTable {
    CallTable { header: Header::borrowed::<rt::Callee<F>>(1), call: call::<F> }
}

/// Lends a closure of ours to the other side.
fn lend<F: FnMut(u32) -> u32>(callee: &mut rt::Callee<F>) -> Raw {
    let table = const { &call_table::<F>() as *const CallTable };
    Raw { data: std::ptr::from_mut(callee).cast(), table: table.cast() }
}

/// Calls a closure of the other side.
fn foreign(raw: Raw) -> impl FnMut(u32) -> u32 {
    move |n| unsafe { rt::leave("", |out| ((*raw.table.cast::<CallTable>()).call)(raw.data, n, out)) }
}

#[test]
fn an_fn_mut_keeps_its_state_and_can_fail_and_go_on() {
    let mut sum = 0;
    let mut callee = rt::Callee::new(|n| {
        assert!(n != 13, "thirteen");
        sum += n;
        sum
    });
    let mut there = foreign(lend(&mut callee));
    assert_eq!((there(1), there(2)), (1, 3));
    assert_eq!(failure(|| there(13)), "thirteen");
    assert_eq!(there(4), 7);
}

#[test]
fn an_fn_mut_is_not_entered_while_it_runs() {
    let itself = std::cell::Cell::new(None::<Raw>);
    let mut callee = rt::Callee::new(|n| if n == 0 { 0 } else { foreign(itself.get().unwrap())(n - 1) });
    let raw = lend(&mut callee);
    itself.set(Some(raw));
    assert_eq!(foreign(raw)(0), 0);
    assert_eq!(failure(|| foreign(raw)(1)), "a closure was called while a call of it was running");
    assert_eq!(foreign(raw)(0), 0);
}

#[test]
fn an_fn_once_is_called_once() {
    let dropped = AtomicUsize::new(0);
    let witness = Witness(&dropped);
    let mut place = Some(move |n: u32| {
        let _moved = witness;
        n + 1
    });
    assert_eq!(rt::once(&mut place)(4), 5);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
    assert_eq!(failure(|| rt::once(&mut place)(4)), "an FnOnce was called a second time");
}

#[test]
fn a_closure_of_the_other_side_is_used_for_one_call_or_held() {
    unsafe extern "C" fn double(_: *mut c_void, n: u32, out: *mut u32) -> rt::Status {
        unsafe { out.write(2 * n) };
        None
    }
    static TABLE: CallTable = CallTable { header: Header::borrowed::<u8>(1), call: double };
    let mut state = 0u8;
    let raw = Raw { data: (&raw mut state).cast(), table: (&raw const TABLE).cast() };
    let lent: RefDyn<dyn Fn(u32) -> u32> = unsafe { RefDyn::from_raw(raw) };
    assert_eq!(lent.with(|double| double(double(3))), 12);
    let mut lent: MutDyn<dyn Fn(u32) -> u32> = unsafe { MutDyn::from_raw(raw) };
    assert_eq!(lent.with(|double| double(4)), 8);

    let dropped = AtomicUsize::new(0);
    let held = unsafe { Handle::<Boxed>::from_raw(boxed(&dropped)) };
    let call = move || held.raw().data.is_null();
    assert!(!call());
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    drop(call);
    assert_eq!(dropped.load(Ordering::SeqCst), 1);
}

// ---- functions

type Map = unsafe extern "C" fn(u32, *mut u32) -> rt::Status;

unsafe impl<G: Fn(u32) -> u32 + Copy + 'static> rt::Code<G> for fn(u32) -> u32 {
    const CODE: std::ptr::NonNull<c_void> = {
        unsafe extern "C" fn shim<G: Fn(u32) -> u32 + Copy + 'static>(n: u32, out: *mut u32) -> rt::Status {
            unsafe { rt::enter(out, || rt::zero_sized::<G>()(n)) }
        }
        unsafe { std::ptr::NonNull::new_unchecked(shim::<G> as *mut c_void) }
    };
}

#[test]
fn a_function_is_its_code() {
    fn twice(n: u32) -> u32 {
        2 * n
    }
    fn run(function: rt::Function<'_, fn(u32) -> u32>, n: u32) -> u32 {
        let code = unsafe { std::mem::transmute::<*const c_void, Map>(function.code()) };
        unsafe { rt::leave("", |out| code(n, out)) }
    }
    assert_eq!(run(rt::Function::of(twice), 4), 8);
    assert_eq!(run(rt::Function::of(|n| n + 1), 4), 5);
    assert_eq!(failure(|| run(rt::Function::of(|_| panic!("in a function")), 4)), "in a function");
    let null = || unsafe { rt::Function::<'static, fn(u32) -> u32>::from_code(std::ptr::null(), "") };
    assert_eq!(failure(null), "a null pointer for a function");
}
