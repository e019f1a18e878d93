package org.rdylib.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Claim;
import org.rdylib.spec.DefaultValue;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * All that binds of a descriptor but its name and version, in words that can be compared one by one. What means the same is
 * outlined in the same words, whatever its lifetimes are called.
 *
 * @param items the declarations by what they are, {@code type Span}, in the order of the canonical form
 */
record Outline(Map<String, Item> items) {

    /**
     * A declaration.
     *
     * @param properties what is said of it, by the word that says it
     * @param kind what its members are, {@code field}
     * @param members what it consists of, by its kind and name, {@code field start}, in order
     */
    record Item(Place at, Map<String, String> properties, String kind, Map<String, Member> members) {}

    /** The kind of what is declared by itself, so that only its order is outlined with others. */
    static final String IMPORT = "import";

    /**
     * A field, variant or method.
     *
     * @param text what is said of it; empty where it is said elsewhere
     * @param hasDefault whether it may be missing in what an older copy makes
     */
    record Member(String text, boolean hasDefault) {

        private Member(String text) {
            this(text, false);
        }
    }

    /**
     * That of {@code descriptor}, in the words of its canonical form and with the places of its own.
     *
     * @throws CommandException if no library can carry that, which is larger than what the author has written
     */
    static Outline of(CheckedDescriptor descriptor, Target target) {
        Descriptor own = descriptor.descriptor();
        CanonicalForm form = CanonicalForm.of(descriptor);
        Optional<Diagnostic> unreadable = Canonical.unreadable(descriptor, form);
        if (unreadable.isPresent()) {
            throw new CommandException(List.of(unreadable.get()));
        }
        Descriptor canonical = Descriptors.read(own.at().file(), form.binding(), List.of(target))
                .descriptor()
                .orElseThrow(() -> new IllegalStateException("a canonical form is no descriptor"))
                .descriptor();
        Map<String, Item> items = items(canonical);
        items(own)
                .forEach((what, item) -> items.computeIfPresent(
                        what, (_, c) -> new Item(item.at(), c.properties(), c.kind(), c.members())));
        return new Outline(items);
    }

    private static Map<String, Item> items(Descriptor d) {
        Map<String, Item> items = new LinkedHashMap<>();
        Parts unloading = new Parts("");
        unloading.add("threads", d.onUnload().threads().spelling());
        unloading.add("shutdown", d.onUnload().shutdown());
        items.put("on_unload", unloading.at(d.onUnload().at()));
        d.types().forEach(t -> items.put("type " + t.name(), item(t)));
        d.interfaces().forEach(i -> items.put("interface " + i.name(), item(i)));
        d.exports().forEach(e -> items.put("export " + e.name(), item(d, e)));
        d.imports().forEach(i -> items.put("import " + i.name(), item(i)));
        Parts order = new Parts(IMPORT);
        d.imports().forEach(i -> order.member(i.name(), new Member("")));
        items.put("imports", order.at(d.at()));
        return items;
    }

    private static Item item(TypeDeclaration declaration) {
        Parts parts = new Parts(declaration instanceof TypeDeclaration.Enum ? "variant" : "field");
        parts.add("lifetimes", generics(declaration.lifetimes()));
        switch (declaration) {
            case TypeDeclaration.Struct s -> {
                parts.add("kind", "struct");
                s.fields()
                        .forEach(f -> parts.member(
                                f.name(), new Member(field(f), f.defaultValue().isPresent())));
                parts.add("packed", s.packed());
                parts.add("align", s.align());
            }
            case TypeDeclaration.Enum e -> {
                parts.add("kind", "enum");
                parts.add("repr", e.repr().spelling());
                e.variants().forEach(v -> parts.member(v.name(), new Member(variant(v))));
                parts.add("storage", e.storage());
            }
            case TypeDeclaration.Opaque o -> {
                parts.add("kind", "opaque");
                parts.add(
                        "covariant",
                        o.covariant().stream().map(Lifetime::toString).sorted());
                parts.add("drop", o.drop());
            }
        }
        parts.add("evolves", declaration.evolution() == Evolution.APPEND ? "append" : "");
        parts.add(
                "bounds",
                declaration.claims().stream().map(Claim::bound).sorted().map(b -> b.spelling()));
        return parts.at(declaration.at());
    }

    private static String variant(Variant variant) {
        String payload = switch (variant.payload()) {
            case Payload.None _ -> "";
            case Payload.Positional p ->
                p.types().stream().map(TypePrinter::print).collect(Collectors.joining(", ", " (", ")"));
            case Payload.Fields p ->
                p.fields().stream().map(f -> f.name() + ": " + field(f)).collect(Collectors.joining(", ", " {", "}"));
        };
        return variant.discriminant() + payload;
    }

    private static String field(Field field) {
        return TypePrinter.print(field.type())
                + field.defaultValue()
                        .map(DefaultValue::text)
                        .map(d -> " = " + d)
                        .orElse("");
    }

    private static Item item(InterfaceDeclaration declared) {
        Parts parts = new Parts("method");
        parts.add("lifetimes", generics(declared.lifetimes()));
        declared.methods()
                .forEach(m -> parts.member(m.name(), new Member(signature(m.signature()) + optional(m.isOptional()))));
        return parts.at(declared.at());
    }

    private static Item item(Descriptor descriptor, Export export) {
        Parts parts = new Parts("");
        parts.add("signature", signature(export.signature()) + optional(export.isOptional()));
        parts.add("symbol", descriptor.symbolOf(export));
        parts.add("leaf", export.isLeaf() ? "true" : "");
        parts.add("c", CArguments.unusual(export).map(CEntry::toString));
        return parts.at(export.at());
    }

    private static Item item(Import wanted) {
        Parts parts = new Parts("");
        parts.add("signature", signature(wanted.signature()) + optional(wanted.isOptional()));
        return parts.at(wanted.at());
    }

    private static String signature(Signature signature) {
        return TypePrinter.print(signature);
    }

    private static String optional(boolean isOptional) {
        return isOptional ? ", optional" : "";
    }

    private static String generics(List<LifetimeParameter> lifetimes) {
        return TypePrinter.generics(lifetimes);
    }

    /** What is said of one declaration, as far as something is. */
    private static final class Parts {

        private final String kind;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final Map<String, Member> members = new LinkedHashMap<>();

        Parts(String kind) {
            this.kind = kind;
        }

        void add(String what, String text) {
            if (!text.isEmpty()) {
                properties.put(what, text);
            }
        }

        void add(String what, Optional<String> text) {
            text.ifPresent(t -> add(what, t));
        }

        void add(String what, OptionalInt number) {
            number.ifPresent(n -> add(what, Integer.toString(n)));
        }

        void member(String name, Member member) {
            members.put(kind + " " + name, member);
        }

        void add(String what, Stream<String> words) {
            add(what, words.collect(Collectors.joining(", ")));
        }

        Item at(Place place) {
            return new Item(place, properties, kind, members);
        }
    }
}
