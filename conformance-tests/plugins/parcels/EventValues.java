package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.Making;

/** Values that borrow and own, handed out one by one and to callbacks. */
final class EventValues extends ParcelsChecks {

    static final String WORDS = "one two three four five six a bb ccc dddd eeeee f";

    static final List<String> SHOWN = List.of(
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

    EventValues(Parcels parcels) {
        super(parcels);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "what borrows and what owns stand in one enum", this::events);
        put(checks, "what is invalid in such an enum is an exception", this::eventFaults);
        put(checks, "a callback is given owned values", this::callbacks);
        put(checks, "a callback that throws has been given them all the same", this::throwingCallbacks);
        put(checks, "values copied into a region are freed with it", this::regions);
    }

    static String shown(Event event) {
        return switch (event) {
            case Event.Text(var text) -> "text " + shown(text);
            case Event.Table(var columns) -> "table " + columns;
            case Event.Link(var target, var classes, var attributes) ->
                "link " + shown(target) + " " + classes + " "
                        + attributes.stream()
                                .map(a -> shown(a.first()) + "="
                                        + a.second().map(EventValues::shown).orElse(""))
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

    private void events() {
        List<String> shown = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        Event kept = new Event.Rule();
        try (Region region = Region.open()) {
            Text text = region.text(WORDS);
            Events events = parcels.events(text);
            assertThat(events.all()).extracting(EventValues::shown).isEqualTo(SHOWN);
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
