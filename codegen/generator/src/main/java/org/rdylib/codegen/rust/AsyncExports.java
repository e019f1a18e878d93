package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * Which exports an author may write as {@code async fn}: those that are described as one, and of which rustc takes {@code
 * impl Future<Output = R>} as it stands. It assumes nothing of what R implies there (for {@code &'a &'b u8} that {@code
 * 'b: 'a}), and takes two {@code for<'z>} of different functions for different ones.
 */
final class AsyncExports {

    private final Requirements requirements;

    AsyncExports(Requirements requirements) {
        this.requirements = requirements;
    }

    /** What the signature of an export means, if it is such a one. */
    Optional<AsyncForm> of(Signature export) {
        return AsyncForm.of(export, List.of())
                .filter(form -> !Types.contains(form.output(), AsyncExports::hasBinder) && isImplied(form));
    }

    private static boolean hasBinder(Type type) {
        return switch (type) {
            case Type.Function f -> !f.signature().lifetimes().isEmpty();
            case Type.Closure c -> !c.signature().lifetimes().isEmpty();
            case Type _ -> false;
        };
    }

    /** Whether the clauses say all that the result implies. */
    private boolean isImplied(AsyncForm form) {
        List<String> said = form.where().stream().map(AsyncExports::clause).toList();
        return requirements.of(form.output()).stream().map(AsyncExports::clause).allMatch(said::contains);
    }

    private static String clause(Outlives o) {
        return LifetimeStyle.DECLARED.write(o.longer()) + ": " + LifetimeStyle.DECLARED.write(o.shorter());
    }
}
