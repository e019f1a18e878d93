//! Something for each export of `names.yaml`, to compile what is generated with.
#![allow(unused_variables)]
use crate::abi;
struct P;
impl abi::EdgeExports for P {
    fn read() -> Box<dyn abi::ReadFile> {
        todo!()
    }
    fn read_too() -> Box<dyn abi::Read_File> {
        todo!()
    }
    fn known(x: abi::UnknownObject) -> Box<dyn abi::KnownUnknown> {
        todo!()
    }
    fn dropped() -> Box<dyn abi::drop_read_file> {
        todo!()
    }
    fn rt(out: u8, data: u8) -> u8 {
        todo!()
    }
    fn of(x: Box<dyn abi::boundary>) -> Box<dyn abi::Copy> {
        todo!()
    }
    fn enter(x: &str) {
        todo!()
    }
    fn exports<'a, 'b>(x: &'a &'b str, f: &mut dyn FnMut(&'a &'b str) -> &'b str) -> &'b str {
        todo!()
    }
    fn hr<'a>(
        x: &'a str,
        f: &mut dyn FnMut(&'a str) -> bool,
        g: &mut dyn FnMut(&str) -> bool,
    ) -> Box<dyn FnMut(&'a str) -> bool + 'a> {
        todo!()
    }
    fn hr2<'a>(
        f: abi::wire_::Function<'static, fn(&'a str)>,
        g: abi::wire_::Function<'static, fn(&str, u8)>,
        h: Box<dyn FnMut(&str) -> bool>,
    ) -> (abi::wire_::Function<'static, fn(&'a str)>, abi::wire_::Function<'static, fn(&str, u8)>) {
        todo!()
    }
    fn inv<'a, 'b>(x: &'a mut abi::Nested<'a, 'b>) -> &'a mut &'b str
    where
        'b: 'a,
    {
        todo!()
    }
    fn deb<'a, 'b>(x: &'a str) -> Box<dyn abi::Debug<'a, 'b> + 'a> {
        todo!()
    }
    fn deb2<'a, 'b>(
        x: Box<dyn abi::Debug<'a, 'b> + 'a>,
        y: &dyn abi::Debug<'a, 'b>,
        z: Option<&mut dyn abi::Debug<'a, 'b>>,
    ) -> &'b str {
        todo!()
    }
    fn arr(x: &mut [[u8; 3]], y: &mut str, z: Option<&mut str>) -> Option<[abi::wire_::Option<u8>; 2]> {
        todo!()
    }
    fn res() -> Result<Option<Result<String, Vec<abi::wire_::Tuple2<u8, abi::wire_::String>>>>, (String,)> {
        todo!()
    }
    fn patterns(
        some: u8,
        none: u8,
        ok: u8,
        err: u8,
        growing: abi::Growing,
        exports: u8,
        note: &str,
        token: u8,
        imports: u8,
        patterns: &dyn abi::Patterns,
    ) -> Box<dyn abi::Patterns> {
        todo!()
    }
    fn borrowed<'a>(
        x: &'a str,
        f: abi::wire_::Function<'static, fn(u8) -> u8>,
    ) -> &'a str {
        todo!()
    }
    fn called(call: &mut dyn for<'a> FnMut(&'a str, abi::wire_::Function<'static, fn()>) -> &'a str) {
        todo!()
    }
    async fn soon(
        some: u8,
        none: u8,
        ok: u8,
        err: u8,
        growing: abi::Growing,
        exports: u8,
        note: &str,
        token: u8,
        imports: u8,
    ) -> u8 {
        todo!()
    }
}
abi::export!(P);
