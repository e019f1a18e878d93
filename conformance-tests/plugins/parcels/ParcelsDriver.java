package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.Triple;
import org.rdylib.loader.stub.Making;

/** A host that takes and gives owned values, and looks at the accounts of both sides after each scenario. */
public final class ParcelsDriver implements PluginChecks {

    private static final String UNPAIRED = "\uD800";

    private Parcels parcels;
    private ThrowingCallable answering = () -> {};

    private final class Host implements Parcels.Imports {
        @Override
        public Pair<String, byte[]> answer(String name, byte[] bytes) {
            try {
                answering.call();
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable thrown) {
                throw new AssertionError(thrown);
            }
            assertThat(bytes).containsExactly(1, 2, 3);
            return new Pair<>(name.equals("?") ? UNPAIRED : "hello " + name, new byte[] {4});
        }
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        parcels = Parcels.load(library, new Host());
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("results of one part are copied out", this::simple);
        checks.put("what is invalid in them is an exception", this::simpleFaults);
        checks.put("structs of lists are copied out", this::lists);
        checks.put("what is invalid in the middle of a struct is an exception", this::listFaults);
        checks.put("enums that contain themselves are copied out", this::trees);
        checks.put("objects within values are taken over", this::objects);
        checks.put("objects that were taken over are dropped where the value is invalid", this::objectFaults);
        checks.put("objects within values belong to the region of their lifetime", this::objectsInRegions);
        checks.put("objects are lent to their library for a call", this::lentObjects);
        checks.put("objects are given back to their library", this::objectsGivenBack);
        checks.put("what an object's lifetime is, is not the call's to choose", this::objectLifetimes);
        checks.put("what borrows and what owns stand in one enum", this::events);
        checks.put("what is invalid in such an enum is an exception", this::eventFaults);
        checks.put("a callback is given owned values", this::callbacks);
        checks.put("a callback that throws has been given them all the same", this::throwingCallbacks);
        checks.put("what Java makes arrives, and comes back", this::echoes);
        checks.put("what Java makes is kept by the library", this::kept);
        checks.put("what Java made is freed where a later argument is refused", this::refusedArguments);
        checks.put("what Java made is consumed by a call that fails", this::failing);
        checks.put("what is freed twice is freed once", this::twice);
        checks.put("what Java made is freed on any thread", this::elsewhere);
        checks.put("what is lent for a call is freed after it", this::lent);
        checks.put("mutable references to owned values are copied in and out", this::mutable);
        checks.put("an import gives and takes owned values", this::imports);
        checks.put("values copied into a region are freed with it", this::regions);
        Map<String, ThrowingCallable> level = new LinkedHashMap<>();
        checks.forEach((name, check) -> level.put(name, () -> inLevel(check)));
        return level;
    }

    /** Neither side has more or less after the check than before, and nothing was freed that was not there. */
    private void inLevel(ThrowingCallable check) throws Throwable {
        Account before = parcels.account();
        long made = Making.living();
        long refused = Making.refused();
        expectedRefusals = 0;
        check.call();
        Account after = parcels.account();
        assertThat(after.wrong()).as("what was freed wrongly").isEqualTo(before.wrong());
        assertThat(after.blocks()).as("blocks of the plugin").isEqualTo(before.blocks());
        assertThat(after.objects()).as("objects of the plugin").isEqualTo(before.objects());
        assertThat(Making.living()).as("pieces of Java's").isEqualTo(made);
        assertThat(Making.refused()).as("wrong frees of Java's").isEqualTo(refused + expectedRefusals);
    }

    private long expectedRefusals;

    private void invalid(Fault fault, String message, ThrowingCallable call) {
        parcels.misbehave(fault);
        assertThatThrownBy(call).isInstanceOf(InvalidValueException.class).hasMessageContaining(message);
    }

