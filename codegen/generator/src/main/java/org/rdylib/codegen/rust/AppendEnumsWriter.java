package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Payload;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;

/**
 * Writes enums to which later versions may add variants. None of them is an {@code enum} of Rust's, which has no values
 * but its variants: one without payloads is a number, of which the known ones have names; any other is the bytes that all
 * versions keep to, made of an {@code enum} of the known variants and looked at as one.
 */
final class AppendEnumsWriter {

    private static final int WORD = 8;

    private final Names names;
    private final RustTypes types;
    private final Derives derives;
    private final String rt;
    private final Lines out;

    AppendEnumsWriter(Names names, RustTypes types, Derives derives, String rt, Lines out) {
        this.names = names;
        this.types = types;
        this.derives = derives;
        this.rt = rt;
        this.out = out;
    }

    static boolean isAppend(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e && e.evolution() == Evolution.APPEND;
    }

    /** Whether the enum is bytes rather than a number. */
    static boolean isStored(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e && isAppend(e) && e.hasPayload();
    }

    /** The enum of the variants that are known. */
    static String known(Names names, TypeDeclaration.Enum e) {
        return names.type("Known" + e.name(), new Names.Owner("known", e.name()));
    }

    /** One that is a number. */
    void number(TypeDeclaration.Enum e) {
        String name = e.name();
        out.add("#[repr(transparent)]");
        out.add("#[derive(" + derives.of(name) + ")]");
        out.add("pub struct " + name + "(pub " + e.repr().spelling() + ");");
        out.blank().open("impl " + name);
        for (Variant v : e.variants()) {
            out.add(Docs.of(v.doc()));
            out.add("pub const " + v.name() + ": " + name + " = " + name + "(" + v.discriminant() + ");");
        }
        out.close();
    }

    /** One that is bytes; the enum of its known variants is written already. */
    void stored(TypeDeclaration.Enum e, String where) {
        String generics = RustTypes.generics(e.lifetimes());
        String known = known(names, e) + generics;
        String name = e.name() + generics;
        String head = "impl" + generics + " ";
        String storage = rt + "::Storage<" + known + ", " + e.storage().orElseThrow() / WORD + ">";
        String option = names.std("Option");
        out.blank().add(Docs.of(e.doc()));
        out.add("///");
        out.add("/// Made of a [`" + known(names, e)
                + "`]. A later version may have more variants; one of those is a value as any");
        out.add("/// other, but for being unknown.");
        out.add("#[repr(transparent)]");
        out.add("pub struct " + name + "(" + storage + ")" + where + ";");
        out.blank().open(head + name);
        out.add("/// Which variant it is.");
        out.open("pub fn tag(&self) -> " + e.repr().spelling())
                .add("self.0.tag()")
                .close();
        out.blank().add("/// The variant, where it is known.");
        out.open("pub fn known(&self) -> " + option + "<&" + known + ">")
                .add("self.0.known()")
                .close();
        out.blank().add("/// The variant, where it is known, and else what it was.");
        out.open("pub fn into_known(self) -> " + names.std("Result") + "<" + known + ", Self>");
        out.add("self.0.into_known().map_err(Self)").close();
        out.close();
        out.blank().open(head + "::core::convert::From<" + known + "> for " + name);
        out.open("fn from(variant: " + known + ") -> Self").add("Self(" + rt + "::Storage::new(variant))");
        out.close().close();
        out.blank().open(head + "::core::fmt::Debug for " + name);
        out.open("fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result");
        String unknown = "::core::write!(f, \"" + e.name() + " {}\", self.tag())";
        if (derives.areShown(e)) {
            out.open("match self.known()");
            out.add(option + "::Some(variant) => ::core::fmt::Debug::fmt(variant, f),");
            out.add(option + "::None => " + unknown + ",");
            out.close();
        } else {
            out.add(unknown);
        }
        out.close().close();
        variants(e, known, head);
    }

    private void variants(TypeDeclaration.Enum e, String known, String head) {
        String tag = e.repr().spelling();
        out.blank().open("unsafe " + head + rt + "::Variants for " + known);
        out.add("type Tag = " + tag + ";");
        out.open("fn knows(tag: " + tag + ") -> bool");
        String all = e.variants().stream().map(v -> v.discriminant().toString()).collect(joining(" | "));
        out.add("::core::matches!(tag, " + all + ")").close();
        String fields = names.type("Fields");
        out.open("fn end(&self) -> usize").open("match self");
        for (Variant v : e.variants()) {
            List<String> payload =
                    Types.payloadTypes(v.payload()).stream().map(types::stored).toList();
            String pattern = "Self::" + v.name() + (v.payload() instanceof Payload.None ? "" : " { .. }");
            if (payload.isEmpty()) {
                out.add(pattern + " => ::core::mem::size_of::<" + tag + ">(),");
            } else {
                out.open(pattern + " =>");
                String parameters = IntStream.range(0, payload.size())
                        .mapToObj(i -> "T" + i)
                        .collect(joining(", "));
                out.add("#[repr(C)]");
                out.add("struct " + fields + "<Tag, " + parameters + ">(Tag, " + parameters + ");");
                out.add("::core::mem::offset_of!(" + fields + "<" + tag + ", " + String.join(", ", payload) + ">, "
                        + payload.size() + ") + ::core::mem::size_of::<" + payload.getLast() + ">()");
                out.close();
            }
        }
        out.close().close().close();
    }
}
