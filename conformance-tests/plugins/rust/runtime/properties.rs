//! What rustc accepts of the types that stand for `Box<dyn I>`, `Vec<T>` and the like in memory, and what it says to the
//! rest. Each piece is compiled twice: with those types, and with the ones of the standard library that they stand for.
//! The verdict is the same, but for the pieces that say `otherwise`.

//~ accepted: a box is covariant in the bound of its object
pub fn f<'x, 'l: 's, 's>(o: BoxDyn<dyn I<'x> + 'l>) -> BoxDyn<dyn I<'x> + 's> { o }

//~ lifetime may not live long enough: a box does not outgrow the bound of its object
pub fn f<'x, 'l: 's, 's>(o: BoxDyn<dyn I<'x> + 's>) -> BoxDyn<dyn I<'x> + 'l> { o }

//~ lifetime may not live long enough: a box is invariant in the interface's lifetimes
pub fn f<'l: 's, 's>(o: BoxDyn<dyn I<'l> + 's>) -> BoxDyn<dyn I<'s> + 's> { o }

//~ accepted: an arc is covariant in the bound of its object
pub fn f<'x, 'l: 's, 's>(o: ArcDyn<dyn I<'x> + Send + Sync + 'l>) -> ArcDyn<dyn I<'x> + Send + Sync + 's> { o }

//~ lifetime may not live long enough: an arc is invariant in the interface's lifetimes
pub fn f<'l: 's, 's>(o: ArcDyn<dyn I<'l> + 's>) -> ArcDyn<dyn I<'s> + 's> { o }

//~ accepted: a reference to an object is covariant in its lifetime and its bound
pub fn f<'x, 'l: 's, 's>(o: RefDyn<'l, dyn I<'x> + 'l>) -> RefDyn<'s, dyn I<'x> + 's> { o }

//~ accepted: so is a mutable one, for an object cannot be overwritten
pub fn f<'x, 'l: 's, 's>(o: MutDyn<'l, dyn I<'x> + 'l>) -> MutDyn<'s, dyn I<'x> + 's> { o }

//~ lifetime may not live long enough: a mutable reference does not outgrow itself
pub fn f<'x, 'l: 's, 's>(o: MutDyn<'s, dyn I<'x> + 'l>) -> MutDyn<'l, dyn I<'x> + 'l> { o }

//~ lifetime may not live long enough: a mutable reference is invariant in the interface's lifetimes
pub fn f<'l: 's, 's>(o: MutDyn<'s, dyn I<'l> + 's>) -> MutDyn<'s, dyn I<'s> + 's> { o }

//~ accepted: a mutable reference deep within a type is covariant in the bound of its object; otherwise: lifetime may not live long enough
pub fn f<'x, 'l: 's, 's>(o: Option<MutDyn<'s, dyn I<'x> + 'l>>) -> Option<MutDyn<'s, dyn I<'x> + 's>> { o }

//~ accepted: the bound of an object outlives a reference to it
pub fn f<'a, 'b>(_: RefDyn<'a, dyn I<'static> + 'b>, _: MutDyn<'a, dyn I<'static> + 'b>, b: &'b str) -> &'a str { b }

//~ accepted: also where only the one that is mutable says so
pub fn f<'a, 'b>(_: MutDyn<'a, dyn I<'static> + 'b>, b: &'b str) -> &'a str { b }

//~ error[E0597]: a reference that is longer than the bound of its object is not passed
pub fn g<'a, 'b>(_: RefDyn<'a, dyn I<'static> + 'b>, _: &'b str) -> &'a str { "" }
pub fn f<'a>(o: RefDyn<'a, dyn I<'static> + 'a>) { let kept: &'a str; { let s = ::std::string::String::new(); kept = g(o, &s); } drop(kept); }

//~ accepted: owned data is covariant
pub fn f<'l: 's, 's>(a: Vec<&'l str>, b: Box<&'l str>, c: BoxSlice<&'l str>, d: Arc<&'l str>, e: BoxGrowing<&'l str>)
    -> (Vec<&'s str>, Box<&'s str>, BoxSlice<&'s str>, Arc<&'s str>, BoxGrowing<&'s str>) { (a, b, c, d, e) }

//~ lifetime may not live long enough: owned data is invariant behind a mutable reference
pub fn f<'r, 'l: 's, 's>(o: &'r mut Vec<&'l str>) -> &'r mut Vec<&'s str> { o }

//~ accepted: tags and tuples are covariant
pub fn f<'l: 's, 's>(a: Opt<&'l str>, b: Res<u8, &'l str>, c: Pair<&'l str>) -> (Opt<&'s str>, Res<u8, &'s str>, Pair<&'s str>) { (a, b, c) }

//~ accepted: a box is Send where its object is
pub fn f<'x>() { send::<BoxDyn<dyn I<'x> + Send + 'x>>() }

//~ error[E0277]: a box is not Send where its object is not
pub fn f<'x>() { send::<BoxDyn<dyn I<'x> + 'x>>() }

//~ error[E0277]: a box is not Sync where its object is only Send
pub fn f<'x>() { sync::<BoxDyn<dyn I<'x> + Send + 'x>>() }

//~ accepted: a box is Sync where its object is
pub fn f<'x>() { sync::<BoxDyn<dyn I<'x> + Sync + 'x>>() }

//~ accepted: an arc is Send and Sync where its object is both
pub fn f<'x>() { send::<ArcDyn<dyn I<'x> + Send + Sync + 'x>>(); sync::<ArcDyn<dyn I<'x> + Send + Sync + 'x>>() }

//~ error[E0277]: an arc is not Send where its object is not Sync
pub fn f<'x>() { send::<ArcDyn<dyn I<'x> + Send + 'x>>() }

//~ error[E0277]: an arc is not Sync where its object is not Send
pub fn f<'x>() { sync::<ArcDyn<dyn I<'x> + Sync + 'x>>() }

//~ accepted: a reference is Send where its object is Sync
pub fn f<'x>() { send::<RefDyn<'x, dyn I<'x> + Sync + 'x>>() }

//~ error[E0277]: a reference is not Send where its object is only Send
pub fn f<'x>() { send::<RefDyn<'x, dyn I<'x> + Send + 'x>>() }

//~ accepted: a mutable reference is Send where its object is
pub fn f<'x>() { send::<MutDyn<'x, dyn I<'x> + Send + 'x>>() }

//~ error[E0277]: a mutable reference is not Send where its object is only Sync
pub fn f<'x>() { send::<MutDyn<'x, dyn I<'x> + Sync + 'x>>() }

