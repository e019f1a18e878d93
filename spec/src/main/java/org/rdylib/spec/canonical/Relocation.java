package org.rdylib.spec.canonical;

import java.util.List;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Method;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/** Gives the declarations of a descriptor back their documentation, the author's places, and their lifetimes' names. */
final class Relocation {

    private final Place unknown;

    /**
     * A relocation.
     *
     * @param file what to name where the annotations know no place
     */
    Relocation(String file) {
        this.unknown = Place.startOf(file);
    }

    Descriptor apply(Descriptor d, Annotations notes) {
        return new Descriptor(
                d.library(),
                d.version(),
                notes.doc(),
                d.types().stream()
                        .map(t -> type(t, notes.of("types", t.name())))
                        .toList(),
                d.interfaces().stream()
                        .map(i -> declared(i, notes.of("interfaces", i.name())))
                        .toList(),
                d.exports().stream()
                        .map(e -> export(e, notes.of("exports", e.name())))
                        .toList(),
                d.imports().stream()
                        .map(i -> imported(i, notes.of("imports", i.name())))
                        .toList(),
                notes.at().orElse(unknown));
    }

    private Export export(Export e, Annotations notes) {
        To to = to(notes);
        return new Export(e.name(), signature(e.signature(), notes), e.symbol(), notes.doc(), to.place(e.at()));
    }

    private Import imported(Import i, Annotations notes) {
        To to = to(notes);
        return new Import(i.name(), signature(i.signature(), notes), notes.doc(), to.place(i.at()));
    }

    private InterfaceDeclaration declared(InterfaceDeclaration i, Annotations notes) {
        To to = to(notes);
        List<Method> methods = i.methods().stream()
                .map(m -> method(m, notes.of("members", m.name())))
                .toList();
        return AuthorNames.restore(
                new InterfaceDeclaration(
                        i.name(), to.parameters(i.lifetimes()), methods, notes.doc(), to.place(i.at())),
                notes);
    }

    private Method method(Method m, Annotations notes) {
        Signature placed = placed(m.signature(), notes);
        return new Method(m.name(), placed, notes.doc(), to(notes).place(m.at()));
    }

    private Signature signature(Signature signature, Annotations notes) {
        return AuthorNames.restore(placed(signature, notes), notes);
    }

    /** A signature may stand below the name that it belongs to. */
    private Signature placed(Signature signature, Annotations notes) {
        return new To(notes.signature().at().or(notes::at).orElse(unknown)).signature(signature);
    }

    private TypeDeclaration type(TypeDeclaration declaration, Annotations notes) {
        return AuthorNames.restore(placed(declaration, notes), notes);
    }

    private TypeDeclaration placed(TypeDeclaration declaration, Annotations notes) {
        To to = to(notes);
        return switch (declaration) {
            case TypeDeclaration.Struct s ->
                new TypeDeclaration.Struct(
                        s.name(),
                        to.parameters(s.lifetimes()),
                        fields(s.fields(), notes),
                        s.packed(),
                        s.align(),
                        notes.doc(),
                        to.place(s.at()));
            case TypeDeclaration.Enum e ->
                new TypeDeclaration.Enum(
                        e.name(),
                        to.parameters(e.lifetimes()),
                        e.repr(),
                        e.variants().stream()
                                .map(v -> variant(v, notes.of("members", v.name())))
                                .toList(),
                        notes.doc(),
                        to.place(e.at()));
        };
    }

    private Variant variant(Variant v, Annotations notes) {
        To to = to(notes);
        Payload payload = switch (v.payload()) {
            case Payload.None none -> none;
            case Payload.Positional p -> new Payload.Positional(to.types(p.types()));
            case Payload.Fields f -> new Payload.Fields(fields(f.fields(), notes));
        };
        return new Variant(v.name(), v.discriminant(), payload, notes.doc(), to.place(v.at()));
    }

    private List<Field> fields(List<Field> fields, Annotations notes) {
        return fields.stream()
                .map(f -> {
                    Annotations own = notes.of("members", f.name());
                    To to = to(own);
                    return new Field(f.name(), to.type(f.type()), own.doc(), to.place(f.at()));
                })
                .toList();
    }

    private To to(Annotations notes) {
        return new To(notes.at().orElse(unknown));
    }

    /** Moves all to one place. */
    private static final class To extends TypeRewriter {
        private final Place target;

        private To(Place target) {
            this.target = target;
        }

        @Override
        Place place(Place at) {
            return target;
        }

        @Override
        Lifetime lifetime(Lifetime lifetime) {
            return switch (lifetime) {
                case Lifetime.Static _ -> new Lifetime.Static(target);
                case Lifetime.Dylib _ -> new Lifetime.Dylib(target);
                case Lifetime.Named(var name, var _) -> new Lifetime.Named(name, target);
                case Lifetime.Elided _ -> new Lifetime.Elided(target);
                case Lifetime.Omitted _ -> new Lifetime.Omitted(target);
            };
        }

        @Override
        LifetimeParameter parameter(LifetimeParameter parameter) {
            return new LifetimeParameter(parameter.name(), target);
        }
    }
}
