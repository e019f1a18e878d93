package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rdylib.codegen.Resources;

/** The Rust that every generated module stands on. */
final class Runtime {

    private static final List<String> PARTS = List.of(
            "head",
            "failures",
            "values",
            "text",
            "tagged",
            "append",
            "owned",
            "strings",
            "tables",
            "handles",
            "objects",
            "lent",
            "closures",
            "futures",
            "note");

    private Runtime() {}

    /**
     * The content of the module {@code rt}.
     *
     * @param tuples how many elements the tuples have that there must be
     */
    static List<String> lines(SortedSet<Integer> tuples) {
        List<String> lines = new ArrayList<>();
        for (String part : PARTS) {
            lines.addAll(
                    Resources.text(Runtime.class, "rt/" + part + ".rs").lines().toList());
            lines.add("");
        }
        int start = lines.indexOf("tuples! {") + 1;
        List<String> all =
                lines.subList(start, start + lines.subList(start, lines.size()).indexOf("}"));
        all.clear();
        tuples.forEach(size -> all.add(tuple(size)));
        lines.removeLast();
        return lines;
    }

    /** One line for the macro: the type's name, and for each element a type parameter, a variable and its position. */
    private static String tuple(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> "T" + i + " v" + i + " " + i)
                .collect(Collectors.joining(", ", "    Tuple" + size + " ", ";"));
    }
}