    private void simple() {
        long freed = parcels.account().freed();
        assertThat(parcels.string(0)).isEmpty();
        assertThat(parcels.string(20_000)).hasSize(20_000).matches("x*");
        assertThat(parcels.plainString()).isEqualTo("plain");
        List<Optional<String>> both = List.of(parcels.boxedStr(), parcels.boxedStr());
        assertThat(both).containsExactlyInAnyOrder(Optional.of("sealed"), Optional.empty());
        assertThat(parcels.boxed(-1)).isEqualTo(-1);
        assertThat(parcels.bytes(0)).isEmpty();
        assertThat(parcels.bytes(257)).hasSize(257).endsWith(254, 255, 0);
        assertThat(parcels.lines(2)).isEqualTo(Result.ok(List.of("line 0", "line 1")));
        assertThat(parcels.lines(0)).isEqualTo(Result.err("no lines"));
        assertThat(parcels.account().freed()).isEqualTo(freed + 11);
    }

    private void simpleFaults() {
        invalid(Fault.TEXT, "string(): not UTF-8 at byte 4 of 5", () -> parcels.string(5));
        invalid(Fault.LENGTH, "string(): a length of 9 and a capacity of 8", () -> parcels.string(5));
        invalid(Fault.NULL_DATA, "string(): a text with a null address", () -> parcels.string(5));
        invalid(Fault.NULL_FREE, "string(): an owned value without a function to free it", () -> parcels.string(5));
        invalid(Fault.TEXT, "plain_string(): not UTF-8", () -> parcels.plainString());
        invalid(Fault.NULL_DATA, "boxed(): a null reference", () -> parcels.boxed(1));
        invalid(Fault.NULL_FREE, "boxed(): an owned value without", () -> parcels.boxed(1));
        invalid(Fault.TEXT, "lines(): not UTF-8 at byte 5 of 6", () -> parcels.lines(5));
        invalid(Fault.NULL_DATA, "lines(): a text with a null address", () -> parcels.lines(5));
        invalid(Fault.NULL_FREE, "lines(): an owned value without", () -> parcels.lines(5));
        invalid(Fault.TAG, "lines(): 7 is no variant of Result", () -> parcels.lines(5));
    }

    private void lists() {
        Lists lists = parcels.lists();
        assertThat(lists.bools()).containsExactly(true, false);
        assertThat(lists.bytes()).isEmpty();
        assertThat(lists.shorts()).containsExactly(-1, 0, 32_767);
        assertThat(lists.words()).containsExactly(4_000_000_000L);
        assertThat(lists.chars()).containsExactly('a', 0x1F600);
        assertThat(lists.longs()).containsExactly(Long.MIN_VALUE);
        assertThat(lists.floats()).containsExactly(0.5f);
        assertThat(lists.doubles()).containsExactly(-0.25);
        assertThat(lists.ranges()).containsExactly(new Range(1, 2), new Range(3, 4));
        assertThat(lists.lines()).containsExactly(List.of(), List.of("line 0", "line 1", "line 2"));
        assertThat(lists.pair()).containsExactly("left", "");
        assertThat(lists.boxed()).contains(7L);
    }

    private void listFaults() {
        invalid(Fault.TAG, "Lists.bools: 2 is no bool", () -> parcels.lists());
        invalid(Fault.TEXT, "Lists.chars: 0xd800 is no char", () -> parcels.lists());
        invalid(Fault.LENGTH, "Lists.lines: a length of 9 and a capacity of 8", () -> parcels.lists());
    }

    private void trees() {
        assertThat(parcels.tree(0)).isEqualTo(new Tree.Leaf(5));
        assertThat(parcels.tree(3))
                .hasToString("Node[value=[Leaf[value=5], Named[name=branch, tree=Node[value=[Leaf[value=5],"
                        + " Leaf[value=5]]]]]]");
        invalid(Fault.TAG, "Tree: 77 is no variant of Tree", () -> parcels.tree(6));
    }

    private void objects() {
        Parcel parcel = parcels.parcel(3).orElseThrow();
        assertThat(parcel.label()).isEqualTo("fragile");
        assertThat(parcel.note()).isEqualTo("handle with care");
        assertThat(parcel.more()).extracting(Pair::second).containsExactly("more", "more", "more");
        List<Counter> counters = new ArrayList<>(List.of(parcel.counter()));
        parcel.more().forEach(pair -> counters.add(pair.first()));
        counters.add(parcel.last().orElseThrow().first());
        assertThat(parcels.account().objects()).isEqualTo(5);
        assertThat(counters).extracting(Counter::next).containsExactly(1L, 1L, 11L, 21L, 1001L);
        counters.forEach(Counter::close);
        assertThat(parcels.parcel(0)).isEqualTo(Result.err("nothing in it"));
    }

