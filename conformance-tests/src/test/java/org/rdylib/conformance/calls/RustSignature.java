package org.rdylib.conformance.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of a function's parameters, without a receiver, and of its result, as generated Rust writes them.
 *
 * @param result {@code ()} if none is written
 */
record RustSignature(List<String> parameters, String result) {

    private static final Pattern NAMED = Pattern.compile("^_?\\w+: (?s:(.*))");
    private static final Pattern CODE = Pattern.compile("\\b(Fn|FnMut|FnOnce|fn)\\(");

    RustSignature {
        parameters = List.copyOf(parameters);
    }

    /** Of what is written behind a function's name. */
    static RustSignature of(String head) {
        return at(head, head.indexOf('('));
    }

    /** Of the closure or function in a type. */
    static RustSignature in(String type) {
        Matcher m = CODE.matcher(type);
        if (!m.find()) {
            throw new IllegalArgumentException("nothing to call in " + type);
        }
        return at(type, m.end() - 1);
    }

    private static RustSignature at(String text, int opening) {
        List<String> parameters = new ArrayList<>();
        int from = opening + 1;
        int end = from;
        while (text.charAt(end) != ')') {
            end = endOf(text, from, ",");
            String parameter = text.substring(from, end).strip();
            if (!parameter.isEmpty() && !parameter.endsWith("self")) {
                parameters.add(Optional.of(NAMED.matcher(parameter))
                        .filter(Matcher::matches)
                        .map(m -> m.group(1))
                        .orElse(parameter));
            }
            from = end + 1;
        }
        String rest = text.substring(end + 1);
        int result = rest.stripLeading().startsWith("->") ? rest.indexOf("->") + 2 : -1;
        return new RustSignature(
                parameters,
                result < 0
                        ? "()"
                        : rest.substring(result, endOf(rest, result, "+{,;")).strip());
    }

    /** Where a type ends: at one of {@code ends}, or at a bracket that was not opened in it. */
    private static int endOf(String text, int from, String ends) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && ends.indexOf(c) >= 0) {
                return i;
            } else if ("(<[".indexOf(c) >= 0) {
                depth++;
            } else if (")]".indexOf(c) >= 0 || (c == '>' && text.charAt(i - 1) != '-')) {
                depth--;
                if (depth < 0) {
                    return i;
                }
            }
        }
        return text.length();
    }
}
