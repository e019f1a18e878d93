package org.rdylib.conformance.regions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rdylib.conformance.regions.Step.Value;

/** The values that a program has in Java. */
final class Values {

    private final Map<Integer, Object> all = new HashMap<>();

    void put(int number, Object value) {
        all.put(number, value);
    }

    Object get(Value value) {
        return Optional.ofNullable(all.get(value.number()))
                .orElseThrow(() -> new AssertionError("no closure was called that leaves " + value));
    }
}
