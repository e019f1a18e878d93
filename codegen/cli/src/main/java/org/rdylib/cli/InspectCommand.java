package org.rdylib.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Snippet;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.syntax.TypePrinter;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.RequiredSymbol;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.image.Dependencies;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.Machine;
import tools.jackson.core.JsonGenerator;

/** {@code rdylib inspect}: what does a library's file say of itself? Nothing of the library runs. */
final class InspectCommand {

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    int run(Path file, Format format) {
        LibraryFile library = LibraryFile.read(file);
        List<Boundary> boundaries = new ArrayList<>();
        for (DescriptorNote note : library.image().notes()) {
            CheckedDescriptor checked = library.descriptor(note);
            boundaries.add(new Boundary(note, checked, symbols(library, checked)));
        }
        console.out()
                .println(
                        switch (format) {
                            case text -> text(library, boundaries);
                            case json -> json(library, boundaries);
                        });
        return ExitCode.HOLDS;
    }

    /** One of the descriptors in a library. */
    private record Boundary(DescriptorNote note, CheckedDescriptor checked, SymbolSearch symbols) {

        Descriptor descriptor() {
            return checked.descriptor();
        }

        List<String> missing() {
            return symbols.missing().stream()
                    .map(RequiredSymbol::symbol)
                    .map(Snippet::visible)
                    .toList();
        }

        String fingerprint() {
            return HexFormat.of().formatHex(note.fingerprint());
        }
    }

    /** What a library must define by its own word, whoever loads it. */
    private static SymbolSearch symbols(LibraryFile library, CheckedDescriptor checked) {
        return SymbolSearch.of(
                library,
                RequiredSymbol.of(new Host<>(checked), new Plugin<>(checked), Unload.ALLOWED),
                checked.descriptor().library());
    }

    private String text(LibraryFile library, List<Boundary> boundaries) {
        Machine machine = library.image().machine();
        Dependencies dependencies = library.image().dependencies();
        List<String> head = new ArrayList<>();
        head.add(machine.toString());
        dependencies.soname().ifPresent(name -> head.add("soname " + name));
        if (!dependencies.needed().isEmpty()) {
            head.add("needs " + String.join(" ", dependencies.needed()));
        }
        if (!dependencies.runPath().isEmpty()) {
            head.add("looks in " + String.join(":", dependencies.runPath()));
        }
        String body = boundaries.isEmpty()
                ? "no descriptor: it was not made for rdylib"
                : boundaries.stream().map(this::text).collect(Collectors.joining("\n\n"));
        return console.paint().strong(Snippet.visible(library.path().toString())) + ": "
                + Snippet.visible(String.join(", ", head)) + "\n\n" + body;
    }

    private String text(Boundary boundary) {
        Descriptor descriptor = boundary.descriptor();
        StringBuilder text = new StringBuilder();
        text.append(console.paint().strong(descriptor.library() + " " + descriptor.version()))
                .append("\n  fingerprint ")
                .append(boundary.fingerprint());
        if (boundary.note().abortsOnPanic()) {
            text.append("\n"
                    + "  built with panic=abort: a panic in it ends the process, and if it calls Java it is not"
                    + " loaded");
        }
        List<String> missing = boundary.missing();
        if (!missing.isEmpty()) {
            text.append("\n" + "  does not define " + String.join(", ", missing)
                    + ": who calls that does not load it (RDY0609)");
        }
        if (!boundary.symbols().unknown().isEmpty()) {
            text.append("\n  ").append(Snippet.visible(boundary.symbols().why()));
        }
        section(text, "types", descriptor.types().stream().map(TypeDeclaration::name));
        section(text, "interfaces", descriptor.interfaces().stream().map(InterfaceDeclaration::name));
        section(text, "exports", descriptor.exports().stream().map(e -> line(descriptor, e)));
        section(text, "imports", descriptor.imports().stream().map(InspectCommand::line));
        return text.toString();
    }

    private static void section(StringBuilder text, String title, Stream<String> lines) {
        List<String> all = lines.toList();
        if (!all.isEmpty()) {
            text.append("\n  ").append(title);
            all.forEach(line -> text.append("\n    ").append(line));
        }
    }

    private static String line(Descriptor descriptor, Export export) {
        return export.name() + ": " + TypePrinter.print(export.signature()) + (export.isOptional() ? ", optional" : "")
                + ", as " + Snippet.visible(descriptor.symbolOf(export));
    }

    private static String line(Import wanted) {
        return wanted.name() + ": " + TypePrinter.print(wanted.signature()) + (wanted.isOptional() ? ", optional" : "");
    }

    private static String json(LibraryFile library, List<Boundary> boundaries) {
        Dependencies dependencies = library.image().dependencies();
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("file", library.path().toString());
            json.writeStringProperty("target", library.target().triple());
            dependencies.soname().ifPresent(name -> json.writeStringProperty("soname", name));
            strings(json, "needed", dependencies.needed());
            strings(json, "run_path", dependencies.runPath());
            json.writeArrayPropertyStart("descriptors");
            boundaries.forEach(boundary -> json(json, boundary));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void json(JsonGenerator json, Boundary boundary) {
        json.writeStartObject();
        json.writeStringProperty("library", boundary.descriptor().library());
        json.writeStringProperty("version", boundary.descriptor().version().toString());
        json.writeStringProperty("fingerprint", boundary.fingerprint());
        json.writeBooleanProperty("panic_aborts", boundary.note().abortsOnPanic());
        strings(json, "missing_symbols", boundary.missing());
        json.writeStringProperty("binding", new String(boundary.note().binding(), UTF_8));
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
