package org.rdylib.conformance.lifetimes;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many pairs of each kind were drawn, and what each side said of them. */
final class Account {

    private static final class Row {
        int drawn;
        int weAccept;
        int theyAccept;
    }

    private final String other;
    private final Map<Pair.Kind, Row> rows = new EnumMap<>(Pair.Kind.class);
    private final Map<String, Integer> remarks = new TreeMap<>();

    /** @param other who is compared with */
    Account(String other) {
        this.other = other;
    }

    void add(Pair.Kind kind, boolean ours, boolean theirs) {
        Row row = rows.computeIfAbsent(kind, _ -> new Row());
        row.drawn++;
        row.weAccept += ours ? 1 : 0;
        row.theyAccept += theirs ? 1 : 0;
    }

    void remark(String what) {
        remarks.merge(what, 1, Integer::sum);
    }

    int remarks(String what) {
        return remarks.getOrDefault(what, 0);
    }

    int drawn() {
        return rows.values().stream().mapToInt(r -> r.drawn).sum();
    }

    int weAccept() {
        return rows.values().stream().mapToInt(r -> r.weAccept).sum();
    }

    /** The kinds that were, by more than chance, nearly always accepted or nearly always refused. */
    List<Pair.Kind> lopsided() {
        return rows.entrySet().stream()
                .filter(e -> {
                    int drawn = e.getValue().drawn;
                    return Math.abs(e.getValue().weAccept * 2 - drawn) > drawn * 0.4 + Math.sqrt(drawn);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    String text(long seed) {
        var text = new StringBuilder("seed %d%n".formatted(seed));
        String line = "%-14s %7s %10s %10s %10s %10s%n";
        text.append(line.formatted("", "drawn", "we accept", "we refuse", other + " acc.", other + " ref."));
        rows.forEach((kind, r) -> text.append(
                line.formatted(kind, r.drawn, r.weAccept, r.drawn - r.weAccept, r.theyAccept, r.drawn - r.theyAccept)));
        int they = rows.values().stream().mapToInt(r -> r.theyAccept).sum();
        text.append(line.formatted("all", drawn(), weAccept(), drawn() - weAccept(), they, drawn() - they));
        remarks.forEach(
                (what, count) -> text.append(what).append(": ").append(count).append('\n'));
        return text.toString();
    }
}
