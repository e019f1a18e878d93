package tally;

import java.nio.file.Path;
import java.util.function.Function;

/** Links the plugin, and calls it. */
public final class TallyDriver implements Function<Path, String> {

    @Override
    public String apply(Path library) {
        try (Tally tally = Tally.load(library)) {
            return tally.count("as long as it is") + " " + tally.longestFirst("as long as it is");
        }
    }
}
