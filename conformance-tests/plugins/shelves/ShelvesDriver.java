package org.rdylib.conformance.shelves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;

/** A host whose regions end with objects in them that use one another in their destructors, whichever is older. */
public final class ShelvesDriver implements PluginChecks {

    private static final int MANY = 200;

    /** An echo of Java's. */
    private record Own(String text) implements Echo {

        @Override
        public Text name() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Shelves shelves = Shelves.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what borrows from two objects is dropped before both", () -> ofTwo(shelves));
        checks.put("so is what borrows from an opaque value", () -> ofOpaque(shelves));
        checks.put("an object is dropped after what is older, and was lent it", () -> lentToOlder(shelves));
        checks.put("it is dropped after what was given what borrows from it", () -> givenToOlder(shelves));
        checks.put("it is dropped after what lives for what another has lent", () -> lentForLoan(shelves));
        checks.put("it is dropped after what ends with two regions", () -> lentForTwo(shelves));
        checks.put("what ends with two regions ends alone", () -> oneOfTwo(shelves));
        checks.put("what was lent through several is dropped after all", () -> through(shelves));
        checks.put("lifetimes that are the same end together", () -> sameLifetimes(shelves));
        checks.put("what a shelf was given comes back, and borrows still", () -> back(shelves));
        checks.put("an object of Java's is there for the destructor of what is older", () -> lentJavas(shelves));
        checks.put("what a destructor throws keeps nothing from being dropped", () -> throwing(shelves));
        checks.put("what a destructor's callback lends again is dropped, too", () -> lentAgain(shelves));
        checks.put("what a callback makes counted, it answers with", () -> madeCounted(shelves));
        checks.put("what a callback is given counted, it answers with", () -> givenCounted(shelves));
        checks.put("it answers with it twice", () -> givenTwice(shelves));
        checks.put("a callback's answer is kept by what is older, and borrows from what is not", () -> filled(shelves));
        checks.put("many are dropped", () -> many(shelves));
        checks.replaceAll((_, check) -> level(shelves, check));
        return checks;
    }

