package org.rdylib.conformance.desks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;

/** A host as old as {@code Orders} makes it, with a library of either age: each has what both know, and all is dropped once. */
public final class DesksDriver implements PluginChecks {

    private static final String UNPAIRED = "\uD800";

    /** Two checks of which another host may do the second. */
    private static final String LEAVE = "leaves one";

    private static final String TAKE = "takes what is left";

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        boolean newer = library.getParent().endsWith("newer");
        Desks desks = Desks.load(library);
        Orders orders = new Orders(desks, newer);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("lent by Java", () -> lent(desks, orders));
        checks.put("lent by Java, where a closure throws", () -> lentInVain(desks, orders));
        checks.put("lent by the library", () -> shown(desks, orders));
        checks.put("lent by the library to what throws", () -> shownInVain(desks));
        checks.put("owned by Java, and lent", () -> consulted(desks, orders));
        checks.put("owned by Java, and lent where a closure throws", () -> consultedInVain(desks, orders));
        checks.put("owned by the library, and lent", () -> presented(desks, orders));
        checks.put("given by Java", () -> given(desks, orders));
        checks.put("given by Java, and dropped", () -> dropped(desks, orders));
        checks.put("given by Java, where a closure throws", () -> givenInVain(desks, orders));
        checks.put("given by Java, but for what is refused", () -> refused(desks, orders));
        checks.put("given by Java, and given back", () -> givenBack(desks, orders));
        checks.put("given by Java, and given back with more in it", () -> completed(desks, orders));
        checks.put("given by the library", () -> taken(desks, orders));
        checks.put("given by the library, and given back", () -> takenAndGiven(desks, orders));
        checks.put("several that the library gives", () -> several(desks, orders));
        checks.put("several, one of which is none", () -> broken(desks, orders));
        checks.put("given to a callback, which answers with one", () -> each(desks, orders));
        checks.put("given to a callback that throws", () -> eachInVain(desks, orders));
        checks.put("given to a callback, whose answer is refused", () -> eachRefused(desks, orders));
        checks.put("given by a callback", () -> ask(desks, orders));
        checks.put("given by a callback that throws", () -> askInVain(desks));
        checks.put("given by a future", () -> later(desks, orders));
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        String versions = Orders.AGE + " host, " + (newer ? "newer" : "older") + " library: ";
        checks.forEach((name, check) -> accounted.put(versions + name, () -> {
            check.call(); // what is made once is made
            long living = living(desks);
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(living(desks)).as("what the library has").isEqualTo(living);
            ofJava.assertLevel();
        }));
        accounted.put(LEAVE, () -> leave(desks, orders));
        accounted.put(TAKE, () -> takeWhatIsLeft(desks, orders));
        return accounted;
    }

    /** What the library has when nothing is kept, and nothing was heard. */
    private static long living(Desks desks) {
        desks.keep(Optional.empty());
        assertThat(desks.heard()).isEmpty();
        return desks.living();
    }

    private static void lent(Desks desks, Orders orders) {
        List<String> heard = new ArrayList<>();
        try (Desk desk = desks.deskOf(2)) {
            desks.look(orders.view(1, heard::add, desk));
            assertThat(heard).containsExactlyElementsOf(orders.seen(1, 2));
            heard.clear();
            View other = orders.view(3, heard::add, new Numbered(4));
            desks.lookAtBoth(new Pair<>(orders.view(1, heard::add, desk), Optional.of(other)));
            assertThat(heard).startsWith("level 1").containsAll(orders.seen(3, 4));
            heard.clear();
            desks.lookAtBoth(new Pair<>(other, Optional.empty()));
            desks.lookIn(other);
            assertThat(heard).hasSize(2 * orders.seen(3, 4).size());
        }
    }

    private static void lentInVain(Desks desks, Orders orders) {
        IllegalStateException thrown = new IllegalStateException("no log");
        View.Log log = text -> {
            throw thrown;
        };
        try (Desk desk = desks.deskOf(2)) {
            View view = orders.view(1, log, desk);
            assertThatThrownBy(() -> desks.look(view)).isSameAs(thrown);
            assertThatThrownBy(() -> desks.lookIn(view)).isSameAs(thrown);
            assertThatThrownBy(() -> desks.look(orders.view(-1, log, desk)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void shown(Desks desks, Orders orders) {
        List<View> seen = new ArrayList<>();
        desks.show(view -> {
            assertThat(view.level()).isEqualTo(3);
            assertThat(view.desk().number()).isEqualTo(4);
            assertThat(orders.other(view)).isEqualTo(orders.bothAreNewer() ? Optional.of(5L) : Optional.empty());
            view.log().call("seen");
            seen.add(view);
        });
        assertThat(desks.heard()).isEqualTo("seen;");
        assertThatThrownBy(() -> seen.getFirst().desk().number()).hasMessageContaining("after it returned");
    }

    private static void shownInVain(Desks desks) {
        IllegalStateException thrown = new IllegalStateException("no view");
        assertThatThrownBy(() -> desks.show(view -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    private static void consulted(Desks desks, Orders orders) {
        List<String> heard = new ArrayList<>();
        Order order = orders.whole("whole", heard);
        desks.consult(order);
        assertThat(heard).containsExactlyElementsOf(orders.used("whole"));
        heard.clear();
        desks.consult(orders.without(order));
        assertThat(heard).containsExactly("whole ticket 1 code 11");
        assertThat(desks.numberOf(order.ticket())).isOne();
        orders.close(order);
        assertThatThrownBy(() -> desks.consult(order)).isInstanceOf(ObjectDroppedException.class);
    }

    private static void consultedInVain(Desks desks, Orders orders) {
        IllegalStateException thrown = new IllegalStateException("no log");
        Order order = orders.logging(text -> {
            throw thrown;
        });
        assertThatThrownBy(() -> desks.consult(order)).isSameAs(thrown);
        orders.close(order);
    }

    private static void presented(Desks desks, Orders orders) {
        List<Order> seen = new ArrayList<>();
        desks.present(order -> {
            assertThat(orders.described(order)).isEqualTo(orders.ofLibrary("presented"));
            order.log().call("seen");
            seen.add(order);
        });
        assertThat(desks.heard()).isEqualTo("seen;");
        assertThatThrownBy(() -> seen.getFirst().log().call("later")).hasMessageContaining("after it returned");
        assertThatThrownBy(() -> desks.numberOf(seen.getFirst().ticket())).hasMessageContaining("after it returned");
        desks.present(orders::close);
    }

    private static void given(Desks desks, Orders orders) {
        List<String> heard = new ArrayList<>();
        Order order = orders.whole("whole", heard);
        desks.fulfil(order);
        assertThat(heard).containsExactlyElementsOf(orders.used("whole"));
        assertThatThrownBy(() -> desks.numberOf(order.ticket())).isInstanceOf(ObjectDroppedException.class);
        heard.clear();
        desks.fulfil(orders.bare("bare", heard));
        assertThat(heard).containsExactly("bare ticket 1 code 11");
    }

    private static void dropped(Desks desks, Orders orders) {
        assertThatThrownBy(() -> desks.fail(orders.whole("whole", new ArrayList<>())))
                .isInstanceOf(LibraryFailedException.class);
        desks.keep(Optional.of(orders.whole("kept", new ArrayList<>())));
        desks.keep(Optional.of(orders.bare("kept instead", new ArrayList<>())));
    }

    private static void givenInVain(Desks desks, Orders orders) {
        IllegalStateException thrown = new IllegalStateException("no log");
        assertThatThrownBy(() -> desks.fulfil(orders.logging(text -> {
                    throw thrown;
                })))
                .isSameAs(thrown);
    }

    private static void refused(Desks desks, Orders orders) {
        Order unpaired = orders.whole(UNPAIRED, new ArrayList<>());
        assertThatThrownBy(() -> desks.fulfil(unpaired)).isInstanceOf(IllegalArgumentException.class);
        assertThat(desks.numberOf(unpaired.ticket())).as("it was not passed").isOne();
        orders.close(unpaired);
        Order closed = orders.whole("closed", new ArrayList<>());
        closed.ticket().close();
        assertThatThrownBy(() -> desks.fulfil(closed)).isInstanceOf(ObjectDroppedException.class);
        assertThatThrownBy(() -> desks.keep(Optional.of(closed))).isInstanceOf(ObjectDroppedException.class);
        orders.close(closed);
    }

    private static void givenBack(Desks desks, Orders orders) {
        List<String> heard = new ArrayList<>();
        desks.keep(Optional.of(orders.whole("kept", heard)));
        Order back = desks.kept().orElseThrow();
        assertThat(orders.described(back)).isEqualTo(orders.ofWhole("kept"));
        back.log().call("back");
        assertThat(heard).containsExactly("back");
        orders.close(back);
        assertThat(desks.kept()).isEmpty();
    }

    private static void completed(Desks desks, Orders orders) {
        for (boolean whole : new boolean[] {false, true}) {
            List<String> heard = new ArrayList<>();
            Order order = whole ? orders.whole("done", heard) : orders.bare("done", heard);
            Order back = desks.complete(order);
            String before = whole ? orders.ofWhole("done") : orders.ofLibrary("done");
            assertThat(orders.described(back)).isEqualTo(before.replaceFirst("^done \\d+ \\d+", "done 9 20"));
            back.log().call("back");
            assertThat(heard).isEmpty();
            assertThat(desks.heard()).isEqualTo("back;");
            desks.keep(Optional.of(back));
            orders.closeShared(back);
            orders.close(desks.kept().orElseThrow());
        }
    }

    private static void taken(Desks desks, Orders orders) {
        Order order = desks.orderOf("taken");
        assertThat(orders.described(order)).isEqualTo(orders.ofLibrary("taken"));
        order.log().call("taken");
        assertThat(desks.heard()).isEqualTo("taken;");
        orders.close(order);
    }

    private static void takenAndGiven(Desks desks, Orders orders) {
        Order taken = desks.orderOf("taken");
        desks.fulfil(taken);
        orders.closeShared(taken);
        assertThat(desks.heard()).startsWith("taken ticket 6 code 20;");
        Order given = desks.orderOf("kept");
        desks.keep(Optional.of(given));
        orders.closeShared(given);
        Order back = desks.kept().orElseThrow();
        assertThat(back.name()).isEqualTo("kept");
        orders.close(back);
    }

    private static void several(Desks desks, Orders orders) {
        List<Pair<Long, Order>> all = desks.orders(3);
        assertThat(all).extracting(Pair::first).containsExactly(0L, 1L, 2L);
        assertThat(orders.described(all.getFirst().second())).isEqualTo(orders.ofLibrary("one of many"));
        assertThat(orders.described(all.get(1).second())).isEqualTo("one of many 6 20");
        all.forEach(one -> orders.close(one.second()));
    }

    /** What was read until then is dropped, and so is what was not. */
    private static void broken(Desks desks, Orders orders) {
        for (long good = 0; good < 3; good++) {
            long some = good;
            assertThatThrownBy(() -> desks.broken(some, false)).isInstanceOf(InvalidValueException.class);
            if (orders.seesAll()) {
                assertThatThrownBy(() -> desks.broken(some, true)).isInstanceOf(InvalidValueException.class);
            } else {
                desks.broken(some, true).forEach(orders::close);
            }
        }
    }

    private static void each(Desks desks, Orders orders) {
        List<String> heard = new ArrayList<>();
        List<Order> visited = new ArrayList<>();
        desks.each(3, order -> {
            visited.add(order);
            assertThat(orders.described(order)).isEqualTo(orders.ofLibrary("visited"));
            return switch (visited.size()) {
                case 1 -> Optional.empty();
                case 2 -> Optional.of(orders.whole("answer", heard));
                default -> Optional.of(order);
            };
        });
        assertThat(heard).containsExactlyElementsOf(orders.used("answer"));
        assertThat(desks.heard()).startsWith("visited ticket 6 code 20;");
        visited.subList(0, 2).forEach(orders::close);
        orders.closeShared(visited.getLast());
    }

    private static void eachInVain(Desks desks, Orders orders) {
        IllegalStateException thrown = new IllegalStateException("no visit");
        assertThatThrownBy(() -> desks.each(1, order -> {
                    orders.close(order);
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    private static void eachRefused(Desks desks, Orders orders) {
        List<Order> refused = new ArrayList<>();
        assertThatThrownBy(() -> desks.each(1, order -> {
                    orders.close(order);
                    refused.add(orders.whole(UNPAIRED, new ArrayList<>()));
                    return Optional.of(refused.getFirst());
                }))
                .isInstanceOf(IllegalArgumentException.class);
        refused.forEach(orders::close);
    }

    private static void ask(Desks desks, Orders orders) {
        List<String> heard = new ArrayList<>();
        desks.ask(() -> orders.whole("asked", heard));
        assertThat(heard).containsExactlyElementsOf(orders.used("asked"));
    }

    private static void askInVain(Desks desks) {
        IllegalStateException thrown = new IllegalStateException("no order");
        assertThatThrownBy(() -> desks.ask(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    /** For another host, which may know more or less of it. */
    private static void leave(Desks desks, Orders orders) {
        desks.keep(Optional.of(orders.whole("left", new ArrayList<>())));
    }

    private static void takeWhatIsLeft(Desks desks, Orders orders) {
        Order left = desks.kept().orElseThrow();
        assertThat(orders.described(left)).startsWith("left 1 11");
        orders.close(left);
    }

    private static void later(Desks desks, Orders orders) {
        try (Region region = Region.open()) {
            Order order = desks.later(region.text("later")).join();
            assertThat(orders.described(order)).isEqualTo(orders.ofLibrary("later"));
            orders.close(order);
            desks.later(region.text("never")).close();
        }
    }
}
