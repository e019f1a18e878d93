package org.rdylib.conformance.talents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.AbsentFunctionException;
import org.rdylib.loader.Pair;

/** Objects of Java's that lack some methods are passed to a library in all ways that there are, and it sees what they lack. */
public final class TalentsDriver implements PluginChecks {

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Supplier<Player> substitute = () -> own(0);

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Talents talents = Talents.load(library, () -> substitute.get());
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is lent has what it says", () -> lent(talents));
        checks.put("what is lent and may be missing has what it says", () -> missing(talents));
        checks.put("what is given has what it says", () -> given(talents));
        checks.put("each of a list has what it says itself", () -> listed(talents));
        checks.put("what is counted has what it says", () -> counted(talents));
        checks.put("what a closure and an import answer with has what it says", () -> answered(talents));
        checks.put("what Java gets back has what it said", () -> back(talents));
        checks.put("each passing asks anew, and once", () -> anew(talents));
        checks.put("what throws when it is asked is not passed", () -> throwing(talents));
        checks.put("what is asked may call the library", () -> calling(talents));
        checks.put("a player of the library's passes through Java as it is", () -> librarys(talents, true));
        checks.put("one that cannot sing does so too", () -> librarys(talents, false));
        checks.replaceAll((_, check) -> level(talents, check));
        return checks;
    }

    private static ThrowingCallable level(Talents talents, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            check.call();
            accounts.assertLevel();
            assertThat(talents.living()).as("what the library has made").isZero();
        };
    }

    private static final int PLAY = 1;
    private static final int SING = 2;
    private static final int LEAVE = 4;

    /** A player who has the talents whose bits are set, and counts who asks. */
    private static class Own implements Player {
        int can;
        int asked;
        int closed;
        int left;

        Own(int can) {
            this.can = can;
        }

        boolean has(int talent) {
            asked++;
            return (can & talent) != 0;
        }

        @Override
        public long age() {
            return 30 + can;
        }

        @Override
        public boolean hasPlay() {
            return has(PLAY);
        }

        @Override
        public long play(long note) {
            return 100 + note;
        }

        @Override
        public long height() {
            return 180;
        }

        @Override
        public boolean hasSing() {
            return has(SING);
        }

        @Override
        public long sing(long note) {
            return 200 + note;
        }

        @Override
        public boolean hasLeave() {
            return has(LEAVE);
        }

        @Override
        public long leave() {
            left++;
            return 300 + can;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static Own own(int can) {
        return new Own(can);
    }

    private static List<Own> everybody() {
        return IntStream.range(0, 8).mapToObj(TalentsDriver::own).toList();
    }

    /** What is heard of one, as {@link Own} answers it. */
    private static Heard heard(int can) {
        return new Heard(30 + can, when(can, PLAY, 101), 180, when(can, SING, 202));
    }

    private static Heard withoutPlay(int can) {
        return new Heard(30 + can, Optional.empty(), 180, when(can, SING, 202));
    }

    private static Optional<Long> when(int can, int talent, long answer) {
        return (can & talent) == 0 ? Optional.empty() : Optional.of(answer);
    }

    private static void lent(Talents talents) {
        for (Own own : everybody()) {
            assertThat(talents.hear(own)).isEqualTo(heard(own.can));
            assertThat(own.asked).as("one question for each of three methods").isEqualTo(3);
            assertThat(own.closed).isZero();
        }
    }

    private static void missing(Talents talents) {
        assertThat(talents.listen(Optional.empty())).isEmpty();
        for (Own own : everybody()) {
            assertThat(talents.listen(Optional.of(own))).contains(withoutPlay(own.can));
            assertThat(own.asked).isEqualTo(3);
            assertThat(own.closed).isZero();
        }
    }

    private static void given(Talents talents) {
        for (Own own : everybody()) {
            boolean leaves = (own.can & LEAVE) != 0;
            assertThat(talents.engage(own)).isEqualTo(new Pair<>(heard(own.can), when(own.can, LEAVE, 300 + own.can)));
            assertThat(own.left).isEqualTo(leaves ? 1 : 0);
            assertThat(own.closed).as("dropped, unless it has left").isEqualTo(leaves ? 0 : 1);
            assertThat(own.asked).isEqualTo(3);
        }
    }

    private static void listed(Talents talents) {
        List<Own> all = new ArrayList<>(everybody());
        all.addAll(everybody().reversed());
        List<Heard> expected = all.stream().map(own -> heard(own.can)).toList();
        assertThat(talents.all(List.copyOf(all))).isEqualTo(expected);
        assertThat(all).allSatisfy(own -> {
            assertThat(own.asked).isEqualTo(3);
            assertThat(own.closed).isEqualTo(1);
        });
    }

    private static void counted(Talents talents) {
        for (Own own : everybody()) {
            assertThat(talents.share(own)).isEqualTo(withoutPlay(own.can));
            assertThat(own.asked).isEqualTo(3);
            assertThat(own.closed).isEqualTo(1);
        }
    }

    private void answered(Talents talents) {
        for (Own own : everybody()) {
            assertThat(talents.invite(() -> own)).isEqualTo(heard(own.can));
            assertThat(own.closed).isEqualTo(1);
            substitute = () -> own;
            assertThat(talents.replace()).isEqualTo(heard(own.can));
            assertThat(own.closed).isEqualTo(2);
            assertThat(own.asked).as("asked twice three questions").isEqualTo(6);
        }
    }

    private static void back(Talents talents) {
        for (Own own : everybody()) {
            Player same = talents.back(own);
            assertThat(same.hasPlay()).isEqualTo((own.can & PLAY) != 0);
            assertThat(same.hasSing()).isEqualTo((own.can & SING) != 0);
            assertThat(same.hasLeave()).isEqualTo((own.can & LEAVE) != 0);
            assertThat(same.height()).isEqualTo(180);
            assertThat(own.asked).as("the table knows").isEqualTo(3);
            if (same.hasSing()) {
                assertThat(same.sing(7)).isEqualTo(207);
            } else {
                assertThatExceptionOfType(AbsentFunctionException.class)
                        .isThrownBy(() -> same.sing(7))
                        .withMessageContaining("Player.sing");
            }
            assertThat(talents.hear(same)).isEqualTo(heard(own.can));
            assertThat(talents.engage(same).first()).isEqualTo(heard(own.can));
            assertThat(own.asked).isEqualTo(3);
            assertThat(own.closed + own.left).isEqualTo(1);
        }
    }

    private static void anew(Talents talents) {
        Own own = own(PLAY | LEAVE);
        Player before = talents.back(own);
        own.can = SING;
        try (Player after = talents.back(own)) {
            assertThat(after.hasPlay()).isFalse();
            assertThat(after.hasSing()).isTrue();
            assertThat(after.hasLeave()).isFalse();
        }
        assertThat(before.hasPlay())
                .as("what was passed before stays as it was")
                .isTrue();
        assertThat(before.hasSing()).isFalse();
        assertThat(before.leave()).isEqualTo(300 + SING);
        own.asked = 0;
        assertThat(talents.hear(own)).isEqualTo(heard(SING));
        own.can = PLAY;
        assertThat(talents.hear(own)).isEqualTo(heard(PLAY));
        assertThat(own.asked).isEqualTo(6);
    }

    private void throwing(Talents talents) {
        Refused refused = new Refused();
        Own shy = new Own(PLAY) {
            @Override
            public boolean hasSing() {
                throw refused;
            }
        };
        Own other = own(PLAY);
        assertThatThrownBy(() -> talents.hear(shy)).isSameAs(refused);
        assertThatThrownBy(() -> talents.listen(Optional.of(shy))).isSameAs(refused);
        assertThatThrownBy(() -> talents.engage(shy)).isSameAs(refused);
        assertThatThrownBy(() -> talents.all(List.of(other, shy, other))).isSameAs(refused);
        assertThatThrownBy(() -> talents.share(shy)).isSameAs(refused);
        assertThatThrownBy(() -> talents.invite(() -> shy)).isSameAs(refused);
        substitute = () -> shy;
        assertThatThrownBy(talents::replace).isSameAs(refused);
        assertThat(List.of(shy, other))
                .allSatisfy(own -> assertThat(own.closed)
                        .as("what was never given is not dropped")
                        .isZero());
        assertThat(talents.hear(other)).isEqualTo(heard(PLAY));
    }

    private static void calling(Talents talents) {
        Own inner = own(SING);
        Own curious = new Own(PLAY) {
            @Override
            public boolean hasSing() {
                return talents.hear(inner).sing().isPresent();
            }
        };
        assertThat(talents.hear(curious)).isEqualTo(new Heard(31, Optional.of(101L), 180, Optional.of(202L)));
        assertThat(talents.engage(curious).second()).isEmpty();
        assertThat(inner.asked).isEqualTo(6);
        assertThat(curious.closed).isEqualTo(1);
    }

    private static void librarys(Talents talents, boolean sings) {
        Optional<Long> sung = sings ? Optional.of(952L) : Optional.empty();
        Player player = talents.player(sings);
        assertThat(player.hasSing()).isEqualTo(sings);
        assertThat(talents.hear(player)).isEqualTo(new Heard(91, Optional.of(901L), 9, sung));
        assertThat(talents.listen(Optional.of(player))).contains(new Heard(91, Optional.empty(), 9, sung));
        Player same = talents.back(player);
        assertThat(same.hasSing()).isEqualTo(sings);
        Own around = new Own(0) {
            @Override
            public boolean hasSing() {
                return same.hasSing();
            }

            @Override
            public long sing(long note) {
                return same.sing(note) + 1;
            }
        };
        assertThat(talents.hear(around)).isEqualTo(new Heard(30, Optional.empty(), 180, sung.map(n -> n + 1)));
        assertThat(talents.engage(same))
                .isEqualTo(new Pair<>(new Heard(92, Optional.of(901L), 9, sung), Optional.of(92L)));
    }
}
