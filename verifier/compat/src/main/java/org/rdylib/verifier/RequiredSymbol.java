package org.rdylib.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.Import;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * A symbol without which a library is not linked.
 *
 * <table><caption>Which a library must define</caption>
 * <tr><td>an export that the host's copy has</td><td>unless the host copes with its absence ({@code optional})</td></tr>
 * <tr><td>the {@code drop} of an opaque type of the host's copy</td><td>always</td></tr>
 * <tr><td>the {@code drop} of one of the library's own copy</td><td>if a field that this copy has added to a struct of
 * the host's owns such a value</td></tr>
 * <tr><td>the place of the imports</td><td>if the library's own copy has imports</td></tr>
 * <tr><td>the {@code shutdown} of the library's own copy</td><td>if the library is to be unloaded</td></tr>
 * </table>
 *
 * <p>The loader, which need not have read a descriptor, asks for the same of a library that it has opened: its tests hold
 * it against this.
 *
 * @param symbol its name
 * @param path what it is, as a finding says it
 * @param host where the host's copy says so
 * @param plugin where the library's own copy says so
 */
public record RequiredSymbol(String symbol, String path, Host<Place> host, Plugin<Place> plugin) {

    /** What helps where one is missing, in a report and in a loader's message. */
    public static final String REMEDY = "link what defines it, and see that it is visible (`nm -D`):"
            + " `-fvisibility=hidden` or a version script hides it, and a linker leaves out of a static library what"
            + " nothing refers to";

    /** Those of a library, each once; of what only one of the copies has, none: that is a finding of its own. */
    public static List<RequiredSymbol> of(
            Host<CheckedDescriptor> host, Plugin<CheckedDescriptor> plugin, Unload unload) {
        Search search = new Search(host.value(), plugin.value());
        if (search.here.library().equals(search.there.library())) {
            search.exports();
            search.drops();
            search.addedDrops();
            search.imports();
            if (unload != Unload.NEVER) {
                search.shutdown();
            }
        }
        return List.copyOf(search.found.values());
    }

    private static final class Search {

        private final CheckedDescriptor plugin;
        private final Descriptor here;
        private final Descriptor there;
        private final Map<String, RequiredSymbol> found = new LinkedHashMap<>();

        Search(CheckedDescriptor host, CheckedDescriptor plugin) {
            this.plugin = plugin;
            this.here = host.descriptor();
            this.there = plugin.descriptor();
        }

        private void add(String symbol, String path, Place host, Place plugin) {
            found.putIfAbsent(symbol, new RequiredSymbol(symbol, path, new Host<>(host), new Plugin<>(plugin)));
        }

        private void exports() {
            for (Export called : here.exports()) {
                Optional<Export> defined = there.export(called.name());
                if (!called.isOptional()
                        && defined.isPresent()
                        && there.symbolOf(defined.get()).equals(here.symbolOf(called))) {
                    add(
                            here.symbolOf(called),
                            "export " + called.name(),
                            called.at(),
                            defined.get().at());
                }
            }
        }

        private void drops() {
            for (TypeDeclaration own : here.types()) {
                if (own instanceof TypeDeclaration.Opaque opaque
                        && opaque.drop().isPresent()) {
                    Place its = plugin.typeIfDeclared(own.name())
                            .map(TypeDeclaration::at)
                            .orElse(there.at());
                    add(opaque.drop().get(), "type " + own.name() + ", drop", own.at(), its);
                }
            }
        }

        private void addedDrops() {
            for (TypeDeclaration own : here.types()) {
                if (own.evolution() == Evolution.APPEND
                        && own instanceof TypeDeclaration.Struct known
                        && plugin.typeIfDeclared(own.name()).orElse(own) instanceof TypeDeclaration.Struct their) {
                    List<Field> fields = their.fields();
                    for (Field added : fields.subList(Math.min(known.fields().size(), fields.size()), fields.size())) {
                        drops(
                                added.type(),
                                new ArrayList<>(),
                                (opaque, drop) -> add(drop, "type " + opaque.name() + ", drop", own.at(), opaque.at()));
                    }
                }
            }
        }

        /** What ends a value of the type {@code type} ends what lies within it; what is behind an owner has its own end. */
        private void drops(Type type, List<String> declared, Drops drops) {
            Types.forEachInline(type, part -> {
                switch (part) {
                    case Type.Handle handle -> {
                        if (plugin.type(handle.target().name()) instanceof TypeDeclaration.Opaque opaque) {
                            opaque.drop().ifPresent(symbol -> drops.add(opaque, symbol));
                        }
                    }
                    case Type.Named named
                    when !declared.contains(named.name()) -> {
                        declared.add(named.name());
                        Types.fieldTypes(plugin.type(named.name())).forEach(field -> drops(field, declared, drops));
                    }
                    case Type _ -> {}
                }
            });
        }

        private void imports() {
            if (!there.imports().isEmpty()) {
                Import first = there.imports().getFirst();
                Place its = here.imports().stream()
                        .filter(provided -> provided.name().equals(first.name()))
                        .findFirst()
                        .map(Import::at)
                        .orElse(here.at());
                add(there.importsSymbol(), "imports", its, first.at());
            }
        }

        private void shutdown() {
            there.onUnload().shutdown().flatMap(there::export).ifPresent(export -> {
                Place its = here.export(export.name()).map(Export::at).orElse(here.at());
                add(there.symbolOf(export), "export " + export.name(), its, export.at());
            });
        }
    }

    /** Takes the functions that end opaque values. */
    @FunctionalInterface
    private interface Drops {
        void add(TypeDeclaration.Opaque opaque, String symbol);
    }
}
