// What `properties.rs` is compiled with, too: the types of the standard library.
pub use std::sync::Arc;
pub type ArcDyn<D> = Arc<D>;
pub type BoxDyn<D> = Box<D>;
pub type BoxGrowing<T> = Box<T>;
pub type BoxSlice<T> = Box<[T]>;
pub type BoxStr = Box<str>;
pub type Function<'a, F> = F;
pub type MutDyn<'a, D> = &'a mut D;
pub type Opt<T> = Option<T>;
pub type Pair<T> = (T, T);
pub type RefDyn<'a, D> = &'a D;
pub type Res<T, E> = Result<T, E>;
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
    *o
}
