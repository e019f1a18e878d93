package org.rdylib.codegen.rust;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The {@code dyn} types of which the plugin gives objects or closures, each where it stands: what their bounds promise it
 * must keep. What a plugin is only given may promise more than Rust can say of it.
 */
final class GivenObjects {

    private final CheckedDescriptor descriptor;
    private final SequencedSet<Type> found = new LinkedHashSet<>();
    private final Set<String> seen = new HashSet<>();
    /** What is still to be looked into: a chain of types may be as long as the descriptor. */
    private final Deque<Runnable> unseen = new ArrayDeque<>();

    private GivenObjects(CheckedDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    static SequencedSet<Type> of(CheckedDescriptor checked) {
        GivenObjects given = new GivenObjects(checked);
        checked.descriptor().exports().forEach(e -> given.signature(e.signature(), false));
        checked.descriptor().imports().forEach(i -> given.signature(i.signature(), true));
        while (!given.unseen.isEmpty()) {
            given.unseen.remove().run();
        }
        return given.found;
    }

    /** @param isCaller whether the plugin calls it, and so gives the arguments */
    private void signature(Signature signature, boolean isCaller) {
        signature.parameters().stream().map(Parameter::type).forEach(t -> type(t, isCaller));
        type(signature.result(), !isCaller);
    }

    private void type(Type type, boolean isGiven) {
        switch (type) {
            case Type.InterfaceObject o -> {
                object(o, isGiven);
                if (seen.add("dyn " + o.name() + isGiven)) {
                    unseen.add(() -> descriptor
                            .interfaceNamed(o.name())
                            .methods()
                            .forEach(m -> signature(m.signature(), !isGiven)));
                }
            }
            case Type.Closure c -> {
                object(c, isGiven);
                signature(c.signature(), !isGiven);
            }
            case Type.Function f -> signature(f.signature(), !isGiven);
            case Type.Named n -> {
                if (seen.add(n.name() + isGiven)) {
                    unseen.add(() -> Types.fieldTypes(descriptor.type(n.name())).forEach(t -> type(t, isGiven)));
                }
            }
            case Type.Reference r -> behind(r.target(), r.mutability() == Mutability.EXCLUSIVE, isGiven);
            case Type.Pointer p -> behind(p.target(), true, isGiven);
            case Type _ -> Types.parts(type).forEach(t -> type(t, isGiven));
        }
    }

    /** What is behind a pointer, by which it may be written to. */
    private void behind(Type target, boolean isWritten, boolean isGiven) {
        type(target, isGiven);
        if (isWritten && !Confinement.isObject(target)) {
            type(target, !isGiven);
        }
    }

    private void object(Type type, boolean isGiven) {
        if (isGiven) {
            found.add(type);
        }
    }
}
