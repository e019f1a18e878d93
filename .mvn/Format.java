import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the format of all Java files below the current folder, or mends it: {@code java Format.java check|write}. */
final class Format {
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", "resources", ".git");

    public static void main(String[] arguments) throws IOException {
        boolean write = List.of(arguments).equals(List.of("write"));
        List<Path> sources;
        try (var all = Files.walk(Path.of(""))) {
            sources = all.filter(file -> file.toString().endsWith(".java") && !skipped(file))
                    .toList();
        }
        var complaints = sources.parallelStream()
                .flatMap(file -> complaint(file, write).stream())
                .toList();
        complaints.forEach(System.err::println);
        if (!complaints.isEmpty()) {
            System.err.println("To mend the format: mvn -q -N verify -Dformat=write");
            System.exit(1);
        }
    }

    private static boolean skipped(Path file) {
        return Arrays.stream(file.toString().split("[/\\\\]")).anyMatch(SKIPPED::contains);
    }

    private static Optional<String> complaint(Path file, boolean write) {
        try {
            String before = Files.readString(file);
            String after = FORMATTER.formatSourceAndFixImports(before);
            if (before.equals(after)) {
                return Optional.empty();
            }
            if (write) {
                Files.writeString(file, after);
                return Optional.empty();
            }
            return Optional.of(file + ": not formatted");
        } catch (FormatterException | IOException e) {
            return Optional.of(file + ": " + e.getMessage());
        }
    }
}
