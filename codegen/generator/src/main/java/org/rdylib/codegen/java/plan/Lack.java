package org.rdylib.codegen.java.plan;

import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;

/** What generated Java cannot express yet, and what the author of a descriptor can write instead. */
enum Lack {
    OBJECT_OWNED_ELSEWHERE(
            "an interface object that is owned, behind `&mut` or in an `Arc`, or behind a reference in the answer of a"
                    + " callback",
            "pass what holds it by value or behind `&`, as `&(Box<dyn I>, u8)` for `Arc<(Box<dyn I>, u8)>`; or in a"
                    + " `Box`, as `Box<S>` for `Arc<S>`; let a callback answer with what holds it by value, as"
                    + " `Vec<Arc<dyn I>>` for `&[Arc<dyn I>]`"),
    CLOSURE_OWNED_ELSEWHERE(
            "a closure that is owned, behind `&mut` or in an `Arc`, or behind a reference in the answer of a callback",
            "pass what holds it by value or behind `&`, as `&(Box<dyn Fn()>, u8)` for `Arc<(Box<dyn Fn()>, u8)>`; or in"
                    + " a `Box`, as `Box<S>` for `Arc<S>`; let a callback answer with what holds it by value, as"
                    + " `Vec<Arc<dyn Fn()>>` for `&[Arc<dyn Fn()>]`"),
    FUNCTION_ELSEWHERE(
            "a function reference behind `&mut` or in an `Arc`, or behind a reference in the answer of a callback",
            "pass what holds it by value or behind `&`, as `&(fn(), u8)` for `Arc<(fn(), u8)>`; let a callback answer"
                    + " with what holds it by value, as `Vec<fn()>` for `&[fn()]`"),
    FUTURE_BEHIND_REFERENCE(
            "a future behind a reference or in an `Arc`, where nobody can wait for it,",
            "pass what holds it by value, as `Vec<Box<dyn Future<Output = u8>>>` for `&[Box<dyn Future<Output ="
                    + " u8>>]`"),
    OPAQUE_OWNED_ELSEWHERE(
            "an opaque value that is owned, behind `&mut` or in an `Arc`, or behind a reference in the answer of a"
                    + " callback",
            "pass what holds it by value or behind `&`, as `&(Box<H>, u8)` for `Arc<(Box<H>, u8)>`; let a callback"
                    + " answer with what holds it by value, as `Vec<Box<H>>` for `&[Box<H>]`"),
    OPAQUE_LENT_ELSEWHERE(
            "a reference to an opaque value behind `&mut` or in an `Arc`, or behind another in the answer of a"
                    + " callback",
            "pass what holds it by value or behind `&`, as `&(&H, u8)` for `&mut (&H, u8)`; let a callback answer with"
                    + " what holds it by value, as `Vec<&H>` for `&[&H]`"),
    FIXED_GIVEN(
            "an opaque value within what is passed, or as the answer of a callback, with a lifetime that cannot be"
                    + " shortened",
            "let an export take it as a parameter of its own; or say `covariant: [\"'a\"]` of its type, if the library"
                    + " only reads what it holds for `'a`"),
    LONG_TUPLE(
            "a tuple of more than " + (Resolver.MOST_SLOTS - 1) + " elements",
            "put some of them into a tuple of their own"),
    LARGE_VALUE(
            "a value of more than " + Integer.MAX_VALUE + " bytes",
            "put what is so long behind a pointer of its own, as `&[u64]` or `Vec<u64>` for `[u64; 2000000000]`"),
    EXCLUSIVE_WITHIN(
            "`&mut` behind a reference or in what is owned",
            "pass what holds it by value, as `fn(s: S<'_>)` for `fn(s: &S<'_>)`; or make it a parameter of its own, as"
                + " `fn(x: &mut [u8])` for `fn(x: Vec<&mut u8>)`. `&mut S<'_>` and `&mut [S<'_>]` may hold `&mut T`,"
                + " and `&mut [T]` of scalars, as `&mut [&mut [u8]]`"),
    EXCLUSIVE_OF_CALLBACK(
            "`&mut` within another type in a callback",
            "make it a parameter of its own, as `Fn(S, &mut [u8])` for a field of `S`, and `Fn(&mut [u8], &mut [u8])`"
                    + " for `Fn(&mut [&mut [u8]])`"),
    EXCLUSIVE_OF_BORROW(
            "`&mut` of what borrows within another type",
            "make it a parameter of its own, as `fn(x: &mut &str, y: u8)` for `fn(x: (&mut &str, u8))`"),
    EXCLUSIVE_ANSWER("`&mut` in what Java answers with", "answer with a value, as `T` for `&mut T`"),
    EXCLUSIVE_RESULT(
            "`&mut` in what a library answers with, other than of plain data or an opaque type without lifetimes,",
            "answer with a value, as `Vec<String>` for `&mut Vec<String>`, or with plain data, as `&mut [u8]`: it may"
                    + " stand in `Option`, `Result`, tuples, `Vec` and `Box`, as `(&mut [u8], u8)` for a field of `S`"),
    EXCLUSIVE_KEPT(
            "`&mut` that is kept after the call, other than of plain data as a parameter of an export or method,",
            "make it such a parameter, as `fn<'a>(x: &'a mut [u8], y: u8)` for `fn<'a>(x: (&'a mut [u8], u8))`; or"
                    + " lend it for the call alone, with a lifetime that nothing else has, no other field of a struct"
                    + " behind `&mut` either, and answer with a value of its own, as `String` for `&'a str`"),
    EXCLUSIVE_VIEWED(
            "`&mut` of an object, closure or opaque value behind a reference in what Java is given",
            "let it be `&dyn I` there, as `&(&dyn I, u8)` for `&(&mut dyn I, u8)`: behind `&` it is no more than that;"
                    + " or give what holds it by value"),
    EXCLUSIVE_TEXT_OF_C("a mutable C string", "pass the bytes, as `&mut [u8]`"),
    EXCLUSIVE_OWNED(
            "`&mut` of an owned object, closure or opaque value, or of what owns something and may grow, in a callback",
            "let the callback take the value and answer with another, as `Fn(Box<dyn I>) -> Box<dyn I>` for `Fn(&mut"
                    + " Box<dyn I>)`"),
    BOUND_OF_OBJECT(
            "an object with bounds other than `Send` and `Sync`",
            "leave the other bounds out, and give the interface a method for what they promise, as `copy: \"fn(&self)"
                    + " -> Box<dyn I>\"` for `Clone`"),
    BOUND_OF_CLOSURE(
            "a closure with bounds other than `Send` and `Sync`",
            "leave the other bounds out; what is to be copied can be shared, as `Arc<dyn Fn()>` for `Box<dyn Fn() +"
                    + " Clone>`"),
    OBJECT_LENT_ELSEWHERE(
            "a reference to an interface object behind `&mut` or in an `Arc`, or in the answer of a callback",
            "pass what holds it by value or behind `&`, as `&(&dyn I, u8)` for `&mut (&dyn I, u8)`; let a callback give"
                    + " the object, as `Box<dyn I>` for `&dyn I`"),
    CLOSURE_LENT_ELSEWHERE(
            "a reference to a closure behind `&mut` or in an `Arc`, or in the answer of a callback",
            "pass what holds it by value or behind `&`, as `&(&dyn Fn(), u8)` for `&mut (&dyn Fn(), u8)`; let a"
                    + " callback give the closure, as `Box<dyn Fn()>` for `&dyn Fn()`"),
    FIXED_REFERENCE(
            "an object of an interface with lifetimes, behind a reference within what is passed to the library",
            "make it a parameter of its own, as `fn(x: &dyn I<'a>, y: u8)` for `fn(x: (&dyn I<'a>, u8))`; or pass what"
                    + " owns it by value, as `Vec<Box<dyn I<'a>>>` for `&[Box<dyn I<'a>>]`"),
    FIXED_GROWING_ENUM(
            "an enum with `evolves: append` with a lifetime that cannot be shortened",
            "hold owned values in place of what is borrowed for that lifetime, or leave `evolves: append` out, if the"
                    + " enum is complete"),
    /** C is answered zero where such a function of Java's fails, which has to be a value of its result. */
    RESULT_FOR_C(
            "what is neither a number nor a pointer, or cannot be zero, as the result of an `extern \"C\"` function of"
                    + " Java's",
            "answer through a parameter, as `out: &mut T`; or leave `extern \"C\"` out, if the library's side is"
                    + " generated"),
    RESULT_OF_BORROW(
            "a closure or future whose result lives as long as the borrow of the object",
            "let it answer with a value of its own, as `String` for `&str`, or with what lives as long as the object's"
                    + " own lifetimes"),
    CALLBACK_OF_BORROW(
            "an object, closure or future of Java's that goes on using a lifetime of its caller's choice",
            "let it have no more of that than its bound, as `Box<dyn Fn() -> String + 'a>` for `Box<dyn Fn() -> &'a str"
                    + " + 'a>`"),
    CALLBACK_OF_CALLER(
            "a callback that may pass on what it is given for a lifetime of its caller's choice, and answers nothing"
                    + " for that",
            "let what it passes that to take it for any lifetime, as `Fn(&str, &dyn Fn(&str))` for `for<'a> Fn(&'a str,"
                    + " &dyn Fn(&'a str))`");

    private final String what;
    private final String help;

    Lack(String what, String help) {
        this.what = what;
        this.help = help;
    }

    /** The refusal of a use of it. */
    Diagnostic at(Place place) {
        return Diagnostic.error(
                Code.NOT_SUPPORTED,
                place,
                what + " is part of the language, but the Java generator does not support it yet",
                help);
    }
}
