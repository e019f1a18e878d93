package org.rdylib.conformance.pulldown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdylib.conformance.plugins.PulldownPlugin;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** A host of the Markdown plugin. The test compiles it together with the stubs that it uses. */
public final class PulldownDriver implements PulldownPlugin {

    private Pulldown pulldown;

    @Override
    public void load(Path library) {
        pulldown = Pulldown.load(library);
    }

    @Override
    public void events(String markdown, int options, Consumer<String> line) {
        try (Region src = Region.open()) {
            Text text = src.text(markdown);
            Printer printer = new Printer(text);
            Parser parser = pulldown.parse(text, options(options));
            for (var next = parser.next(); next.isPresent(); next = parser.next()) {
                line.accept(printer.event(next.get().first(), next.get().second()));
            }
        }
    }

    @Override
    public void resolved(String markdown, int options, Consumer<String> line) {
        try (Region src = Region.open()) {
            Text text = src.text(markdown);
            Printer printer = new Printer(text);
            long[] seen = {0};
            long counted = pulldown.walk(
                    text,
                    options(options),
                    link -> {
                        line.accept(printer.brokenLink(link));
                        return destination(src, Printer.string(link.reference()));
                    },
                    (event, range) -> {
                        seen[0]++;
                        line.accept(printer.event(event, range));
                        return true;
                    });
            if (counted != seen[0]) {
                throw new AssertionError("counted " + counted + " of " + seen[0]);
            }
        }
    }

    /** Where a reference leads that is defined nowhere: every second length of one leads somewhere. */
    private static Optional<Destination> destination(Region src, String reference) {
        if (src.text(reference).byteLength() % 2 == 1) {
            return Optional.empty();
        }
        return Optional.of(new Destination(src.text("/wiki/" + reference), src.text("a title")));
    }

    @Override
    public String tally(List<String> texts, int options) {
        Options read = options(options);
        Tally tally = new Tally();
        for (String markdown : texts) {
            try (Region src = Region.open()) {
                Parser parser = pulldown.parse(src.text(markdown), read);
                for (var next = parser.next(); next.isPresent(); next = parser.next()) {
                    tally.add(next.get().first(), next.get().second());
                }
            }
        }
        return tally.toString();
    }

    @Override
    public long walkUntil(String markdown, int stop) {
        try (Region src = Region.open()) {
            long[] seen = {0};
            return pulldown.walk(src.text(markdown), options(0), _ -> Optional.empty(), (_, _) -> ++seen[0] < stop);
        }
    }

    @Override
    public void leave(String markdown, int events) {
        try (Region src = Region.open()) {
            Parser parser = pulldown.parse(src.text(markdown), options(0));
            for (int i = 0; i < events; i++) {
                parser.next();
            }
        }
    }

    @Override
    public List<CharSequence> strayTexts(String markdown) {
        List<CharSequence> texts = new ArrayList<>();
        try (Region src = Region.open()) {
            Parser parser = pulldown.parse(src.text(markdown), options(0));
            for (var next = parser.next(); next.isPresent(); next = parser.next()) {
                if (next.get().first() instanceof Event.Text(CowStr.Borrowed(Text text))) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    @Override
    public Optional<?> strayParser(String markdown) {
        Parser parser;
        try (Region src = Region.open()) {
            parser = pulldown.parse(src.text(markdown), options(0));
            Optional<Pair<Event, Range>> first = parser.next();
            if (first.isEmpty()) {
                throw new AssertionError("no event in " + markdown);
            }
        }
        return parser.next();
    }

    @Override
    public Optional<Long> held() {
        return pulldown.held();
    }

    @Override
    public void close() {
        pulldown.close();
    }

    /** The flags of the crate. */
    private static Options options(int bits) {
        return new Options(
                (bits & 1 << 1) != 0,
                (bits & 1 << 2) != 0,
                (bits & 1 << 3) != 0,
                (bits & 1 << 4) != 0,
                (bits & 1 << 5) != 0,
                (bits & 1 << 6) != 0);
    }
}