    private void objectFaults() {
        for (Fault fault : List.of(Fault.TEXT, Fault.TAG, Fault.NULL_TABLE, Fault.NULL_DATA, Fault.LENGTH)) {
            for (long counters : new long[] {1, 2, 5}) {
                invalid(fault, "", () -> parcels.parcel(counters));
            }
        }
        invalid(Fault.NULL_FREE, "Parcel.note: an owned value without", () -> parcels.parcel(2));
        invalid(Fault.TEXT, "parcel(): not UTF-8", () -> parcels.parcel(0));
        for (Fault fault : List.of(Fault.NULL_TABLE, Fault.NULL_DATA, Fault.LENGTH)) {
            invalid(
                    fault,
                    "counters(): an object",
                    () -> parcels.counters(4, Region.forever().text("")));
        }
        assertThat(parcels.account().objects()).isZero();
    }

    private void objectsInRegions() {
        List<Counter> counters;
        try (Region region = Region.open()) {
            counters = parcels.counters(3, region.text(""));
            assertThat(counters).extracting(Counter::next).containsExactly(1L, 11L, 21L);
            counters.get(1).close();
            assertThat(parcels.account().objects()).isEqualTo(2);
        }
        assertThat(parcels.account().objects()).isZero();
        assertThatThrownBy(counters.getFirst()::next).isInstanceOf(ObjectDroppedException.class);
        try (Region region = Region.open()) {
            assertThat(parcels.counters(0, region.text(""))).isEmpty();
        }
    }

    private static Counter ofJava() {
        return new Counter() {
            @Override
            public long next() {
                return 100;
            }

            @Override
            public long add(Counter other) {
                return 0;
            }

            @Override
            public String finish(String lastWords) {
                return lastWords;
            }

            @Override
            public void close() {}
        };
    }

