package org.rdylib.codegen.rust;

import java.util.List;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;

/** Writes the declared structs and enums. */
final class TypesWriter {

    private final CheckedDescriptor descriptor;
    private final RustTypes types;
    private final Names names;
    private final Derives derives;
    private final Requirements requirements;
    private final AppendEnumsWriter append;
    private final AppendStructsWriter appendStructs;
    private final GrowingStructs growing;
    private final Lines out;

    TypesWriter(
            CheckedDescriptor descriptor,
            Names names,
            RustTypes types,
            GrowingStructs growing,
            Derives derives,
            Requirements requirements,
            String rt,
            Lines out) {
        this.descriptor = descriptor;
        this.names = names;
        this.types = types;
        this.derives = derives;
        this.requirements = requirements;
        this.append = new AppendEnumsWriter(names, types, derives, rt, out);
        this.appendStructs = new AppendStructsWriter(names, types, rt, out);
        this.growing = growing;
        this.out = out;
    }

    void write() {
        for (TypeDeclaration declaration : descriptor.descriptor().types()) {
            out.blank().add(isDocumented(declaration) ? Docs.of(declaration.doc()) : List.of());
            switch (declaration) {
                case TypeDeclaration.Struct s -> struct(s);
                case TypeDeclaration.Enum e
                when AppendEnumsWriter.isStored(e) -> {
                    out.add("/// The variants of [`" + e.name() + "`] that this version knows.");
                    String known = AppendEnumsWriter.known(names, e);
                    enumeration(e, known, derives.ofVariants(e));
                    append.stored(e, where(e));
                }
                case TypeDeclaration.Enum e when AppendEnumsWriter.isAppend(e) -> append.number(e);
                case TypeDeclaration.Enum e -> enumeration(e, e.name(), derives.of(e.name()));
                case TypeDeclaration.Opaque o -> {
                    // Where there is none, rustc shows the line with what it says.
                    out.add("use super::super::" + o.name()
                            + "; // the author's own type, which stands beside this module");
                }
            }
        }
    }

    private static boolean isDocumented(TypeDeclaration declaration) {
        return !(declaration instanceof TypeDeclaration.Opaque) && !AppendEnumsWriter.isStored(declaration);
    }

    private void derive(String traits) {
        if (!traits.isEmpty()) {
            out.add("#[derive(" + traits + ")]");
        }
    }

    private void struct(TypeDeclaration.Struct s) {
        String representation = "C";
        if (s.packed().isPresent()) {
            representation += ", packed(" + s.packed().getAsInt() + ")";
        }
        if (s.align().isPresent()) {
            representation += ", align(" + s.align().getAsInt() + ")";
        }
        out.add("#[repr(" + representation + ")]");
        derive(derives.of(s.name()));
        out.open("pub struct " + s.name() + RustTypes.generics(s.lifetimes()) + where(s));
        fields(s.fields(), "pub ");
        out.close();
        if (growing.isLentByField(s)) {
            appendStructs.fields(s, where(s));
        }
    }

    private String where(TypeDeclaration declaration) {
        List<String> required = requirements.written(declaration);
        return required.isEmpty() ? "" : " where " + String.join(", ", required);
    }

    private void fields(List<Field> fields, String visibility) {
        for (Field f : fields) {
            out.add(Docs.of(f.doc()));
            out.add(visibility + f.name() + ": " + types.stored(f.type()) + ",");
        }
    }

    private void enumeration(TypeDeclaration.Enum e, String name, String traits) {
        out.add("#[repr(" + e.repr().spelling() + ")]");
        derive(traits);
        out.open("pub enum " + name + RustTypes.generics(e.lifetimes()) + where(e));
        for (Variant v : e.variants()) {
            out.add(Docs.of(v.doc()));
            String discriminant = " = " + v.discriminant() + ",";
            switch (v.payload()) {
                case Payload.None _ -> out.add(v.name() + discriminant);
                case Payload.Positional p -> {
                    List<String> all = p.types().stream().map(types::stored).toList();
                    out.add(v.name() + "(" + String.join(", ", all) + ")" + discriminant);
                }
                case Payload.Fields f -> {
                    out.open(v.name());
                    fields(f.fields(), "");
                    out.close(discriminant);
                }
            }
        }
        out.close();
    }

    /** A declared type with {@code 'static} for all its lifetimes. */
    static String erased(TypeDeclaration declaration) {
        return withLifetimes(declaration, "'static");
    }

    private static String withLifetimes(TypeDeclaration declaration, String lifetime) {
        List<String> arguments =
                declaration.lifetimes().stream().map(_ -> lifetime).toList();
        return arguments.isEmpty() ? declaration.name() : declaration.name() + "<" + String.join(", ", arguments) + ">";
    }
}
