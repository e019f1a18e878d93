package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Scalar;

/** The entries of a mapping, no key twice. Few keys are looked through, many are looked up: nearly all mappings have few. */
final class DistinctEntries {

    private static final int FEW = 8;

    private final List<Entry> entries = new ArrayList<>(FEW);
    /** The keys, once they are many. */
    private Map<String, Scalar> keys = Map.of();

    /** Those that were added, in order. */
    List<Entry> all() {
        return entries;
    }

    /** Adds an entry, unless there is one with its key already: that key then. */
    Optional<Scalar> add(Entry entry) {
        Optional<Scalar> before = find(entry.key().text());
        if (before.isEmpty()) {
            entries.add(entry);
            if (entries.size() > FEW) {
                keys.put(entry.key().text(), entry.key());
            } else if (entries.size() == FEW) {
                keys = new HashMap<>();
                entries.forEach(e -> keys.put(e.key().text(), e.key()));
            }
        }
        return before;
    }

    private Optional<Scalar> find(String key) {
        if (entries.size() >= FEW) {
            return Optional.ofNullable(keys.get(key));
        }
        for (int i = 0; i < entries.size(); i++) {
            Scalar known = entries.get(i).key();
            if (known.text().equals(key)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