    private void lentObjects() {
        try (Region region = Region.open()) {
            List<Counter> counters = parcels.counters(3, region.text(""));
            Counter one = counters.get(0);
            Counter other = counters.get(1);
            assertThat(parcels.advance(one, other, () -> {})).isEqualTo(1 + 11);
            assertThat(one.add(other)).isEqualTo(1 + 11);
            assertThatThrownBy(() -> one.add(one)).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> parcels.advance(one, one, () -> {})).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> parcels.advance(one, other, other::next)).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> parcels.advance(one, other, one::close)).isInstanceOf(ObjectBusyException.class);
            assertThat(parcels.advance(one, ofJava(), () -> {})).isEqualTo(12 + 1 + 1 + 1 + 100);
            counters.get(2).close();
            assertThatThrownBy(() -> parcels.advance(one, counters.get(2), () -> {}))
                    .isInstanceOf(ObjectDroppedException.class);
            assertThat(one.next()).as("it is free again").isEqualTo(12 + 1 + 1 + 1 + 1);
        }
    }

    private void objectsGivenBack() {
        try (Region region = Region.open()) {
            Text text = region.text("");
            Counter counter = parcels.counters(1, text).getFirst();
            assertThatThrownBy(() -> parcels.giveBack(counter, false, UNPAIRED))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(counter.next()).as("nothing was called").isEqualTo(1);
            parcels.giveBack(counter, false, "name");
            assertThat(parcels.account().objects()).isZero();
            assertThatThrownBy(counter::next)
                    .isInstanceOf(ObjectDroppedException.class)
                    .hasMessageContaining("given back");
            counter.close();
            Counter second = parcels.counters(1, text).getFirst();
            assertThatThrownBy(() -> parcels.giveBack(second, true, "name")).isInstanceOf(LibraryFailedException.class);
            assertThatThrownBy(second::next).isInstanceOf(ObjectDroppedException.class);
            Counter third = parcels.counters(1, text).getFirst();
            assertThatThrownBy(() -> third.finish(UNPAIRED)).isInstanceOf(IllegalArgumentException.class);
            assertThat(third.finish("last words")).isEqualTo("last words");
            assertThatThrownBy(() -> third.finish("again")).isInstanceOf(ObjectDroppedException.class);
            Counter unlucky = parcels.counters(1, text).getFirst();
            for (int i = 0; i < 13; i++) {
                unlucky.next();
            }
            assertThatThrownBy(() -> unlucky.finish(""))
                    .isInstanceOf(LibraryFailedException.class)
                    .hasMessage("unlucky");
        }
    }

    private void objectLifetimes() {
        try (Region outer = Region.open()) {
            Text longer = outer.text("longer");
            Events skipped;
            Text remainder;
            try (Region inner = Region.open()) {
                Events events = parcels.events(inner.text("one two three"));
                skipped = parcels.skip(2, events);
                assertThatThrownBy(events::next).isInstanceOf(ObjectDroppedException.class);
                remainder = parcels.remainder(skipped, longer);
                assertThat(remainder).hasToString("longer");
                assertThat(parcels.remainder(skipped, inner.text(""))).hasToString(" three");
                Events outside = parcels.events(longer);
                assertThatThrownBy(() -> parcels.remainder(outside, inner.text("shorter")))
                        .isInstanceOf(RegionException.class);
            }
            assertThatThrownBy(skipped::next).isInstanceOf(ObjectDroppedException.class);
            assertThatThrownBy(remainder::toString).isInstanceOf(RegionClosedException.class);
        }
    }

    private static final String WORDS = "one two three four five six a bb ccc dddd eeeee f";

    private static String shown(Event event) {
        return switch (event) {
            case Event.Text(var text) -> "text " + shown(text);
            case Event.Table(var columns) -> "table " + columns;
            case Event.Link(var target, var classes, var attributes) ->
                "link " + shown(target) + " " + classes + " "
                        + attributes.stream()
                                .map(a -> shown(a.first()) + "="
                                        + a.second().map(ParcelsDriver::shown).orElse(""))
                                .toList();
            case Event.Start(var number) ->
                "start " + number.map(String::valueOf).orElse("none");
            case Event.Rule() -> "rule";
        };
    }

    private static String shown(CowStr text) {
        return switch (text) {
            case CowStr.Borrowed(var borrowed) -> borrowed.toString();
            case CowStr.Owned(var owned) -> owned;
        };
    }

    private static final List<String> SHOWN = List.of(
            "text one",
            "text TWO",
            "table [NONE, LEFT, CENTER, RIGHT, NONE]",
            "link FOUR [four, f] [four=FOUR, FOUR=]",
            "start 4",
            "rule",
            "text a",
            "text BB",
            "table [NONE, LEFT, CENTER]",
            "link DDDD [dddd, d] [dddd=DDDD, DDDD=]",
            "start none",
            "rule");

    private void events() {
        List<String> shown = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        Event kept = new Event.Rule();
        try (Region region = Region.open()) {
            Text text = region.text(WORDS);
            Events events = parcels.events(text);
            assertThat(events.all()).extracting(ParcelsDriver::shown).isEqualTo(SHOWN);
            for (var next = events.next(); next.isPresent(); next = events.next()) {
                kept = shown.size() == 1 ? next.get().first() : kept;
                shown.add(shown(next.get().first()));
                Range range = next.get().second();
                ranges.add(WORDS.substring((int) range.start(), (int) range.end()));
            }
            assertThat(shown(parcels.first(text).first())).isEqualTo("text ONE");
        }
        assertThat(shown).isEqualTo(SHOWN);
        assertThat(ranges).containsExactly(WORDS.split(" "));
        assertThat(shown(kept)).as("what is owned outlives the region").isEqualTo("text TWO");
    }

    private void eventFaults() {
        try (Region region = Region.open()) {
            for (String words : List.of("a b", "a b c", "a b c d")) {
                Events events = parcels.events(region.text(words));
                for (int i = words.split(" ").length; i > 1; i--) {
                    events.next();
                }
                invalid(words.length() == 5 ? Fault.TAG : Fault.TEXT, "", events::next);
                assertThat(events.next()).isEmpty();
            }
            Events events = parcels.events(region.text("a b c d"));
            List<Optional<Pair<Event, Range>>> three = List.of(events.next(), events.next(), events.next());
            assertThat(three).doesNotContain(Optional.empty());
            invalid(Fault.TAG, "CowStr: 200 is no variant of CowStr", events::next);
        }
    }

    private void callbacks() {
        List<String> shown = new ArrayList<>();
        assertThat(parcels.eachEvent(WORDS, (event, _) -> shown.add(shown(event))))
                .isEqualTo(12);
        assertThat(shown).isEqualTo(SHOWN);
        assertThat(parcels.eachEvent(WORDS, (_, range) -> range.start() < 9)).isEqualTo(4);
        assertThat(parcels.ask((words, box) -> {
                    assertThat(words).containsExactly("line 0", "line 1", "line 2");
                    assertThat(box).contains(42L);
                    return Result.ok(List.of("yes", "", "\uD83D\uDE00"));
                }))
                .containsExactly("yes", "", "\uD83D\uDE00");
        assertThatThrownBy(() -> parcels.ask((_, _) -> Result.err("not today")))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("not today");
    }

    private void throwingCallbacks() {
        for (int n : new int[] {0, 1, 2, 3, 4, 9}) {
            int[] left = {n};
            IllegalStateException thrown = new IllegalStateException();
            assertThatThrownBy(() -> parcels.eachEvent(WORDS, (_, _) -> {
                        if (left[0]-- == 0) {
                            throw thrown;
                        }
                        return true;
                    }))
                    .isSameAs(thrown);
        }
        invalid(Fault.TEXT, "not UTF-8", () -> parcels.eachEvent(WORDS, (_, _) -> true));
        invalid(Fault.TAG, "is no variant of CowStr", () -> parcels.eachEvent(WORDS, (_, _) -> true));
        invalid(Fault.TEXT, "ask(words)(value): not UTF-8", () -> parcels.ask((_, _) -> Result.err("")));
        assertThatThrownBy(() -> parcels.ask((_, _) -> Result.ok(List.of("a", "b", UNPAIRED))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
        assertThatThrownBy(() -> parcels.ask((_, _) -> deep(0))).isInstanceOf(StackOverflowError.class);
    }

    private static Result<List<String>, String> deep(int depth) {
        return depth < 0 ? Result.err("") : deep(depth + 1);
    }

    private void echoes() {
        assertThat(parcels.echoString("")).isEmpty();
        assertThat(parcels.echoString("J\u00E4va")).isEqualTo("J\u00E4va");
        assertThat(parcels.echoBoxed(Optional.empty())).isEmpty();
        assertThat(parcels.echoBoxed(Optional.of("a"))).contains("a");
        Lists lists = parcels.echoLists(new Lists(
                new boolean[] {false, true},
                new byte[] {-1},
                new short[] {7},
                new long[] {0xFFFF_FFFFL},
                new int[] {0x10FFFF},
                new long[0],
                new float[] {1.5f},
                new double[] {2.5, -0.0},
                List.of(new Range(-1, 0)),
                List.of(List.of("a"), List.of(), List.of("b", "c")),
                List.of("", "d"),
                Optional.of(9L)));
        assertThat(lists.bools()).containsExactly(false, true);
        assertThat(lists.bytes()).containsExactly(-1);
        assertThat(lists.shorts()).containsExactly(7);
        assertThat(lists.words()).containsExactly(0xFFFF_FFFFL);
        assertThat(lists.chars()).containsExactly(0x10FFFF);
        assertThat(lists.longs()).isEmpty();
        assertThat(lists.floats()).containsExactly(1.5f);
        assertThat(lists.doubles()).containsExactly(2.5, -0.0);
        assertThat(lists.ranges()).containsExactly(new Range(-1, 0));
        assertThat(lists.lines()).containsExactly(List.of("a"), List.of(), List.of("b", "c"));
        assertThat(lists.pair()).containsExactly("", "d");
        assertThat(lists.boxed()).contains(9L);

        Tree tree = new Tree.Node(List.of(
                new Tree.Leaf(1),
                new Tree.Named("n", new Tree.Node(List.of(new Tree.Leaf(2)))),
                new Tree.Node(List.of())));
        Mut<Long> leaves = Mut.of(0L);
        assertThat(parcels.echoTree(tree, leaves)).isEqualTo(new Tree.Named("echo", tree));
        assertThat(leaves.get()).isEqualTo(2);

        try (Region region = Region.open()) {
            List<Event> events = parcels.events(region.text(WORDS)).all();
            assertThat(parcels.echoEvents(events))
                    .extracting(ParcelsDriver::shown)
                    .isEqualTo(SHOWN);
            assertThat(parcels.echoEvents(List.of())).isEmpty();
        }
    }

    private void kept() {
        long made = Making.living();
        assertThat(parcels.kept()).isEmpty();
        parcels.keep("one", List.of("two", "three"), 3);
        assertThat(Making.living()).isEqualTo(made + 5);
        assertThat(parcels.kept()).contains(new Triple<>("one", List.of("two", "three"), 3L));
        assertThat(Making.living()).isEqualTo(made);
        assertThat(parcels.kept()).isEmpty();
    }

    private void refusedArguments() {
        assertThatThrownBy(() -> parcels.keep("one", List.of("two", UNPAIRED), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parcels.echoTree(
                        new Tree.Node(List.of(
                                new Tree.Named("n", new Tree.Leaf(1)), new Tree.Named("m", new Tree.Leaf(1L << 32)))),
                        Mut.of(0L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Tree::Leaf.0: 4294967296 is no u32");
        assertThatThrownBy(() -> parcels.echoTree(new Tree.Named("n", new Tree.Leaf(1)), Mut.of(-1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(parcels.kept()).as("nothing was called").isEmpty();
    }

    private void failing() {
        assertThatThrownBy(() -> parcels.fail(List.of("a", "b")))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("2 strings are of no use");
    }

    private void twice() {
        expectedRefusals = 2;
        parcels.freeTwice("once");
    }

    private void elsewhere() {
        parcels.dropElsewhere(List.of("a", "b"));
        parcels.dropElsewhere(IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    }

    private void lent() {
        Tree tree = new Tree.Named("a name", new Tree.Node(List.of(new Tree.Leaf(1), new Tree.Leaf(2))));
        assertThat(parcels.total(List.of("four", "", "five5"), tree)).isEqualTo(11);
        assertThatThrownBy(() -> parcels.total(List.of("four", UNPAIRED), tree))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void mutable() {
        Mut<String> text = Mut.of("text");
        Mut<List<String>> list = Mut.of(List.of("a", "b", "c"));
        parcels.append(text, list);
        assertThat(text.get()).isEqualTo("appended");
        assertThat(list.get()).containsExactly("first", "b");
        parcels.append(text, list);
        assertThat(list.get()).containsExactly("first");
        invalid(Fault.TEXT, "append(text): not UTF-8", () -> parcels.append(text, list));
        parcels.misbehave(Fault.TAG);
        assertThatThrownBy(() -> parcels.append(text, list))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("no more");
        assertThatThrownBy(() -> parcels.append(text, Mut.of(List.of("a", UNPAIRED))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void imports() {
        assertThat(parcels.askHost("you")).isEqualTo("hello you");
        assertThatThrownBy(() -> parcels.askHost("?")).isInstanceOf(IllegalArgumentException.class);
        IllegalStateException thrown = new IllegalStateException("no answer");
        answering = () -> {
            throw thrown;
        };
        assertThatThrownBy(() -> parcels.askHost("you")).isSameAs(thrown);
        answering = () -> {};
    }

    private void regions() {
        long made = Making.living();
        try (Region region = Region.open()) {
            List<Event> events = parcels.events(region.text(WORDS)).all();
            assertThat(parcels.count(Parcels.sliceOfEvent(region, events)).get())
                    .isEqualTo(12);
            assertThat(Making.living()).isGreaterThan(made);
        }
        assertThat(Making.living()).isEqualTo(made);
    }
}
