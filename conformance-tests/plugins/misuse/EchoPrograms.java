package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.echoes.Echo;
import org.rdylib.conformance.misuse.echoes.Echoes;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** Functions of Java's that answer for a lifetime which their caller has chosen. */
final class EchoPrograms extends Subject {

    EchoPrograms(Libraries libraries) {
        super(libraries);
        add("a callback answers with a text of a region of its own", this::own);
        add("a callback answers with a text of a region of all threads", this::shared);
        add("a callback answers with what it was given for another lifetime", this::other);
        add("a callback answers with what another was given", this::outer);
        add("a callback answers with what was given to it before", this::before);
        add("a callback leaves a text of a region of its own in a place", this::place);
        add("a callback passes on a text of a region of its own for its caller's lifetime", this::passed);
        add("a callback answers with an object that borrows from a region of its own", this::object);
        add("a callback answers with a text of another library's lifetime", this::library);
        add("what a callback has answered with is read once it has returned", this::read);
        add("an object that a callback has answered with is used once it has returned", this::used);
        add("a callback lends an object of its own for its caller's lifetime", this::lent);
        add("a function of Java's answers with what is around it, not with what it was given", this::function);
        add("a library's function is given back for another lifetime than its own", this::tool);
        add("a callback leaves a number in a place that may be missing which is none of its type", this::number);
        add("a callback leaves a longer text in a place that may be missing", this::length);
        add("a callback leaves fewer elements in a place that may be missing", this::elements);
        add("an object of Java's is used that a callback lent for its caller's lifetime", this::lentOwn);
    }

    private Echoes echoes() {
        return libraries.echoes(Unload.NEVER);
    }

    private void own() {
        try (Region region = Region.open()) {
            Text text = region.text("own");
            System.out.println(echoes().cut("a text", _ -> text));
        }
    }

    private void shared() {
        try (Region region = Region.openShared()) {
            Text text = region.text("shared");
            System.out.println(echoes().cut("a text", _ -> text));
        }
    }

    private void other() {
        System.out.println(echoes().both("one", "other", (_, other) -> new Pair<>(other, Optional.empty())));
    }

    private void outer() {
        Echoes echoes = echoes();
        System.out.println(echoes.cut("outer", outer -> {
            System.out.println(echoes.cut("inner", _ -> outer));
            return outer;
        }));
    }

    private void before() {
        Echoes echoes = echoes();
        List<Text> texts = new ArrayList<>();
        System.out.println(echoes.advance("abc", rest -> {
                    texts.add(rest.get());
                    rest.set(texts.getFirst());
                    return true;
                })
                .size());
    }

    private void place() {
        try (Region region = Region.open()) {
            Text text = region.text("own");
            System.out.println(echoes().advance("a text", rest -> {
                rest.set(text);
                return false;
            }));
        }
    }

    private void passed() {
        try (Region region = Region.open()) {
            Text own = region.text("own");
            System.out.println(echoes().tell("a text", (text, to) -> {
                to.call(own);
                return text;
            }));
        }
    }

    private void object() {
        Echoes echoes = echoes();
        try (Region region = Region.open()) {
            Echo own = echoes.echo(region.text("own"));
            System.out.println(echoes.pass("a text", _ -> own));
        }
    }

    private void library() {
        Text text = libraries.hooks(Unload.ALLOWED).region().text("as long as the other");
        System.out.println(echoes().cut("a text", _ -> text));
    }

    private void read() {
        List<Text> texts = new ArrayList<>();
        echoes().cut("a text", text -> {
            texts.add(text);
            return text;
        });
        System.out.println(texts.getFirst());
    }

    private void used() {
        List<Echo> all = new ArrayList<>();
        echoes().pass("a text", echo -> {
            all.add(echo);
            return echo;
        });
        System.out.println(all.getFirst().text());
    }

    private void lent() {
        Echoes echoes = echoes();
        try (Echo echo = echoes.echo(Region.forever().text("own"))) {
            System.out.println(echoes.show("a text", (text, to) -> {
                to.call(echo);
                return text;
            }));
        }
    }

    private void function() {
        Echoes echoes = echoes();
        try (Region region = Region.open()) {
            Text own = region.text("own");
            System.out.println(echoes.mark(own, (_, _) -> own));
        }
    }

    private void tool() {
        Echoes echoes = echoes();
        try (Region outer = Region.open();
                Region region = Region.open()) {
            System.out.println(echoes.work(region.text("a text"), echoes.tool(outer.text("longer"))));
        }
    }

    private void number() {
        System.out.println(echoes().bump(Optional.of(5L), number -> {
            number.orElseThrow().set(-1L);
            return true;
        }));
    }

    private void length() {
        System.out.println(
                echoes().edit(Optional.of("a text"), text -> text.orElseThrow().set("longer than that")));
    }

    private void elements() {
        System.out.println(echoes().sort(
                        Optional.of(new long[] {1, 2}),
                        numbers -> numbers.orElseThrow().set(List.of())));
    }

    private void lentOwn() {
        Echo echo = new Echo() {
            @Override
            public String text() {
                return "own";
            }

            @Override
            public void close() {}
        };
        System.out.println(echoes().show("a text", (text, to) -> {
            to.call(echo);
            return text;
        }));
    }
}
