package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;

/** Writes, for each declared type of which values come in, what is due to their bytes. */
final class ChecksWriter {

    private final CheckedDescriptor descriptor;
    private final RustTypes types;
    private final Flow flow;
    private final String rt;
    private final Lines out;
    private final Names names;
    private final SortedSet<Integer> sizes = new TreeSet<>();

    ChecksWriter(CheckedDescriptor descriptor, Names names, RustTypes types, Flow flow, String rt, Lines out) {
        this.names = names;
        this.descriptor = descriptor;
        this.types = types;
        this.flow = flow;
        this.rt = rt;
        this.out = out;
    }

    void write() {
        for (TypeDeclaration declaration : descriptor.descriptor().types()) {
            if (!(declaration instanceof TypeDeclaration.Opaque) && flow.comesIn(declaration.name())) {
                String generics = RustTypes.generics(declaration.lifetimes());
                out.blank().open("unsafe impl" + generics + " " + rt + "::Value for " + declaration.name() + generics);
                switch (declaration) {
                    case TypeDeclaration.Struct s -> struct(s);
                    case TypeDeclaration.Enum e
                    when AppendEnumsWriter.isStored(e) -> {
                        out.open("unsafe fn check(at: *const Self, place: " + rt + "::Place)");
                        out.add("unsafe { " + rt + "::Value::check(&raw const (*at).0, place) }");
                        out.close().close();
                        out.blank()
                                .open("unsafe impl" + generics + " " + rt + "::Value for "
                                        + AppendEnumsWriter.known(names, e) + generics);
                        enumeration(e);
                    }
                    case TypeDeclaration.Enum e
                    when AppendEnumsWriter.isAppend(e) -> {
                        out.add("const ANY: bool = true;");
                        out.add("unsafe fn check(_: *const Self, _: " + rt + "::Place) {}");
                    }
                    case TypeDeclaration.Enum e -> enumeration(e);
                    case TypeDeclaration.Opaque _ -> {}
                }
                out.close();
            }
        }
        variants();
    }

    private void struct(TypeDeclaration.Struct s) {
        List<Type> fields = Types.fieldTypes(s);
        List<String> all = fields.stream()
                .map(types::stored)
                .distinct()
                .map(t -> "<" + t + " as " + rt + "::Value>::ANY")
                .toList();
        for (int i = 0; i < all.size(); i++) {
            String start = i == 0 ? "const ANY: bool = " : "    && ";
            out.add(start + all.get(i) + (i + 1 == all.size() ? ";" : ""));
        }
        out.open("unsafe fn check(at: *const Self, place: " + rt + "::Place)").open("unsafe");
        for (Field f : s.fields()) {
            String check = s.packed().isPresent() ? rt + "::check_unaligned" : rt + "::Value::check";
            out.add(check + "(&raw const (*at)." + f.name() + ", " + Crossings.literal(s.name() + "." + f.name())
                    + ");");
        }
        out.close().close();
    }

    private void enumeration(TypeDeclaration.Enum e) {
        String tag = e.repr().spelling();
        out.open("unsafe fn check(at: *const Self, place: " + rt + "::Place)")
                .open("unsafe")
                .open("match at.cast::<" + tag + ">().read()");
        String empty = e.variants().stream()
                .filter(v -> v.payload() instanceof Payload.None)
                .map(v -> v.discriminant().toString())
                .collect(joining(" | "));
        if (!empty.isEmpty()) {
            out.add(empty + " => {}");
        }
        for (Variant v : e.variants()) {
            List<Type> payload = Types.payloadTypes(v.payload());
            List<String> fields = fields(v.payload());
            if (!payload.isEmpty()) {
                String parts = payload.stream().map(types::stored).collect(joining(", "));
                out.open(v.discriminant() + " =>");
                out.add("let at = at.cast::<" + variant(payload.size()) + "<" + tag + ", " + parts + ">>();");
                for (int i = 1; i <= payload.size(); i++) {
                    String place = Crossings.literal(e.name() + "." + v.name() + "." + fields.get(i - 1));
                    out.add(rt + "::Value::check(&raw const (*at)." + i + ", " + place + ");");
                }
                out.close();
            }
        }
        out.add("tag => " + rt + "::bad_tag(\"" + e.name() + "\", tag.into(), place),");
        out.close().close().close();
    }

    private static List<String> fields(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> List.of();
            case Payload.Positional p ->
                IntStream.range(0, p.types().size()).mapToObj(Integer::toString).toList();
            case Payload.Fields f -> f.fields().stream().map(Field::name).toList();
        };
    }

    private String variant(int size) {
        sizes.add(size);
        return names.type("Variant" + size, new Names.Owner("variant", "" + size));
    }

    /** By the language's definition (RFC 2195) a variant lies like a C struct of the tag and its fields. */
    private void variants() {
        for (int size : sizes) {
            String parameters =
                    IntStream.rangeClosed(1, size).mapToObj(i -> "T" + i).collect(joining(", "));
            out.blank().add("/// A variant of an enum: its tag, and what it carries.");
            out.add("#[repr(C)]");
            out.add("struct " + variant(size) + "<Tag, " + parameters + ">(Tag, " + parameters + ");");
        }
    }
}
