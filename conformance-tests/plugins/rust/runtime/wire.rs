// What `properties.rs` is compiled with: the types of the boundary.
pub use runtime::rt::{
    ArcDyn, BoxDyn, BoxGrowing, BoxSlice, BoxStr, Function, MutDyn, RefDyn, Tuple2, WireArc as Arc, WireBox as Box, WireOption as Opt,
    WireResult as Res, WireString as String, WireVec as Vec,
};
pub type Pair<T> = Tuple2<T, T>;
pub trait I<'x> {
    fn f(&self) -> &'x u8;
}
pub fn send<T: Send>() {}
pub fn sync<T: Sync>() {}
pub fn boxed<'a>(_: &'a u8) -> BoxDyn<dyn I<'a> + 'a> {
    todo!()
}
pub fn shared<'a>(_: &'a u8) -> ArcDyn<dyn I<'a> + 'a> {
    todo!()
}
pub fn reborrow<'r, 'x>(o: &'r mut MutDyn<'x, dyn I<'x> + 'x>) -> MutDyn<'r, dyn I<'x> + 'x> {
    o.reborrow()
}
