package org.rdylib.spec.syntax;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Place;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Unloading;
import org.rdylib.spec.Version;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/**
 * Reads descriptors. What is wrong with one declaration leaves the others readable, and everything that is wrong is
 * reported; nothing is thrown.
 */
public final class DescriptorReader {

    // A descriptor without a library or version is still worth checking: it has errors, so nobody can use it.
    private static final String NO_LIBRARY = "unknown";
    private static final Version NO_VERSION = new Version(0, 0, 0);

    private final Diagnostics errors = new Diagnostics();
    private final Set<String> broken = new HashSet<>();

    private DescriptorReader() {}

    /** Reads a text; {@code file} is the name that places are given. */
    public static Parsed read(String file, String text) {
        return read(YamlTree.read(file, text));
    }

    /**
     * Reads a text that is JSON as canonical forms are, as {@link #read(String, String)} does, in a fraction of the time
     * where nothing has been read before.
     *
     * @param file the name that places are given
     * @return empty where it is anything else, be it wrong or not
     */
    public static Optional<Parsed> readJson(String file, String text) {
        Optional<Mapping> root = JsonTree.of(new Source(file, text));
        return root.isPresent() ? Optional.of(read(root.get())) : Optional.empty();
    }

    /** Reads a file in UTF-8. */
    public static Parsed read(Path path) {
        return read(path, path.toString());
    }

    /** Reads a file in UTF-8; {@code file} is the name that places are given. */
    public static Parsed read(Path path, String file) {
        return read(YamlTree.read(path, file));
    }

    /** Reads a descriptor that is part of another YAML file; its places are those of that file. */
    public static Parsed read(Mapping root) {
        return new DescriptorReader().parse(root);
    }

    private static Parsed read(YamlTree tree) {
        List<Diagnostic> all = new ArrayList<>(tree.diagnostics());
        if (tree.root().isEmpty()) {
            return new Parsed(Optional.empty(), Set.of(), List.of(), all);
        }
        Node root = tree.root().get();
        if (!(root instanceof Mapping mapping)) {
            all.add(Diagnostic.error(
                    Code.WRONG_SHAPE,
                    root.at(),
                    "a descriptor is a mapping, and " + Diagnostics.describe(root),
                    "begin with `abi: 1`"));
            return new Parsed(Optional.empty(), Set.of(), List.of(), all);
        }
        Parsed parsed = read(mapping);
        all.addAll(parsed.diagnostics());
        return new Parsed(parsed.descriptor(), parsed.broken(), parsed.uses(), all, parsed.rarities());
    }

    private Parsed parse(Mapping root) {
        Section section = new Section(root, "a descriptor", root.at(), errors);
        if (!speaksThisLanguage(section)) {
            return new Parsed(Optional.empty(), broken, List.of(), errors.found());
        }
        Optional<Scalar> named = library(section);
        String library = named.map(Scalar::text).orElse(NO_LIBRARY);
        Place at = named.map(Scalar::at).orElse(root.at());
        Version version = version(section);
        Optional<String> doc = section.doc();
        List<Use> uses = UsesReader.read(section, errors);
        // What is rare is looked for while each declaration is near at hand.
        Rarities.Builder rarities = new Rarities.Builder();
        List<TypeDeclaration> types = all(
                section.entries("types", "`types: {Span: {struct: {start: u32, end: u32}}}`, say"),
                new TypeReader(errors, broken)::read,
                rarities::add);
        List<InterfaceDeclaration> interfaces = all(
                section.entries("interfaces", "`interfaces: {Shape: {methods: {area: \"fn(&self) -> f64\"}}}`, say"),
                new InterfaceReader(errors, broken)::read,
                rarities::add);
        FunctionReader functions = new FunctionReader(errors);
        List<Export> exports = all(
                section.entries("exports", "`exports: {add: \"fn(a: u32, b: u32) -> u32\"}`, say"),
                functions::export,
                rarities::add);
        List<Import> imports = all(
                section.entries("imports", "`imports: {log: \"fn(message: &str)\"}`, say"),
                functions::imported,
                rarities::add);
        Unloading onUnload = UnloadingReader.read(section, at, errors);
        section.close(Map.of());
        if (errors.isFull()) {
            // What was not read would be missed where it is used.
            return new Parsed(Optional.empty(), broken, List.of(), errors.found());
        }
        Descriptor descriptor =
                new Descriptor(library, version, doc, types, interfaces, exports, imports, onUnload, at);
        return new Parsed(Optional.of(descriptor), broken, uses, errors.found(), rarities.build());
    }

    /** What could be read of a section; as far as that, once there are more errors than are reported. */
    private <T> List<T> all(List<Entry> entries, Function<Entry, Optional<T>> read, Consumer<T> look) {
        List<T> all = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (errors.isFull()) {
                break;
            }
            Optional<T> one = read.apply(entry);
            if (one.isPresent()) {
                look.accept(one.get());
                all.add(one.get());
            }
        }
        return all;
    }

    /** Whether {@code abi: 1} is there; what another version means, nobody here knows. */
    private boolean speaksThisLanguage(Section section) {
        Optional<Node> abi = section.require("abi", "begin with `abi: 1`");
        if (abi.isEmpty()) {
            return true;
        }
        Optional<Scalar> text = errors.text(abi.get(), "`abi` is the version of the language, 1");
        if (text.isPresent() && !text.get().text().equals("1")) {
            errors.add(
                    Code.BAD_VALUE,
                    text.get().at(),
                    "version " + Names.quote(text.get().text()) + " of the language is not known here",
                    "this version reads `abi: 1`");
            return false;
        }
        return true;
    }

    private Optional<Scalar> library(Section section) {
        Optional<Node> node = section.require("library", "`library: markdown`, say: the prefix of its symbols");
        Optional<Scalar> name = node.isPresent() ? errors.text(node.get(), "`library` is a name") : Optional.empty();
        Optional<String> complaint =
                name.isPresent() ? Names.complaint(name.get().text()) : Optional.empty();
        if (complaint.isPresent()) {
            String mended = name.get().text().toLowerCase(Locale.ROOT);
            errors.badName(name.get(), complaint.get(), Names.mended(mended));
            return Optional.empty();
        }
        return name;
    }

    private Version version(Section section) {
        Optional<Node> node = section.require("version", "`version: 1.0.0`, say");
        Optional<Scalar> text =
                node.isPresent() ? errors.text(node.get(), "`version` is three numbers") : Optional.empty();
        if (text.isEmpty()) {
            return NO_VERSION;
        }
        Optional<Version> version = Version.parse(text.get().text());
        if (version.isEmpty()) {
            errors.add(
                    Code.BAD_VALUE,
                    text.get().at(),
                    Names.quote(text.get().text()) + " is not a version",
                    "a version is three numbers, such as `1.2.0`");
            return NO_VERSION;
        }
        return version.get();
    }
}
