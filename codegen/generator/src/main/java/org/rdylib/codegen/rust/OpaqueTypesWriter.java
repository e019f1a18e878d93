package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.TypeDeclaration;

/**
 * Writes what there is about the author's own types that the descriptor calls opaque: the functions that drop them, and
 * that what the descriptor claims of them is so.
 */
final class OpaqueTypesWriter {

    private final Descriptor descriptor;
    private final Names names;
    private final String rt;
    private final Lines out;

    OpaqueTypesWriter(Descriptor descriptor, Names names, String rt, Lines out) {
        this.descriptor = descriptor;
        this.names = names;
        this.rt = rt;
        this.out = out;
    }

    void write() {
        Set<String> exported =
                descriptor.exports().stream().map(descriptor::symbolOf).collect(Collectors.toCollection(HashSet::new));
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Opaque o) {
                o.drop().filter(exported::add).ifPresent(symbol -> drop(o, symbol));
                claims(o);
            }
        }
    }

    private void drop(TypeDeclaration.Opaque opaque, String symbol) {
        String box = names.std("Option") + "<" + names.std("Box") + "<" + TypesWriter.erased(opaque) + ">>";
        out.blank().add("#[unsafe(export_name = \"" + symbol + "\")]");
        out.open(
                "unsafe extern \"C\" fn " + names.value("drop_" + opaque.name(), new Names.Owner("drop", opaque.name()))
                        + "(value: " + box + ")");
        out.add(rt + "::enter_drop(|| ::core::mem::drop(value))");
        out.close();
    }

    /** rustc finds what is not so, and shows these lines with what they say of themselves. */
    private void claims(TypeDeclaration.Opaque opaque) {
        String type = TypesWriter.erased(opaque);
        for (Claim claim : opaque.claims()) {
            if (claim.bound() == Bound.SEND || claim.bound() == Bound.SYNC) {
                out.blank().open("const _: fn() = ||");
                out.add("fn claimed<" + names.parameter("T") + ": "
                        + names.std(claim.bound().spelling()) + ">() {}");
                out.add("claimed::<" + type + ">(); // the descriptor says so: `bounds: ["
                        + claim.bound().spelling() + "]`");
                out.close(";");
            }
        }
        for (int i = 0; i < opaque.lifetimes().size(); i++) {
            if (opaque.isCovariantIn(opaque.lifetimes().get(i))) {
                covariant(opaque, i);
            }
        }
    }

    private void covariant(TypeDeclaration.Opaque opaque, int index) {
        String others = IntStream.range(0, opaque.lifetimes().size())
                .filter(i -> i != index)
                .mapToObj(i -> ", 'of_" + i)
                .collect(joining());
        out.blank().open("const _: () =");
        out.open("fn covariant<'long: 'short, 'short" + others + ">(value: " + reference(opaque, index, "'long")
                + ") -> " + reference(opaque, index, "'short"));
        out.add("value // the descriptor says so of " + opaque.name() + ": `covariant: [\"'"
                + opaque.lifetimes().get(index).name() + "\"]`");
        out.close();
        out.close(";");
    }

    private static String reference(TypeDeclaration.Opaque opaque, int index, String lifetime) {
        List<String> arguments = IntStream.range(0, opaque.lifetimes().size())
                .mapToObj(i -> i == index ? lifetime : "'of_" + i)
                .toList();
        return "::std::boxed::Box<" + opaque.name() + "<" + String.join(", ", arguments) + ">>";
    }
}
