package org.rdylib.spec;

import java.util.List;
import java.util.Optional;

/**
 * One boundary: what a plugin library exports to its host and what it imports from it, named from the plugin's side.
 *
 * @param library the library's name, the prefix of its symbols
 * @param onUnload what the library leaves behind
 * @param at where it says the library's name; where it begins, if it says none
 */
public record Descriptor(
        String library,
        Version version,
        Optional<String> doc,
        List<TypeDeclaration> types,
        List<InterfaceDeclaration> interfaces,
        List<Export> exports,
        List<Import> imports,
        Unloading onUnload,
        Place at) {
    public Descriptor {
        types = List.copyOf(types);
        interfaces = List.copyOf(interfaces);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /** A descriptor of a library without threads. */
    public Descriptor(
            String library,
            Version version,
            Optional<String> doc,
            List<TypeDeclaration> types,
            List<InterfaceDeclaration> interfaces,
            List<Export> exports,
            List<Import> imports,
            Place at) {
        this(library, version, doc, types, interfaces, exports, imports, Unloading.withoutThreads(at), at);
    }

    /** The same descriptor with other declarations. */
    public Descriptor withDeclarations(
            List<TypeDeclaration> types,
            List<InterfaceDeclaration> interfaces,
            List<Export> exports,
            List<Import> imports) {
        return new Descriptor(library, version, doc, types, interfaces, exports, imports, onUnload, at);
    }

    /**
     * The same descriptor with other documentation and other places.
     *
     * @param onUnload where it says what the library leaves behind
     */
    public Descriptor withHead(Optional<String> doc, Place at, Place onUnload) {
        Unloading moved = new Unloading(this.onUnload.threads(), this.onUnload.shutdown(), onUnload);
        return new Descriptor(library, version, doc, types, interfaces, exports, imports, moved, at);
    }

    /** The export of that name, if there is one. */
    public Optional<Export> export(String name) {
        return exports.stream().filter(export -> export.name().equals(name)).findFirst();
    }

    /** The symbol under which the plugin defines {@code export}. */
    public String symbolOf(Export export) {
        return export.symbol().orElse(library + "_" + export.name());
    }

    /** The symbol of the pointer through which the plugin calls its imports. */
    public String importsSymbol() {
        return library + "_imports";
    }
}
