package org.rdylib.conformance.wide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;

/** A host that passes and takes everything that generated Java supports. The test compiles it with the stubs. */
public final class WideDriver implements PluginChecks {

    /** What the plugin imports. */
    private static final class Host implements WideLibrary.Imports {
        private boolean called;

        @Override
        public long time() {
            return -1;
        }

        @Override
        public Text name() {
            return Region.forever().text("host");
        }

        @Override
        public Result<Optional<Mixed>, Neg> of(Span a, Mut<Span> b, Two c) {
            assertThat(a).isEqualTo(new Span(1, 2));
            assertThat(b.get()).isEqualTo(a);
            assertThat(c).hasToString("Left[value=two]");
            b.set(new Span(10, 20));
            called = true;
            return Result.ok(Optional.of(PassedValues.GREATEST));
        }
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Host host = new Host();
        WideLibrary wide = WideLibrary.load(library, host);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        new PassedValues(wide).addTo(checks);
        new BorrowedValues(wide).addTo(checks);
        new CalledBack(wide).addTo(checks);
        checks.put("plain functions are called as C has them", () -> plain(wide, host));
        return checks;
    }

    private static void plain(WideLibrary wide, Host host) {
        assertThat(wide.plainStruct(255, new Span(1, 2))).isEqualTo(new Span(6, 2));
        assertThat(wide.plainText("x").orElseThrow()).hasToString("static");
        assertThat(wide.plainText("")).isEmpty();
        assertThat(wide.plainWords()).hasToString("words");
        assertThat(wide.plainBool(true)).isFalse();
        assertThat(wide.plainEnum(Wide.B)).isEqualTo(Top.A);
        wide.plainUnit(2.5);
        assertThat(host.called).isTrue();
        assertThat(wide.plainFloats(new Vec2(0.25f, 0.25f))).isEqualTo(PassedValues.GREATEST);
    }
}
