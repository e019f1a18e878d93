package org.rdylib.spec.link;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.syntax.Parsed;

/**
 * One file as it was read, with what it uses.
 *
 * @param prefix the library whose its declarations are; empty for the descriptor that everything is joined to
 * @param uses the files behind its namespaces; empty where one could not be read, which has been reported
 * @param declared the names that it declares, those included whose declarations could not be read
 */
record Unit(Parsed parsed, Optional<String> prefix, Map<String, Optional<Unit>> uses, Set<String> declared) {

    Unit {
        uses = Map.copyOf(uses);
        declared = Set.copyOf(declared);
    }

    static Unit of(Parsed parsed, Optional<String> prefix, Map<String, Optional<Unit>> uses) {
        Set<String> declared = new HashSet<>(parsed.broken());
        parsed.descriptor().ifPresent(d -> {
            d.types().forEach(t -> declared.add(t.name()));
            d.interfaces().forEach(i -> declared.add(i.name()));
        });
        return new Unit(parsed, prefix, uses, declared);
    }

    /** What a declaration of this file is called in the whole. */
    String inWhole(String name) {
        return QualifiedName.isQualified(name)
                ? name
                : prefix.map(p -> QualifiedName.of(p, name)).orElse(name);
    }

    /** What stands in this file before the names of a library, by library. */
    Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        uses.forEach(
                (namespace, file) -> file.flatMap(Unit::prefix).ifPresent(library -> words.put(library, namespace)));
        prefix.ifPresent(own -> words.put(own, ""));
        return words;
    }
}
