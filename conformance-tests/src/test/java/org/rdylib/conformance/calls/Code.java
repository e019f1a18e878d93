package org.rdylib.conformance.calls;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * What stands somewhere in a signature and can be called.
 *
 * @param path the place that it belongs to
 * @param interfaceName of an object; empty for closures and functions
 * @param entries all that can be called, in order: the methods of an object, or one entry without a name
 */
record Code(String path, Holder holder, String interfaceName, List<Entry> entries) {

    /** How it is held by who may call it. */
    enum Holder {
        SHARED,
        EXCLUSIVE,
        BOX,
        ARC,
        FUNCTION;

        /** Whether who holds it drops it. */
        boolean isOwner() {
            return this == BOX || this == ARC;
        }
    }

    /**
     * Something that is called.
     *
     * @param path what its parameters and its result are called by: {@code f3(p1)}, {@code f3(p1).m0}
     * @param name that of a method, or nothing
     */
    record Entry(String path, String name, Signature signature) {

        boolean isChecked() {
            return signature.convention() == Convention.CHECKED;
        }
    }

    /** What is at {@code path}, if it can be called. */
    static Optional<Code> of(Type type, String path, Declarations declarations) {
        return switch (type) {
            case Type.Reference r ->
                of(
                        r.target(),
                        path,
                        r.mutability() == Mutability.SHARED ? Holder.SHARED : Holder.EXCLUSIVE,
                        declarations);
            case Type.Boxed b -> of(b.target(), path, Holder.BOX, declarations);
            case Type.Shared s -> of(s.target(), path, Holder.ARC, declarations);
            case Type.Function f -> Optional.of(closure(f.signature(), path, Holder.FUNCTION));
            case Type _ -> Optional.empty();
        };
    }

    private static Optional<Code> of(Type target, String path, Holder holder, Declarations declarations) {
        return switch (target) {
            case Type.Closure c -> Optional.of(closure(c.signature(), path, holder));
            case Type.InterfaceObject o ->
                Optional.of(new Code(
                        path,
                        holder,
                        o.name(),
                        declarations.interfaceNamed(o.name()).methods().stream()
                                .map(m -> new Entry(path + "." + m.name(), m.name(), m.signature()))
                                .toList()));
            case Type _ -> Optional.empty();
        };
    }

    private static Code closure(Signature signature, String path, Holder holder) {
        return new Code(path, holder, "", List.of(new Entry(path, "", signature)));
    }

    boolean isObject() {
        return !interfaceName.isEmpty();
    }

    /** What who holds it so may call: not what changes the object, where others may use it too. */
    List<Entry> callable() {
        return holder == Holder.SHARED || holder == Holder.ARC
                ? entries.stream()
                        .filter(e -> e.signature
                                .receiver()
                                .filter(r -> r.kind() != Receiver.Kind.SHARED)
                                .isEmpty())
                        .toList()
                : entries;
    }
}