//~ accepted: owned data is Send and Sync where its elements are
pub fn f() { send::<Vec<u8>>(); sync::<Vec<u8>>(); send::<String>(); sync::<BoxStr>(); send::<Box<u8>>(); send::<Arc<u8>>(); sync::<BoxSlice<u8>>(); send::<BoxGrowing<u8>>(); sync::<BoxGrowing<u8>>() }

//~ error[E0277]: owned data is not Send where its elements are not
pub fn f() { send::<Vec<*const u8>>() }

//~ error[E0277]: neither is a box of what may have grown
pub fn f() { send::<BoxGrowing<*const u8>>() }

//~ error[E0277]: nor Sync
pub fn f() { sync::<Vec<std::cell::Cell<u8>>>() }

//~ error[E0277]: an element of an arc is Send and Sync, or the arc is neither
pub fn f() { sync::<Arc<std::cell::Cell<u8>>>() }

//~ error[E0277]: not even Send
pub fn f() { send::<Arc<std::cell::Cell<u8>>>() }

//~ error[E0597]: a box outlives what its object has borrowed
pub fn f() { let x; { let s = 1u8; x = boxed(&s); } drop(x); }

//~ error[E0597]: also where nothing but its drop uses it
pub fn f() { let _x; { let s = 1u8; _x = boxed(&s); } }

//~ accepted: a box may borrow from what is declared before
pub fn f() { let s = 1u8; let _x = boxed(&s); }

//~ error[E0597]: a counted object is dropped, too
pub fn f() { let _x; { let s = 1u8; _x = shared(&s); } }

//~ error[E0597]: so are the elements of a vector
pub fn f() { let _x; { let s = 1u8; _x = Vec::from(vec![boxed(&s)]); } }

//~ error[E0597]: and what may have grown
pub fn f() { let _x; { let s = 1u8; _x = BoxGrowing::new(boxed(&s)); } }

//~ accepted: it is read, and replaced with its box
pub fn f(mut a: BoxGrowing<u8>, mut b: BoxGrowing<u8>) -> u8 { std::mem::swap(&mut a, &mut b); *a }

//~ error[E0596]: it is not replaced in its box; otherwise: accepted
pub fn f(mut a: BoxGrowing<u8>, mut b: BoxGrowing<u8>) { std::mem::swap(&mut *a, &mut *b) }

//~ error[E0594]: nor written to there; otherwise: accepted
pub fn f(mut a: BoxGrowing<u8>) { *a = 1 }

//~ error[E0507]: nor moved out; otherwise: accepted
pub fn f(a: BoxGrowing<std::string::String>) -> std::string::String { *a }

//~ error[E0277]: nor cloned; otherwise: accepted
pub fn f(a: BoxGrowing<std::string::String>) -> BoxGrowing<std::string::String> { BoxGrowing::clone(&a) }

//~ error[E0277]: nor made of nothing; otherwise: accepted
pub fn f() -> BoxGrowing<u8> { Default::default() }

//~ accepted: a reference to an object is not dropped
pub fn f(o: RefDyn<'static, dyn I<'static>>) { let _x; { let s = o; _x = s; } }

//~ error[E0382]: a box is used once
pub fn f<'x>(o: BoxDyn<dyn I<'x> + 'x>) { drop(o); drop(o); }

//~ error[E0499]: a mutable reference is lent to one at a time
pub fn f<'x>(mut o: MutDyn<'x, dyn I<'x> + 'x>) { let a = reborrow(&mut o); let b = reborrow(&mut o); drop((a, b)); }

//~ accepted: and again
pub fn f<'x>(mut o: MutDyn<'x, dyn I<'x> + 'x>) { drop(reborrow(&mut o)); drop(reborrow(&mut o)); }

//~ accepted: a reference is copied
pub fn f<'x>(o: RefDyn<'x, dyn I<'x> + 'x>) { drop((o, o)); }

//~ accepted: a function is contravariant in its argument and covariant in its result
pub fn f<'l: 's, 's>(o: Function<'l, fn(&'s u8) -> &'l u8>) -> Function<'s, fn(&'l u8) -> &'s u8> { o }

//~ lifetime may not live long enough: and not the other way round
pub fn f<'l: 's, 's>(o: Function<'l, fn(&'l u8) -> &'l u8>) -> Function<'l, fn(&'s u8) -> &'l u8> { o }

//~ accepted: a function may be of any thread
pub fn f() { send::<Function<'static, fn(*const u8)>>(); sync::<Function<'static, fn(*const u8)>>() }

//~ lifetime may not live long enough: a function does not outlive its code; otherwise: accepted
pub fn f<'l: 's, 's>(o: Function<'s, fn()>) -> Function<'l, fn()> { o }
