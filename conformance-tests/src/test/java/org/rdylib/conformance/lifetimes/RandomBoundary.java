package org.rdylib.conformance.lifetimes;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random descriptors of a plugin's side, made of those that the verifier is tried with. */
public final class RandomBoundary {

    private RandomBoundary() {}

    /** Puts the plugin's sides of that many random pairs into one descriptor, as text. */
    public static String text(RandomGenerator random, int count) {
        PairGenerator pairs = new PairGenerator(random);
        Map<String, Set<String>> sections = new LinkedHashMap<>();
        for (String section : List.of("types:", "interfaces:", "exports:", "imports:")) {
            sections.put(section, new LinkedHashSet<>());
        }
        for (int i = 0; i < count; i++) {
            String section = "";
            for (String line :
                    Notation.descriptor(pairs.next().plugin()).lines().toList()) {
                if (sections.containsKey(line)) {
                    section = line;
                } else if (!section.isEmpty()) {
                    sections.get(section)
                            .add(line.replaceAll("\\b(Made|Twin)\\b", "$1" + i).replaceFirst("^  f:", "  f" + i + ":"));
                }
            }
        }
        StringBuilder text = new StringBuilder("abi: 1\nlibrary: sample\nversion: 1.0.0\n");
        sections.forEach((name, lines) -> {
            if (!lines.isEmpty()) {
                text.append(name).append('\n').append(String.join("\n", lines)).append('\n');
            }
        });
        return text.toString();
    }
}
