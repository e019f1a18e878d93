package org.rdylib.conformance.contexts;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.stub.Making;
import org.rdylib.verifier.Unload;

/** What objects and closures of Java's are lent behind references, and lend in turn. */
record CallbackChecks(Contexts contexts) {

    static void left(Path library) throws IOException {
        // The library is open besides: what it is lent for its own lifetime is freed once nothing of it is in memory.
        Path copy = Files.copy(library, library.resolveSibling("copy-of-" + library.getFileName()), REPLACE_EXISTING);
        Notes notes = new Notes();
        long pieces = Making.living();
        try (Contexts own = Contexts.load(copy, Unload.ALLOWED)) {
            assertThat(own.shelve((shelf, name) -> {
                        shelf.put(new Context(notes, name, 10, Optional.empty(), level -> level));
                        shelf.put(new Context(notes, name, 20, Optional.of(notes), level -> level));
                    }))
                    .isEqualTo(10 + 20);
            assertThat(Making.living()).isEqualTo(pieces + 2);
        }
        assertThat(Making.living()).isEqualTo(pieces);
    }

    private record Reporting(Contexts contexts, List<Context> left) implements Task {

        @Override
        public long run(Context context, List<Log> others) {
            left.add(context);
            long sum = contexts.report(context, "task") + 1000 * contexts.all(others, "others");
            return sum + 1_000_000 * others.size();
        }

        @Override
        public void close() {}
    }

    void performed() {
        Notes notes = new Notes();
        List<Context> left = new ArrayList<>();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            assertThat(contexts.perform(new Reporting(contexts, left), ContextsDriver.context(region, notes, book)))
                    .isEqualTo(2_000_000 + 1000 * (2 + 2) + 1 + 1 + 20);
            Context context = left.getFirst();
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> context.log().note("late"));
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> context.name().toString());
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> context.step().call(1));
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> contexts.report(context, "late"));
            assertThat(book.note("after")).isEqualTo(3);
        }
        assertThat(notes.notes()).containsExactly("task", "others");
    }

    void given() {
        List<Log> left = new ArrayList<>();
        assertThat(contexts.given("given", (context, others) -> {
                    left.addAll(others);
                    assertThat(context.name()).hasToString("given");
                    assertThat(context.also()).isEmpty();
                    assertThat(contexts.report(context, "x")).isEqualTo(1 + 7 + 5);
                    assertThat(context.log().note("y")).isEqualTo(2);
                    assertThatExceptionOfType(ObjectSharedException.class)
                            .isThrownBy(() -> contexts.turn(new Turn(context.log(), 1), () -> {}));
                    return contexts.all(others, "z");
                }))
                .isEqualTo(3 + 4 + 5);
        assertThat(left)
                .hasSize(3)
                .allSatisfy(log ->
                        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> log.note("late")));
        assertThatExceptionOfType(Refusing.Refused.class)
                .isThrownBy(() -> contexts.given("failing", (_, _) -> {
                    throw new Refusing.Refused();
                }));
    }
}
