//! Something for each export of `everything.yaml`, to compile what is generated with.
#![allow(unused_variables, clippy::too_many_arguments)]
use crate::abi::{self, *};
use std::{ffi::CStr, future::Future, pin::Pin, sync::Arc};
struct P;
impl Every for P {
    fn scalars(
        a: bool,
        b: char,
        c: u8,
        d: u16,
        e: u32,
        f: u64,
        g: i8,
        h: i16,
        i: i32,
        j: i64,
        k: usize,
        l: isize,
        m: f32,
        n: f64,
    ) -> u128 {
        todo!()
    }
    fn structs<'a>(a: &Aligned, b: WidePayload, c: &'a Payload<'a>, d: Plain, e: Wide) -> Shape<'a> {
        todo!()
    }
    fn references<'a>(a: &'a mut Shape<'a>, b: Option<&str>, c: &mut [u16], d: &CStr) -> References<'a> {
        todo!()
    }
    fn owned(a: Box<u8>, b: Vec<u8>, c: String, d: wire::Arc<u64>, e: Box<str>, f: Option<Box<[u8]>>) -> Owned {
        todo!()
    }
    fn closures<'a>(
        a: &mut dyn FnMut(u8) -> [u8; 4],
        b: Box<dyn FnOnce(String) + 'a>,
        c: Option<&dyn Fn()>,
        d: wire::Function<'static, fn(u8, &str) -> u32>,
    ) -> Box<dyn Fn(u64) -> u8> {
        todo!()
    }
    fn walker<'a>(text: &'a str, base: Option<Box<dyn Walker<'a> + 'a>>) -> Arc<dyn Walker<'a> + Send + 'a> {
        todo!()
    }
    fn array() -> [[u16; 2]; 5] {
        todo!()
    }
    fn nothing() {
        todo!()
    }
    fn plain(a: u8, b: &str, c: &Packed) -> f64 {
        todo!()
    }
    fn plain_nothing() {
        todo!()
    }
    unsafe fn pointers(a: *const u8, b: *mut Packed, c: *const *mut u8) -> *mut u64 {
        todo!()
    }
    async fn later<'a>(
        a: &'a str,
        b: &[u8; 2],
        c: wire::MutDyn<'_, dyn FnMut(u8) + '_>,
    ) -> Result<&'a str, Plain> {
        abi::fetch(a).await;
        Ok(a)
    }
    async unsafe fn later_unsafe(at: *const u8) {}
    async fn later_sent(a: &str) -> u8 {
        todo!()
    }
    fn futures(
        a: Pin<Box<dyn Future<Output = ()>>>,
        b: Option<Pin<Box<dyn Future<Output = (u8, String)> + Send>>>,
    ) -> Pin<Box<dyn Future<Output = Vec<u8>> + Send>> {
        Box::pin(async { b.unwrap().await.1.into_bytes() })
    }
    fn elsewhere() -> u8 {
        todo!()
    }
    fn growing<'a>(
        a: &'a Grown<'a>,
        mut b: wire::BoxGrowing<GrownAside>,
        c: Option<wire::BoxGrowing<GrownAside>>,
        d: wire::Arc<GrownPacked>,
        e: &mut dyn FnMut(wire::BoxGrowing<GrownPacked>) -> wire::BoxGrowing<GrownAside>,
    ) -> Result<Growns<'a>, wire::BoxGrowing<Grown<'static>>> {
        let aside = e(wire::BoxGrowing::new(GrownPacked { a: d.a, b: d.b }));
        let GrownAsideFields { words, known } = b.fields_mut();
        words[0] = aside.words[0];
        *known += aside.known;
        let mut of = abi::grown(Box::new(move |grown: &Grown<'_>| GrownAside { words: vec![grown.a].into(), known: 1 }.into()));
        *of.fields_mut().b = "static";
        Err(of)
    }
    fn promised<'a>(
        a: wire::RefDyn<'a, dyn Walker<'a> + 'a>,
        b: Box<dyn Fn() -> u8 + Send>,
        c: Vec<wire::ArcDyn<dyn Fn()>>,
    ) -> Box<dyn Fn() -> u8 + Send> {
        b
    }
    fn grown_plain(a: wire::BoxGrowing<GrownAside>) -> Option<wire::BoxGrowing<GrownAside>> {
        Some(a)
    }
    unsafe fn grown_unsafe(a: *const GrownLent, b: *mut GrownAside) {
        todo!()
    }
}
abi::export!(P);
