package org.rdylib.spec.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.spec.Unloading;
import org.rdylib.spec.Unloading.Threads;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads {@code on_unload: {threads: joined, shutdown: stop}}. */
final class UnloadingReader {

    private static final String WORDS = "`threads` is `none`, `joined` or `detached`";

    private UnloadingReader() {}

    static Unloading read(Section descriptor, Place absent, Diagnostics errors) {
        Optional<Node> node = descriptor.take("on_unload");
        if (node.isEmpty()) {
            return Unloading.withoutThreads(absent);
        }
        Place at = descriptor.key("on_unload").at();
        if (!(node.get() instanceof Mapping mapping)) {
            errors.wrongShape(node.get(), "`on_unload` is a mapping", "`on_unload: {threads: none}`, say");
            return Unloading.withoutThreads(at);
        }
        Section section = new Section(mapping, "`on_unload`", at, errors);
        Optional<Threads> threads = section.require("threads", WORDS)
                .flatMap(n -> errors.text(n, WORDS))
                .flatMap(text -> threads(text, errors));
        Optional<Scalar> shutdown =
                section.take("shutdown").flatMap(n -> errors.text(n, "`shutdown` is the name of an export"));
        section.close(Map.of());
        boolean isJoined = threads.filter(t -> t == Threads.JOINED).isPresent();
        if (isJoined && !section.has("shutdown")) {
            errors.add(
                    Code.MISSING_KEY,
                    at,
                    "threads that are joined need the key `shutdown`",
                    "`shutdown: stop`, say: the export after which no thread of the library is left");
        }
        if (threads.isPresent() && !isJoined && shutdown.isPresent()) {
            errors.add(
                    Code.BAD_VALUE,
                    section.key("shutdown").at(),
                    "`shutdown` joins threads, and here are none to join",
                    "write `threads: joined`, or leave it out");
        }
        return new Unloading(
                threads.orElse(Threads.NONE), shutdown.filter(_ -> isJoined).map(Scalar::text), at);
    }

    private static Optional<Threads> threads(Scalar text, Diagnostics errors) {
        Optional<Threads> threads = Arrays.stream(Threads.values())
                .filter(t -> t.spelling().equals(text.text()))
                .findFirst();
        if (threads.isEmpty()) {
            errors.add(
                    Code.BAD_VALUE,
                    text.at(),
                    Names.quote(text.text()) + " does not say what becomes of threads",
                    Names.similar(text.text(), spellings())
                            .map(s -> "did you mean `" + s + "`?")
                            .orElse(WORDS));
        }
        return threads;
    }

    private static List<String> spellings() {
        return Arrays.stream(Threads.values()).map(Threads::spelling).toList();
    }
}
