package org.rdylib.spec.syntax;

import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Code;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Method;
import org.rdylib.spec.Signature;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads exports, imports and methods: a name and a signature, or a mapping that has it under {@code sig}. */
final class FunctionReader {

    private static final String ASYNC = "nothing: write `async fn(…)` in the signature";

    private final Diagnostics errors;

    FunctionReader(Diagnostics errors) {
        this.errors = errors;
    }

    /** What is the same in all three. */
    private record Function(
            Optional<Signature> signature,
            boolean isOptional,
            boolean isLeaf,
            Optional<String> doc,
            Optional<String> symbol,
            Optional<CEntry> c) {}

    Optional<Export> export(Entry entry) {
        Function function = read(entry, "an export", true);
        Optional<Signature> signature = named(entry, withoutReceiver(function.signature()));
        return signature.isEmpty()
                ? Optional.empty()
                : Optional.of(new Export(
                        entry.key().text(),
                        signature.get(),
                        function.symbol(),
                        function.c(),
                        function.isOptional(),
                        function.isLeaf(),
                        function.doc(),
                        entry.key().at()));
    }

    Optional<Import> imported(Entry entry) {
        Function function = read(entry, "an import", false);
        Optional<Signature> signature = named(entry, withoutReceiver(function.signature()));
        return signature.isEmpty()
                ? Optional.empty()
                : Optional.of(new Import(
                        entry.key().text(),
                        signature.get(),
                        function.isOptional(),
                        function.doc(),
                        entry.key().at()));
    }

    Optional<Method> method(Entry entry) {
        Function function = read(entry, "a method", false);
        return named(entry, function.signature().filter(this::hasReceiver))
                .map(s -> new Method(
                        entry.key().text(),
                        s,
                        function.isOptional(),
                        function.doc(),
                        entry.key().at()));
    }

    /** The signature, if the name is one. */
    private Optional<Signature> named(Entry entry, Optional<Signature> signature) {
        Optional<String> complaint = Names.complaint(entry.key().text());
        if (complaint.isPresent()) {
            errors.badName(
                    entry.key(), complaint.get(), Names.mended(entry.key().text()));
            return Optional.empty();
        }
        return signature;
    }

    private Function read(Entry entry, String what, boolean isExport) {
        if (!(entry.value() instanceof Mapping mapping)) {
            return new Function(
                    signature(entry.value()), false, false, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Section section = new Section(mapping, what, entry.key().at(), errors);
        Optional<Node> written = section.require("sig", "`sig: \"fn()\"`, say");
        Optional<Signature> signature = written.isPresent() ? signature(written.get()) : Optional.empty();
        Optional<String> doc = section.doc();
        boolean isOptional = section.flag("optional");
        Optional<String> symbol = isExport
                ? section.take("symbol").flatMap(n -> SymbolReader.read(n, "`symbol`", errors))
                : Optional.empty();
        boolean isLeaf = isExport && section.flag("leaf");
        Optional<CEntry> c = isExport ? CEntryReader.read(section, errors) : Optional.empty();
        section.close(
                isExport
                        ? Map.of("async", ASYNC)
                        : Map.of("async", ASYNC, "symbol", "an export", "leaf", "an export", "c", "an export"));
        return new Function(signature, isOptional, isLeaf, doc, symbol, c);
    }

    private Optional<Signature> signature(Node node) {
        Optional<Scalar> text = errors.rust(node, "a signature");
        return text.isPresent() ? TypeParser.signature(text.get(), errors::add) : Optional.empty();
    }

    /** The signature of a function, which is reported where it is a method's. */
    private Optional<Signature> withoutReceiver(Optional<Signature> signature) {
        if (signature.isPresent() && signature.get().receiver().isPresent()) {
            errors.add(
                    Code.NOT_HERE,
                    signature.get().receiver().get().at(),
                    "an export or import has no receiver",
                    "`self` is for the methods of interfaces");
        }
        return signature;
    }

    private boolean hasReceiver(Signature signature) {
        if (signature.receiver().isEmpty()) {
            errors.add(
                    Code.NOT_HERE,
                    signature.at(),
                    "a method takes its object first",
                    "begin the parameters with `&self`, `&mut self` or `self: Box<Self>`");
        }
        return signature.receiver().isPresent();
    }
}
