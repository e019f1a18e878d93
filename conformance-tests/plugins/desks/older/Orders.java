package org.rdylib.conformance.desks;

import java.util.List;
import java.util.Optional;

/** What a host has of orders and views that was built when they were new. */
final class Orders {
    static final String AGE = "older";

    private final Desks desks;
    private final boolean newer;

    Orders(Desks desks, boolean newer) {
        this.desks = desks;
        this.newer = newer;
    }

    boolean bothAreNewer() {
        return false;
    }

    /** Whether it knows all that the library does. */
    boolean seesAll() {
        return !newer;
    }

    View view(long level, View.Log log, Desk desk) {
        return new View(level, log, desk);
    }

    Optional<Long> other(View view) {
        return Optional.empty();
    }

    /** What a library says of such a view. */
    List<String> seen(long level, long desk) {
        return List.of("level " + level, "desk " + desk);
    }

    Order bare(String name, List<String> heard) {
        return new Order(name, heard::add, desks.ticketOf(1), x -> x + 1);
    }

    Order whole(String name, List<String> heard) {
        return bare(name, heard);
    }

    Order logging(Order.Log log) {
        return new Order("logging", log, desks.ticketOf(1), x -> x + 1);
    }

    /** The same order without what was added to it later. */
    Order without(Order order) {
        return order;
    }

    /** What a library says of such an order. */
    List<String> used(String name) {
        return List.of(name + " ticket 1 code 11");
    }

    String described(Order order) {
        return order.name() + " " + desks.numberOf(order.ticket()) + " "
                + order.code().call(10);
    }

    String ofWhole(String name) {
        return name + " 1 11";
    }

    String ofLibrary(String name) {
        return name + " 6 20";
    }

    void close(Order order) {
        order.log().close();
        order.ticket().close();
    }

    /** What Java has a share in after it has given the rest away. */
    void closeShared(Order order) {}
}
