package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rdylib.spec.Code;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads {@code uses: {geo: shapes/geometry.yaml}}. */
final class UsesReader {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private UsesReader() {}

    static List<Use> read(Section descriptor, Diagnostics errors) {
        List<Use> uses = new ArrayList<>();
        for (Entry entry : descriptor.entries("uses", "`uses: {geo: shapes/geometry.yaml}`, say")) {
            Scalar namespace = entry.key();
            Optional<String> complaint = Names.namespaceComplaint(namespace.text());
            complaint.ifPresent(c -> errors.add(Code.BAD_NAME, namespace.at(), c));
            Optional<Scalar> path =
                    errors.text(entry.value(), "a use names a file").filter(p -> isPath(p, errors));
            if (complaint.isEmpty() && path.isPresent()) {
                uses.add(new Use(
                        namespace.text(),
                        path.get().text(),
                        namespace.at(),
                        path.get().at()));
            }
        }
        return uses;
    }

    /** A descriptor means the same wherever its folder is copied to, and on every system. */
    private static boolean isPath(Scalar path, Diagnostics errors) {
        String text = path.text();
        Optional<String> help = text.isEmpty()
                ? Optional.of("name the file, seen from the folder of this one")
                : text.indexOf('\\') >= 0
                        ? Optional.of("write `/` between folders, on every system")
                        : text.startsWith("/") || DRIVE.matcher(text).matches() || text.contains("://")
                                ? Optional.of("a path begins at the folder of this file: `shapes/geometry.yaml`, say")
                                : Optional.empty();
        help.ifPresent(h -> errors.add(
                Code.BAD_VALUE,
                path.at(),
                text.isEmpty() ? "a path is missing" : Names.quote(text) + " is not a path that can be used here",
                h));
        return help.isEmpty();
    }
}
