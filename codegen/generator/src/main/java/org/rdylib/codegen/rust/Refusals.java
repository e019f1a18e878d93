package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Export;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.syntax.TypePrinter;

/** What a descriptor may say and Rust cannot. */
final class Refusals {

    private final List<Diagnostic> found = new ArrayList<>();
    private final Map<String, String> functions = new HashMap<>();

    private Refusals() {}

    /** A diagnostic for each use of it, where it stands. */
    static List<Diagnostic> of(CheckedDescriptor checked) {
        Descriptor descriptor = checked.descriptor();
        Refusals refusals = new Refusals();
        descriptor.types().forEach(t -> Types.fieldTypes(t).forEach(refusals::type));
        descriptor.interfaces().forEach(i -> i.methods().forEach(m -> refusals.signature(m.signature())));
        descriptor.exports().forEach(refusals::export);
        refusals.drops(descriptor);
        descriptor.imports().forEach(i -> refusals.signature(i.signature()));
        GivenObjects.of(checked).forEach(refusals::given);
        return refusals.found.stream().distinct().toList();
    }

    private void export(Export export) {
        signature(export.signature());
        CArguments.unusual(export)
                .ifPresent(c -> refuse(
                        c.at(),
                        "`c`, which says how a C function that is already there is called,",
                        "leave it out of a library that is written in Rust: its `extern \"C\" fn` takes what the"
                                + " signature says"));
    }

    /** What is behind the pointer that a function drops, that function cannot see. */
    private void drops(Descriptor descriptor) {
        Map<String, TypeDeclaration> byDrop = new HashMap<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Opaque o
                    && o.drop().isPresent()
                    && byDrop.putIfAbsent(o.drop().get(), o) != null) {
                refuse(
                        o.at(),
                        "a `drop` of two opaque types",
                        "give `" + o.name()
                                + "` one of its own: the function is passed a pointer, and not what it is to");
            }
        }
    }

    private void signature(Signature signature) {
        signature.parameters().stream().map(Parameter::type).forEach(this::type);
        type(signature.result());
    }

    private void type(Type type) {
        Types.forEach(type, this::one);
    }

    private void one(Type type) {
        switch (type) {
            case Type.Reference r
            when r.target() instanceof Type.CStr && r.mutability() == Mutability.EXCLUSIVE ->
                refuse(r.at(), "`&mut CStr`", "pass the bytes, `&mut [u8]`: Rust has no CStr that can be written to");
            case Type.Function f -> function(f);
            case Type _ -> {}
        }
    }

    /** Each function type has a method `call` of its own, and rustc tells types by more than their lifetimes. */
    private void function(Type.Function f) {
        Type general = new Type.Function(Generalized.of(f.signature()), new Lifetime.Static(f.at()), f.at());
        String printed = TypePrinter.print(general);
        String erased = printed.replaceAll("for<[^>]*> |'\\w+ ?", "");
        Optional.ofNullable(functions.putIfAbsent(erased, printed))
                .filter(before -> !before.equals(printed))
                .ifPresent(_ -> refuse(
                        f.at(),
                        "a function type beside another that differs from it in the lifetimes of its `for<>` alone",
                        "let both be for every lifetime, or neither"));
    }

    private void given(Type type) {
        switch (type) {
            case Type.InterfaceObject o -> bounds(o.bounds(), o.at());
            case Type.Closure c -> bounds(c.bounds(), c.at());
            case Type _ -> throw new IllegalArgumentException("no object at " + type.at());
        }
    }

    private void bounds(Set<Bound> bounds, Place at) {
        String others = bounds.stream()
                .filter(b -> b != Bound.SEND && b != Bound.SYNC)
                .sorted()
                .map(b -> "`" + b.spelling() + "`")
                .collect(Collectors.joining(" and "));
        if (!others.isEmpty()) {
            refuse(
                    at,
                    others + " of an object that the plugin gives",
                    "only `Send` and `Sync` can be bounds of a `dyn` type in Rust: leave out the others");
        }
    }

    private void refuse(Place at, String what, String help) {
        found.add(Diagnostic.error(
                Code.NOT_SUPPORTED,
                at,
                what + " is part of the language, but the Rust generator does not support it",
                help));
    }
}
