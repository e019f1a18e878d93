package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.verifier.Unload;

/** A file that is loaded twice is one library in memory: what it was given through one stub it calls in calls through the other. */
class StubsOfOneFileTest extends MarkedLibraries {

    private static Library load(Path file, Unload unload) {
        return Library.load(file, Tiny.host(Tiny.DESCRIPTOR), unload);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER", "ALLOWED"})
    void whatAFunctionThrowsIsThrownByTheCallThroughAnotherStub(Unload unload) throws Exception {
        Path file = tiny();
        Library one = load(file, unload);
        Library two = load(file, unload);
        Library other = load(
                Tiny.note(
                                CLibrary.in(Files.createDirectory(folder.resolve("other")))
                                        .source(ANSWER)
                                        .flag("-DMARK=\"" + mark + "\""),
                                Tiny.DESCRIPTOR)
                        .build("libtiny.so"),
                unload);
        CallFrame around = two.enter();
        CallFrame inside = other.enter();
        Upcall upcall = Upcall.enter(one);
        Upcall.fail(upcall, new IllegalStateException("by the function"));
        inside.rethrow();
        inside.close();
        assertThatIllegalStateException().isThrownBy(around::rethrow).withMessage("by the function");
        around.close();
        one.close();
        two.close();
        other.close();
    }

    @Test
    void itIsThrownByACallThatExpectsNoFunctionToBeCalled() throws Exception {
        Path file = tiny();
        Library one = load(file, Unload.NEVER);
        Library two = load(file, Unload.NEVER);
        CallFrame around = two.enter();
        Upcall upcall = Upcall.enter(one);
        Upcall.fail(upcall, new IllegalStateException("by the function"));
        assertThatIllegalStateException().isThrownBy(around::close).withMessage("by the function");
        CallFrame next = two.enter();
        assertThatNoException().isThrownBy(next::close);
    }
}
