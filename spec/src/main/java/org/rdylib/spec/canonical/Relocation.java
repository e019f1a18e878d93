package org.rdylib.spec.canonical;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Claim;
import org.rdylib.spec.DefaultValue;
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
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;
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
        Place at = notes.at().orElse(unknown);
        return d.withDeclarations(
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
                                .toList())
                .withHead(notes.doc(), at, notes.of("keys", "on_unload").at().orElse(at));
    }

    private Export export(Export e, Annotations notes) {
        To to = to(notes);
        Place at = to.place(e.at());
        Place c = notes.of("keys", "c").at().orElse(at);
        return e.withSignature(signature(e.signature(), notes))
                .withC(e.c().map(entry -> entry.withPlace(c)))
                .withHead(notes.doc(), at);
    }

    private Import imported(Import i, Annotations notes) {
        To to = to(notes);
        return i.withSignature(signature(i.signature(), notes)).withHead(notes.doc(), to.place(i.at()));
    }

    private InterfaceDeclaration declared(InterfaceDeclaration i, Annotations notes) {
        To to = to(notes);
        List<Method> methods = i.methods().stream()
                .map(m -> method(m, notes.of("members", m.name())))
                .toList();
        return AuthorNames.restore(
                i.withMethods(methods).withHead(to.parameters(i.lifetimes()), notes.doc(), to.place(i.at())), notes);
    }

    private Method method(Method m, Annotations notes) {
        Signature placed = placed(m.signature(), notes);
        return m.withSignature(placed).withHead(notes.doc(), to(notes).place(m.at()));
    }

    private Signature signature(Signature signature, Annotations notes) {
        return AuthorNames.restore(placed(signature, notes), notes);
    }

    /** A signature may stand below the name that it belongs to. */
    private Signature placed(Signature signature, Annotations notes) {
        Place at = notes.signature().at().or(notes::at).orElse(unknown);
        To marked = new To(at, notes.signature().marks());
        Signature placed = marked.signature(signature);
        return marked.fitted() ? placed : new To(at).signature(signature);
    }

    private List<Type> placed(List<Type> types, Annotations notes) {
        Place at = notes.at().orElse(unknown);
        To marked = new To(at, notes.marks());
        List<Type> placed = marked.types(types);
        return marked.fitted() ? placed : new To(at).types(types);
    }

    private TypeDeclaration type(TypeDeclaration declaration, Annotations notes) {
        return AuthorNames.restore(placed(declaration, notes), notes);
    }

    private TypeDeclaration placed(TypeDeclaration declaration, Annotations notes) {
        To to = to(notes);
        TypeDeclaration placed = switch (declaration) {
            case TypeDeclaration.Struct s -> s.withFields(fields(s.fields(), notes));
            case TypeDeclaration.Enum e ->
                e.withVariants(e.variants().stream()
                        .map(v -> variant(v, notes.of("members", v.name())))
                        .toList());
            case TypeDeclaration.Opaque o ->
                o.withCovariant(o.covariant().stream()
                        .map(l -> new Lifetime.Named(l.name(), to.place(l.at())))
                        .toList());
        };
        List<Claim> claims = declaration.claims().stream()
                .map(c -> new Claim(
                        c.bound(), notes.of("bounds", c.bound().spelling()).at().orElse(to.place(c.at()))))
                .toList();
        return placed.withClaims(claims)
                .withHead(to.parameters(declaration.lifetimes()), notes.doc(), to.place(declaration.at()));
    }

    private Variant variant(Variant v, Annotations notes) {
        To to = to(notes);
        Payload payload = switch (v.payload()) {
            case Payload.None none -> none;
            case Payload.Positional p -> new Payload.Positional(placed(p.types(), notes));
            case Payload.Fields f -> new Payload.Fields(fields(f.fields(), notes));
        };
        return v.withPayload(payload).withHead(notes.doc(), to.place(v.at()));
    }

    private List<Field> fields(List<Field> fields, Annotations notes) {
        return fields.stream()
                .map(f -> {
                    Annotations own = notes.of("members", f.name());
                    To to = to(own);
                    Optional<DefaultValue> value =
                            f.defaultValue().map(d -> new DefaultValue(d.text(), to.place(d.at())));
                    return f.withType(placed(List.of(f.type()), own).getFirst())
                            .withDefault(value)
                            .withHead(own.doc(), to.place(f.at()));
                })
                .toList();
    }

    private To to(Annotations notes) {
        return new To(notes.at().orElse(unknown));
    }

    /**
     * Moves all to where its author wrote it, as far as {@link Marks} tell, and the rest to one place. The marks come from
     * annotations that nobody vouches for; what they say moves places and decides nothing.
     */
    private static final class To extends TypeRewriter {
        private final Place target;
        private final Iterator<Optional<Place>> marks;
        private boolean fits = true;

        private To(Place target, List<Optional<Place>> marks) {
            this.target = target;
            this.marks = marks.iterator();
        }

        /** Moves all to one place. */
        private To(Place target) {
            this(target, List.of());
        }

        /** Whether there was a mark for each part. */
        private boolean fitted() {
            return fits && !marks.hasNext();
        }

        private Place next() {
            if (!marks.hasNext()) {
                fits = false;
                return target;
            }
            return marks.next().orElse(target);
        }

        @Override
        protected Place place(Place at) {
            return next();
        }

        @Override
        protected Lifetime lifetime(Lifetime lifetime) {
            Place at = next();
            return switch (lifetime) {
                case Lifetime.Static _ -> new Lifetime.Static(at);
                case Lifetime.Dylib _ -> new Lifetime.Dylib(at);
                case Lifetime.Named(var name, var _) -> new Lifetime.Named(name, at);
                case Lifetime.Elided _ -> new Lifetime.Elided(at);
                case Lifetime.Omitted _ -> new Lifetime.Omitted(at);
            };
        }

        @Override
        protected LifetimeParameter parameter(LifetimeParameter parameter) {
            return new LifetimeParameter(parameter.name(), next());
        }
    }
}
