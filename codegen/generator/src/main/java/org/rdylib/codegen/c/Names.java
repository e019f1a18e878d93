package org.rdylib.codegen.c;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * What each part of a descriptor is called in C: the library's name, an underscore and its own. Symbols come first,
 * because the other side knows them; then what the descriptor declares, in its order; then what follows from it.
 */
final class Names {

    private final String prefix;
    private final Scope file = Scope.ofFile();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, List<String>> constants = new HashMap<>();
    private final Map<String, String> handles = new HashMap<>();
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, String> functions = new HashMap<>();
    private final Map<String, String> drops = new HashMap<>();
    private final Map<String, String> callers = new HashMap<>();
    private final Map<String, String> presence = new HashMap<>();
    private final String importsTable;

    Names(Descriptor descriptor) {
        prefix = Scope.beginning(descriptor.library() + "_");
        file.take(descriptor.importsSymbol());
        for (Export export : descriptor.exports()) {
            functions.put(export.name(), symbol(descriptor.symbolOf(export)));
        }
        for (TypeDeclaration type : descriptor.types()) {
            if (type instanceof TypeDeclaration.Opaque o) {
                o.drop()
                        .filter(symbol -> !drops.containsKey(symbol))
                        .ifPresent(symbol -> drops.put(symbol, symbol(symbol)));
            }
        }
        importsTable = composite("imports_table");
        for (TypeDeclaration type : descriptor.types()) {
            types.put(type.name(), composite(type.name()));
        }
        for (InterfaceDeclaration i : descriptor.interfaces()) {
            handles.put(i.name(), composite(i.name()));
            tables.put(i.name(), composite(i.name() + "_table"));
        }
        descriptor.imports().forEach(i -> callers.put(i.name(), composite(i.name())));
        for (TypeDeclaration type : descriptor.types()) {
            if (type instanceof TypeDeclaration.Enum e) {
                List<String> names = new ArrayList<>();
                for (Variant variant : e.variants()) {
                    names.add(composite(e.name() + "_" + variant.name()));
                }
                constants.put(e.name(), names);
            }
        }
        descriptor.imports().stream()
                .filter(Import::isOptional)
                .forEach(i -> presence.put(i.name(), composite("has_" + i.name())));
    }

    /** Takes the name of what has that symbol: it, as far as C can spell it. */
    private String symbol(String symbol) {
        return file.take(symbol.replaceAll("[.$]", "_"));
    }

    /** Takes a name that begins with the library's. */
    String composite(String piece) {
        return file.take(prefix + piece);
    }

    /** The names of a function's parameters, or of what has members. */
    Scope local(String... taken) {
        return file.within(taken);
    }

    String withoutPrefix(String name) {
        return name.substring(prefix.length());
    }

    String type(String name) {
        return get(types, name);
    }

    /** The constants of an enum's variants, in order. */
    List<String> constants(String name) {
        return get(constants, name);
    }

    /** The type of an interface's objects. */
    String handle(String name) {
        return get(handles, name);
    }

    String table(String name) {
        return get(tables, name);
    }

    /** The function that the plugin's author defines for an export; its symbol unless C cannot call it that. */
    String function(Export export) {
        return get(functions, export.name());
    }

    /** The function of that symbol, which ends opaque values. */
    String drop(String symbol) {
        return get(drops, symbol);
    }

    /** The function that calls an import. */
    String caller(String name) {
        return get(callers, name);
    }

    /** The function that tells whether the host has an import, if that is optional. */
    Optional<String> presence(String name) {
        return Optional.ofNullable(presence.get(name));
    }

    String importsTable() {
        return importsTable;
    }

    private static <T> T get(Map<String, T> names, String name) {
        return Optional.ofNullable(names.get(name)).orElseThrow();
    }

    String print(Type type) {
        return TypePrinter.print(type);
    }

    String print(Signature signature) {
        return TypePrinter.print(signature);
    }

    /** A declaration's name with its lifetime parameters. */
    String header(TypeDeclaration declaration) {
        return declaration.name() + parameters(declaration.lifetimes());
    }

    String header(InterfaceDeclaration declaration) {
        return declaration.name() + parameters(declaration.lifetimes());
    }

    private static String parameters(List<LifetimeParameter> lifetimes) {
        return lifetimes.isEmpty()
                ? ""
                : lifetimes.stream().map(l -> "'" + l.name()).collect(Collectors.joining(", ", "<", ">"));
    }
}
