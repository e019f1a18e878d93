package org.rdylib.codegen.java;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Gives JavaPoet's output the habits of this code base: short comments, empty bodies and fields without blank lines. */
final class Tidy {
    private static final int WIDTH = 120;
    private static final Pattern FIELD = Pattern.compile("\\s+private final [\\w<>., ]+;");
    private static final Pattern CONSTANT = Pattern.compile("\\s+\\w+,");

    private Tidy() {}

    /** The same source, laid out as people would. No line of it begins inside a literal. */
    static String tidy(String source) {
        List<String> lines = new ArrayList<>();
        for (String line : source.split("\n", -1)) {
            lines.add(line.stripTrailing());
            comment(lines);
            emptyBody(lines);
            between(lines, FIELD);
            between(lines, CONSTANT);
        }
        return String.join("\n", lines);
    }

    /** A comment of one line stands on one line. */
    private static void comment(List<String> lines) {
        int n = lines.size();
        if (n < 3
                || !lines.get(n - 1).strip().equals("*/")
                || !lines.get(n - 3).strip().equals("/**")) {
            return;
        }
        String text = lines.get(n - 2).strip();
        String indent = lines.get(n - 3).substring(0, lines.get(n - 3).indexOf('/'));
        String line = indent + "/** " + text.substring(1).strip() + " */";
        if (line.length() <= WIDTH && text.startsWith("* ") && !text.startsWith("* @")) {
            lines.subList(n - 3, n).clear();
            lines.add(line);
        }
    }

    private static void emptyBody(List<String> lines) {
        int n = lines.size();
        if (n >= 2 && lines.get(n - 1).strip().equals("}") && lines.get(n - 2).endsWith(" {")) {
            String joined = lines.get(n - 2) + "}";
            lines.subList(n - 2, n).clear();
            lines.add(joined);
        }
    }

    /** Nothing stands between two lines of one kind. */
    private static void between(List<String> lines, Pattern kind) {
        int n = lines.size();
        if (n >= 3
                && lines.get(n - 2).isEmpty()
                && kind.matcher(lines.get(n - 3)).matches()
                && (kind.matcher(lines.get(n - 1)).matches()
                        || kind.matcher(lines.get(n - 1) + ",").matches())) {
            lines.remove(n - 2);
        }
    }
}
