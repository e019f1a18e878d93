package org.rdylib.codegen.c;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** The structs and unions of a header while they are collected. */
final class Definitions {
    private final SequencedMap<String, Definition> byName = new LinkedHashMap<>();

    void add(Definition definition) {
        byName.put(definition.name(), definition);
    }

    /** All of them, each after those that it needs, and else as they came. */
    List<Definition> ordered() {
        SequencedSet<Definition> ordered = new LinkedHashSet<>();
        byName.values().forEach(definition -> addAfterItsNeeds(definition, ordered));
        return List.copyOf(ordered);
    }

    private void addAfterItsNeeds(Definition definition, SequencedSet<Definition> ordered) {
        for (String needed : definition.needs()) {
            Definition other = byName.get(needed);
            if (other != null && !ordered.contains(other)) {
                addAfterItsNeeds(other, ordered);
            }
        }
        ordered.add(definition);
    }
}
