package org.rdylib.conformance.desks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host has of orders and views as they have become, with a library that may not know of it. */
final class Orders {
    static final String AGE = "newer";

    private final Desks desks;
    private final boolean newer;

    Orders(Desks desks, boolean newer) {
        this.desks = desks;
        this.newer = newer;
    }

    boolean bothAreNewer() {
        return newer;
    }

    /** Whether it knows all that a library may know. */
    boolean seesAll() {
        return true;
    }

    View view(long level, View.Log log, Desk desk) {
        return new View(level, log, desk, Optional.of(desk));
    }

    Optional<Long> other(View view) {
        return view.other().map(Desk::number);
    }

    /** What the library says of such a view. */
    List<String> seen(long level, long desk) {
        Stream<String> both = Stream.of("level " + level, "desk " + desk);
        return (newer ? Stream.concat(both, Stream.of("other " + desk)) : both).toList();
    }

    Order bare(String name, List<String> heard) {
        return logging(name, heard::add);
    }

    Order whole(String name, List<String> heard) {
        return new Order(
                name,
                heard::add,
                desks.ticketOf(1),
                x -> x + 1,
                Optional.of(new Numbered(2)),
                Optional.of("written"),
                Optional.of(desks.ticketOf(3)),
                Optional.of(heard::add),
                Optional.of(bare("within", heard)));
    }

    Order logging(Order.Log log) {
        return logging("logging", log);
    }

    private Order logging(String name, Order.Log log) {
        return new Order(
                name,
                log,
                desks.ticketOf(1),
                x -> x + 1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same order without what was added to it later. */
    Order without(Order order) {
        return new Order(
                order.name(),
                order.log(),
                order.ticket(),
                order.code(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What the library says of such an order. */
    List<String> used(String name) {
        return newer
                ? List.of(
                        name + " ticket 1 code 11",
                        "desk 2",
                        "note written",
                        "second 3",
                        "too",
                        "within ticket 1 code 11")
                : List.of(name + " ticket 1 code 11");
    }

    String described(Order order) {
        return order.name() + " " + desks.numberOf(order.ticket()) + " "
                + order.code().call(10)
                + order.desk().map(desk -> " desk " + desk.number()).orElse("")
                + order.note().map(note -> " " + note).orElse("")
                + order.second().map(second -> " " + desks.numberOf(second)).orElse("")
                + order.logToo().map(_ -> " logs").orElse("")
                + order.part().map(part -> " " + described(part)).orElse("");
    }

    String ofWhole(String name) {
        return name + " 1 11" + (newer ? " desk 2 written 3 logs within 1 11" : "");
    }

    String ofLibrary(String name) {
        return name + " 6 20" + (newer ? " desk 7 noted 8 logs part 6 20" : "");
    }

    void close(Order order) {
        order.log().close();
        order.ticket().close();
        order.desk().ifPresent(Desk::close);
        order.second().ifPresent(Ticket::close);
        order.logToo().ifPresent(Order.LogToo::close);
        order.part().ifPresent(this::close);
    }

    /** What Java has a share in after it has given the rest away. */
    void closeShared(Order order) {
        order.desk().ifPresent(Desk::close);
    }
}
