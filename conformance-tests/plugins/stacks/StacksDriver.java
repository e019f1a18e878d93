package org.rdylib.conformance.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Text;

/** A host that has values of a plugin's own types, and looks after each scenario whether the plugin has them back. */
public final class StacksDriver implements PluginChecks {

    private Stacks stacks;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        stacks = Stacks.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        put(checks, "they come, are used, and go back by their own drop", this::used);
        put(checks, "one of a Result is there or not", this::refused);
        put(checks, "what is lent of one borrows from it", this::borrowed);
        put(checks, "it is neither changed nor closed while another borrows from it", this::busy);
        put(checks, "one that is given back is the library's, also where it panics then", this::given);
        put(checks, "it is not given and lent at once", this::twice);
        put(checks, "one that is Send is closed anywhere, another where it was made", this::elsewhere);
        return checks;
    }

    private void put(Map<String, ThrowingCallable> checks, String name, ThrowingCallable check) {
        checks.put(name, () -> {
            check.call();
            assertThat(stacks.alive()).as("shelves and readers").isZero();
        });
    }

    private Shelf open(String name) {
        return stacks.open(name).orElseThrow();
    }

    private void used() {
        Shelf shelf = open("one");
        assertThat(stacks.put(shelf, "two")).isEqualTo(2);
        assertThat(stacks.put(shelf, "é")).isEqualTo(3);
        try (Reader reader = stacks.reader(shelf)) {
            assertThat(stacks.alive()).isEqualTo(2);
            assertThat(stacks.next(reader).map(Text::toString)).contains("one");
            assertThat(stacks.next(reader).map(Text::toString)).contains("two");
            assertThat(stacks.next(reader).map(Text::toString)).contains("é");
            assertThat(stacks.next(reader)).isEmpty();
        }
        shelf.close();
        shelf.close();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> stacks.put(shelf, "late"));
    }

    private void refused() {
        assertThat(stacks.open("").err()).contains("a shelf has a name");
        assertThat(stacks.alive()).isZero();
    }

    private void borrowed() {
        Shelf shelf = open("one");
        Reader reader = stacks.reader(shelf);
        Text text = stacks.next(reader).orElseThrow();
        reader.close();
        assertThat(text).as("it borrows from the shelf alone").hasToString("one");
        shelf.close();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(text::toString);
    }

    private void busy() {
        Shelf shelf = open("one");
        try (Reader reader = stacks.reader(shelf)) {
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(shelf::close);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> stacks.put(shelf, "two"));
            assertThat(stacks.next(reader).map(Text::toString)).contains("one");
        }
        stacks.lend(
                shelf,
                _ -> assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> stacks.put(shelf, "two")));
        shelf.close();
    }

    private void given() {
        Shelf shelf = open("one");
        Shelf other = open("two");
        assertThat(stacks.merge(shelf, other)).isEqualTo(2);
        assertThat(stacks.alive()).isEqualTo(1);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> stacks.put(other, "late"));
        Shelf large = open("three");
        stacks.put(large, "four");
        stacks.put(large, "five");
        assertThatExceptionOfType(LibraryFailedException.class)
                .isThrownBy(() -> stacks.merge(shelf, large))
                .withMessageContaining("too much for one shelf");
        assertThat(stacks.alive()).isEqualTo(1);
        other.close();
        large.close();
        shelf.close();
    }

    private void twice() {
        Shelf shelf = open("one");
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> stacks.merge(shelf, shelf));
        assertThat(stacks.put(shelf, "two")).isEqualTo(2);
        shelf.close();
    }

    private void elsewhere() throws Throwable {
        Shelf shelf = open("one");
        Reader reader = stacks.reader(shelf);
        OtherThread.run(
                () -> assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> stacks.next(reader)));
        reader.close();
        OtherThread.run(() -> assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(() -> stacks.put(shelf, "two"))
                .withMessageEndingWith("until it is used as `&mut` or closed on that thread"));
        assertThat(stacks.put(shelf, "two")).isEqualTo(2);
        OtherThread.run(() -> {
            assertThat(stacks.put(shelf, "three")).isEqualTo(3);
            shelf.close();
        });
    }
}
