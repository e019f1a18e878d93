package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Section.Diagnostics;

/** Reads {@code uses: {geo: shapes/geometry.yaml}}. */
final class UsesReader {

    private UsesReader() {}

    static List<Use> read(Section descriptor, Diagnostics errors) {
        List<Use> uses = new ArrayList<>();
        for (Entry entry : descriptor.entries("uses", "`uses: {geo: shapes/geometry.yaml}`, say")) {
            Scalar namespace = entry.key();
            Optional<String> complaint = Names.namespaceComplaint(namespace.text());
            complaint.ifPresent(c -> errors.add(Code.BAD_NAME, namespace.at(), c));
            Optional<Scalar> path =
                    errors.text(entry.value(), "a use names a file").filter(p -> isPath(p, errors));
            if (complaint.isEmpty()) {
                uses.add(new Use(
                        namespace.text(),
                        path.map(Scalar::text).orElse(""),
                        namespace.at(),
                        entry.value().at()));
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
                        : text.startsWith("/") || isOnDrive(text) || text.contains("://")
                                ? Optional.of("a path begins at the folder of this file: `shapes/geometry.yaml`, say")
                                : Optional.empty();
        help.ifPresent(h -> errors.add(
                Code.BAD_VALUE,
                path.at(),
                text.isEmpty() ? "a path is missing" : Names.quote(text) + " is not a path that can be used here",
                h));
        return help.isEmpty();
    }

    /** Whether it begins with a letter of ASCII and a colon, as Windows names its drives. */
    private static boolean isOnDrive(String path) {
        char first = path.charAt(0);
        return path.startsWith(":", 1) && ((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z'));
    }
}
