package org.rdylib.verifier.internal;

import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.verifier.copy.DynTypes;
import org.rdylib.verifier.internal.Obstacle.Why;

/**
 * Looks for what cannot be copied to another process.
 *
 * <table><caption>Verdicts</caption>
 * <tr><td>scalars, texts, what is made of parts</td><td>if the parts can</td></tr>
 * <tr><td>{@code &T}, {@code &str}, {@code &[T]}, {@code &CStr}</td><td>if T can: into the region that it is bound to</td></tr>
 * <tr><td>{@code &mut T}</td><td>if T can, where it is over with the call: in, and when the call returns, out</td></tr>
 * <tr><td>{@code Box}, {@code Vec}, {@code String}</td><td>if the content can</td></tr>
 * <tr><td>objects, closures and opaque types, behind {@code &}, {@code &mut}, {@code Box} or {@code Arc}</td><td>as
 * handles</td></tr>
 * <tr><td>{@code Arc<T>} of data, {@code fn}, raw pointers</td><td>no</td></tr>
 * </table>
 */
abstract class CopyWalk {

    private final CheckedDescriptor declarations;

    /** @param declarations what declares the types that are looked through */
    CopyWalk(CheckedDescriptor declarations) {
        this.declarations = declarations;
    }

    /** {@code at} cannot be copied; of a {@code &mut}, if it is not over with the call. */
    abstract void stops(Type at, Why why);

    /** A value of a declared type has to be copied. */
    abstract void uses(Type.Named named, boolean isWritable);

    /** Looks through {@code type}. */
    final void of(Type type) {
        walk(type, true);
    }

    /** @param isWritable false behind {@code &}, where nothing is written */
    private void walk(Type type, boolean isWritable) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> {}
            case Type.InterfaceObject _, Type.Closure _, Type.Handle _ -> {}
            case Type.Pointer p -> stops(p, Why.RAW);
            case Type.Function f -> stops(f, Why.CODE);
            case Type.Shared s -> {
                if (!DynTypes.isObject(s.target())) {
                    stops(s, Why.SHARED);
                }
            }
            case Type.Reference r -> {
                if (isHandle(r.target())) {
                    return;
                }
                if (isWritable && r.mutability() == Mutability.EXCLUSIVE) {
                    stops(r, Why.CHANGED_LATER);
                }
                walk(r.target(), isWritable && r.mutability() == Mutability.EXCLUSIVE);
            }
            case Type.Named n -> uses(n, isWritable);
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _, Type.Boxed _, Type.Vector _ ->
                Types.parts(type).forEach(t -> walk(t, isWritable));
        }
    }

    /** What its maker keeps, so that the other side has but a name for it. */
    private boolean isHandle(Type target) {
        return DynTypes.isObject(target)
                || (target instanceof Type.Named named
                        && !declarations.type(named.name()).hasSize());
    }
}
