package org.rdylib.conformance.echoes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;

/** Objects, closures and functions of either side pass through Java's functions, beside what these answer with. */
record PassedChecks(Echoes echoes) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("an object goes through Java as it is", this::passed);
        checks.put("an object of Java's is used when the closure has returned", this::own);
        checks.put("what a closure is lent takes parts of what comes with it", this::told);
        checks.put("what Java has of its own is not lent for longer than it is known", this::shown);
        checks.put("a function may have a lifetime of what is around its type", this::marked);
        checks.put("a function of the library's is given back for its own lifetimes alone", this::worked);
        checks.put("a closure of the library's is called and given back", this::cutter);
        return checks;
    }

    private void passed() {
        List<Echo> seen = new ArrayList<>();
        assertThat(echoes.pass("again", echo -> {
                    assertThat(echo.text()).isEqualTo("again");
                    seen.add(echo);
                    return echo;
                }))
                .isEqualTo("again");
        try (Region region = Region.open()) {
            Echo other = echoes.echo(region.text("shorter"));
            EchoesDriver.assertRefused(() -> echoes.pass("again", _ -> other), "'t");
            assertThat(other.text()).as("what is refused stays Java's").isEqualTo("shorter");
        }
        Echo longer = echoes.echo(Region.forever().text("longer"));
        assertThat(echoes.pass("again", _ -> longer)).isEqualTo("longer");
        assertThatThrownBy(longer::text).isInstanceOf(RuntimeException.class);
    }

    private void own() {
        List<String> closed = new ArrayList<>();
        assertThat(echoes.pass("hello", echo -> {
                    String text = echo.text();
                    return new Echo() {
                        @Override
                        public String text() {
                            return text + " yourself";
                        }

                        @Override
                        public void close() {
                            closed.add(text);
                        }
                    };
                }))
                .isEqualTo("hello yourself");
        assertThat(closed).containsExactly("hello");
    }

    private void told() {
        assertThat(echoes.tell("a part", (text, to) -> {
                    to.call(text.slice(0, 1));
                    to.call(text.slice(2, 6));
                    return text.slice(0, 2);
                }))
                .isEqualTo(new Pair<>("a ", "part"));
        try (Region region = Region.open()) {
            Text other = region.text("other");
            EchoesDriver.assertPassedRefused(
                    () -> echoes.tell("a part", (text, to) -> {
                        to.call(other);
                        return text;
                    }),
                    "'t");
        }
    }

    private void shown() {
        assertThat(echoes.show("nothing", (text, _) -> text.slice(0, 2))).isEqualTo("no");
        Echo own = echoes.echo(Region.forever().text("own"));
        assertThatExceptionOfType(RegionException.class)
                .isThrownBy(() -> echoes.show("a text", (text, to) -> {
                    to.call(own);
                    return text;
                }))
                .withMessageContaining("is lent for as long as a callback's caller says");
        assertThat(own.text()).isEqualTo("own");
        own.close();
    }

    private void marked() {
        try (Region region = Region.open()) {
            Text text = region.text("a text");
            assertThat(echoes.mark(text, (whole, number) -> whole.slice((int) number, 6)))
                    .hasToString(" text")
                    .satisfies(answer -> assertThat(((Text) answer).region()).isSameAs(region));
            assertThat(echoes.mark(text, (whole, _) -> whole)).isEqualTo(text);
            EchoesDriver.assertRefused(() -> echoes.mark(text, (_, _) -> text), "'x");
            assertThatExceptionOfType(EchoesDriver.Refused.class)
                    .isThrownBy(() -> echoes.mark(text, (_, _) -> {
                        throw new EchoesDriver.Refused();
                    }));
        }
    }

    private void worked() {
        try (Region outer = Region.open();
                Region region = Region.open()) {
            Text text = region.text("a text");
            Tool tool = echoes.tool(text);
            long own = echoes.ownTools();
            assertThat(tool.cut().call(text, 2)).hasToString("text");
            assertThat(echoes.work(text, tool)).hasToString(" text");
            assertThat(echoes.ownTools()).as("its own is given back as it is").isEqualTo(own + 1);
            assertThat(echoes.work(text, new Tool(text, (whole, _) -> whole.slice(2, 6))))
                    .hasToString("text");
            Tool longer = echoes.tool(outer.text("longer"));
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> echoes.work(text, longer))
                    .withMessageStartingWith("the call needs text: 'x, but Region['x of a callback's caller]");
            assertThat(echoes.ownTools())
                    .as("what is called for another is Java's")
                    .isEqualTo(own + 1);
        }
    }

    private void cutter() {
        try (Region region = Region.open()) {
            Echoes.CutterClosure cutter = echoes.cutter();
            assertThat(cutter.call(region.text("cut"))).hasToString("ut");
            assertThat(echoes.cut("a text", cutter::call)).isEqualTo(" text");
            cutter.close();
        }
    }
}