    private static ThrowingCallable level(Shelves shelves, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            assertThat(shelves.ended()).as("of the check before").isEmpty();
            check.call();
            accounts.assertLevel();
            assertThat(shelves.living()).as("what the library has made").isZero();
        };
    }

    /** What is dropped with a region, in that order. */
    private static String ended(Shelves shelves, Consumer<Region> inside) {
        try (Region region = Region.open()) {
            inside.accept(region);
            assertThat(shelves.ended()).as("before the region ends").isEmpty();
        }
        return shelves.ended();
    }

    private static void ofTwo(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Echo older = shelves.echo(region.text("older"));
            Echo newer = shelves.echo(region.text("newer"));
            Text text = older.name();
            Echo around = shelves.around(newer, text);
            shelves.around(around, text);
        });
        assertThat(ended).isEqualTo("older:newer older:newer newer older");
    }

    private static void ofOpaque(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Echo older = shelves.echo(region.text("older"));
            Jar jar = shelves.jar(region.text("jar"));
            shelves.inside(jar, older.name());
        });
        assertThat(ended).isEqualTo("older:jar jar older");
    }

    private static void lentToOlder(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Shelf shelf = shelves.heard(region.text("shelf"), () -> {});
            Echo echo = shelves.echo(region.text("echo"));
            shelf.put(echo);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(echo::close);
            shelf.put(shelves.echo(region.text("other")));
        });
        assertThat(ended).isEqualTo("shelf[echo+other] other echo");
    }

    private static void givenToOlder(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Shelf shelf = shelves.heard(region.text("shelf"), () -> {});
            Echo echo = shelves.echo(region.text("echo"));
            shelf.give(shelves.around(echo, region.text("around")));
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(echo::close);
        });
        assertThat(ended).isEqualTo("shelf[] around:echo echo");
    }

    private static void lentForLoan(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Echo older = shelves.echo(region.text("older"));
            Shelf shelf = shelves.shelf(older.name());
            shelf.put(shelves.echo(region.text("echo")));
            shelf.give(shelves.around(shelves.echo(region.text("other")), region.text("around")));
        });
        assertThat(ended).isEqualTo("older[echo] around:other other echo older");
    }

    /** Of the two regions only one ends with the object that is lent. */
    private static void lentForTwo(Shelves shelves) {
        try (Region outer = Region.open()) {
            Echo oldest = shelves.echo(outer.text("oldest"));
            Text name = oldest.name();
            String ended = ended(shelves, region -> {
                Echo older = shelves.echo(region.text("older"));
                Shelf shelf = shelves.both(older.name(), name);
                shelf.put(shelves.echo(region.text("echo")));
            });
            assertThat(ended).isEqualTo("older[echo] echo older");
            assertThat(name.toString()).as("what was lent by the oldest").isEqualTo("oldest");
        }
        assertThat(shelves.ended()).isEqualTo("oldest");
    }

    private static void oneOfTwo(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Echo older = shelves.echo(region.text("older"));
            Echo other = shelves.echo(region.text("other"));
            Shelf shelf = shelves.both(older.name(), other.name());
            Echo echo = shelves.echo(region.text("echo"));
            shelf.put(echo);
            other.close();
            assertThat(shelves.ended()).isEqualTo("older[echo] other");
            echo.close();
            assertThat(shelves.ended()).isEqualTo("echo");
        });
        assertThat(ended).isEqualTo("older");
    }

    private static void through(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Shelf last = shelves.heard(region.text("last"), () -> {});
            Shelf first = shelves.heard(region.text("first"), () -> {});
            Echo echo = shelves.echo(region.text("echo"));
            Echo around = shelves.around(echo, region.text("around"));
            first.give(shelves.around(around, region.text("twice")));
            last.give(first.back().orElseThrow());
        });
        assertThat(ended).isEqualTo("last[] twice:echo first[] around:echo echo");
    }

    /** What each shelf was given is good for the other, which then is as long as that. */
    private static void sameLifetimes(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Shelf one = shelves.heard(region.text("one"), () -> {});
            Shelf other = shelves.heard(region.text("other"), () -> {});
            Echo echo = shelves.echo(region.text("echo"));
            one.give(shelves.around(echo, region.text("around")));
            other.give(one.back().orElseThrow());
            one.give(other.back().orElseThrow());
            Echo last = shelves.echo(region.text("last"));
            one.put(last);
            other.put(last);
        });
        assertThat(ended)
                .isIn("other[last] one[last] around:echo last echo", "one[last] around:echo other[last] last echo");
    }

    private static void back(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Shelf shelf = shelves.heard(region.text("shelf"), () -> {});
            Echo echo = shelves.echo(region.text("echo"));
            shelf.give(shelves.around(echo, region.text("around")));
            Optional<Echo> back = shelf.back();
            assertThat(back.map(Echo::text)).contains("echo");
            shelf.close();
            assertThat(shelves.ended()).isEqualTo("shelf[]");
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(echo::close);
        });
        assertThat(ended).isEqualTo("around:echo echo");
    }

    private static void lentJavas(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Shelf shelf = shelves.shelf(region.text("shelf"));
            shelf.put(new Own("java"));
            Shelf heard = shelves.heard(region.text("heard"), () -> {});
            heard.put(new Own("java's"));
        });
        assertThat(ended).isEqualTo("heard[java's] shelf[java]");
    }

    private static void throwing(Shelves shelves) {
        Region region = Region.open();
        Echo older = shelves.echo(region.text("older"));
        Echo echo = shelves.echo(region.text("echo"));
        Shelf shelf = shelves.shelf(older.name());
        Echo last = shelves.echo(region.text("last"));
        shelf.put(last);
        shelf.give(shelves.telling(echo, () -> {
            throw new IllegalStateException("told");
        }));
        try {
            region.close();
        } catch (IllegalStateException _) {
            // C and Rust have nobody to tell.
        }
        assertThat(shelves.ended()).isEqualTo("older[last] telling:echo last echo older");
        assertThat(region.isOpen()).isFalse();
    }

    /** It is lent for what another lends, while what it was lent for before is dropped. */
    private static void lentAgain(Shelves shelves) {
        List<Echo> again = new ArrayList<>();
        String ended = ended(shelves, region -> {
            Echo older = shelves.echo(region.text("older"));
            Echo oldest = shelves.echo(region.text("old"));
            Shelf shelf = shelves.shelf(older.name());
            Echo echo = shelves.echo(region.text("echo"));
            shelf.give(shelves.telling(echo, () -> again.add(shelves.around(echo, oldest.name()))));
        });
        assertThat(ended).isEqualTo("older[] telling:echo old:echo echo old older");
        assertThat(again).hasSize(1);
        assertThatExceptionOfType(ObjectDroppedException.class)
                .isThrownBy(() -> again.getFirst().text());
    }

    private static void madeCounted(Shelves shelves) {
        List<Echo> made = new ArrayList<>();
        assertThat(shelves.ask("made", text -> {
                    made.add(shelves.counted(text));
                    return made.getFirst();
                }))
                .isEqualTo("made");
        assertThat(shelves.ended()).isEqualTo("made");
        assertThatExceptionOfType(ObjectDroppedException.class)
                .isThrownBy(() -> made.getFirst().text());
        try (Region region = Region.open()) {
            Echo own = shelves.counted(region.text("own"));
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> shelves.ask("made", _ -> own));
        }
        assertThat(shelves.ended()).isEqualTo("own");
    }

    private static void givenCounted(Shelves shelves) {
        assertThat(shelves.pass("given", echo -> echo)).isEqualTo("given");
        assertThat(shelves.ended()).isEqualTo("given");
        assertThat(shelves.pass("given", echo -> {
                    shelves.around(echo, echo.name());
                    return echo;
                }))
                .isEqualTo("given");
        assertThat(shelves.ended())
                .as("what is made of it ends with the callback")
                .isEqualTo("given:given given");
        assertThatIllegalStateException()
                .isThrownBy(() -> shelves.pass("given", echo -> {
                    assertThat(echo.text()).isEqualTo("given");
                    throw new IllegalStateException();
                }));
        assertThat(shelves.ended()).isEqualTo("given");
    }

    private static void givenTwice(Shelves shelves) {
        assertThat(shelves.twice("given", echo -> new Pair<>(echo, echo))).isEqualTo("givengiven");
        assertThat(shelves.ended()).isEqualTo("given");
    }

    /** What the callback answers with is good for as long as the shelf: then what it borrows from is there as long. */
    private static void filled(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Ref<Line> line = Shelves.refToLine(region, new Line(region.text("line"), 1));
            Shelf shelf = shelves.by(
                    line,
                    () -> {},
                    given -> shelves.around(
                            shelves.echo(region.text("echo")), given.get().text()));
            shelf.fill();
            shelf.fill();
        });
        assertThat(ended).isEqualTo("line[] line:echo line:echo echo echo");
    }

    private static void many(Shelves shelves) {
        String ended = ended(shelves, region -> {
            Echo older = shelves.echo(region.text("o"));
            Text name = older.name();
            Echo echo = shelves.echo(region.text("e"));
            for (int i = 0; i < MANY; i++) {
                echo = shelves.around(echo, name);
            }
            shelves.heard(region.text("s"), () -> {}).put(shelves.echo(region.text("n")));
        });
        assertThat(ended).isEqualTo("s[n] n " + "o:e ".repeat(MANY) + "e o");
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> {
            Region region = Region.open();
            Text text = shelves.echo(region.text("e")).name();
            region.close();
            text.byteLength();
        });
        assertThat(shelves.ended()).isEqualTo("e");
    }
}
