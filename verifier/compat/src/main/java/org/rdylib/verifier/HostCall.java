package org.rdylib.verifier;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * Something by which a library calls Java: an import, or what Java passes that has code.
 *
 * @param what it is, {@code a closure that each is passed}
 * @param path how it is reached, as a finding says it
 * @param at where the library's copy says so
 */
public record HostCall(String what, String path, Place at) {

    /** The first by which a library of this description calls Java; empty if it calls nobody. */
    public static Optional<HostCall> first(CheckedDescriptor plugin) {
        return members(plugin.descriptor())
                .flatMap(member -> member.by(plugin).stream())
                .findFirst();
    }

    /** Where another copy has what the library calls Java by; empty if it has nothing of the kind. */
    Optional<Place> in(Descriptor copy) {
        return members(copy)
                .filter(member -> member.path.equals(path))
                .map(Member::at)
                .findFirst();
    }

    private static Stream<Member> members(Descriptor descriptor) {
        Stream<Member> imports = descriptor.imports().stream()
                .map(i -> new Member("import " + i.name(), "import " + i.name(), Optional.empty(), i.at()));
        Stream<Member> exports = descriptor.exports().stream()
                .map(e -> new Member(e.name(), "export " + e.name(), Optional.of(e.signature()), e.at()));
        Stream<Member> methods = descriptor.interfaces().stream()
                .flatMap(declared -> declared.methods().stream()
                        .map(m -> new Member(
                                declared.name() + "." + m.name(),
                                "interface " + declared.name() + ", method " + m.name(),
                                Optional.of(m.signature()),
                                m.at())));
        return Stream.of(imports, exports, methods).flatMap(all -> all);
    }

    /**
     * What may let a library call Java.
     *
     * @param passing what it may be passed by; empty if it is Java's itself
     */
    private record Member(String name, String path, Optional<Signature> passing, Place at) {

        Optional<HostCall> by(CheckedDescriptor plugin) {
            return passing.isEmpty()
                    ? Optional.of(new HostCall(name, path, at))
                    : new Passed(plugin)
                            .by(passing.get())
                            .map(code -> new HostCall(code + " that " + name + " is passed", path, at));
        }
    }

    /** Looks for code of Java's in what a library is passed by a function of its own. */
    private static final class Passed {

        private final CheckedDescriptor checked;

        /** The declared types that were gone into, where Java passes them, and where the library does. */
        private final Set<String> javas = new HashSet<>();

        private final Set<String> librarys = new HashSet<>();

        Passed(CheckedDescriptor checked) {
            this.checked = checked;
        }

        Optional<String> by(Signature signature) {
            return Stream.concat(
                            signature.parameters().stream().map(parameter -> in(parameter.type(), true)),
                            Stream.of(in(signature.result(), false)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        /** @param byJava whether Java passes it: what the library answers with takes what Java passes, if it is code */
        private Optional<String> in(Type type, boolean byJava) {
            return switch (type) {
                case Type.Closure c -> byJava ? Optional.of("a closure") : by(c.signature());
                case Type.Function f -> byJava ? Optional.of("a function") : by(f.signature());
                case Type.InterfaceObject o -> byJava ? Optional.of("an object of " + o.name()) : Optional.empty();
                case Type.Named n ->
                    (byJava ? javas : librarys).add(n.name())
                            ? in(Types.fieldTypes(checked.type(n.name())), byJava)
                            : Optional.empty();
                // Who is lent a place may put something there; it keeps its object or closure.
                case Type.Reference(var _, Mutability m, Type target, var _) -> {
                    boolean isCode = target instanceof Type.InterfaceObject || target instanceof Type.Closure;
                    yield in(target, byJava || (m == Mutability.EXCLUSIVE && !isCode));
                }
                case Type _ -> in(Types.parts(type), byJava);
            };
        }

        private Optional<String> in(List<Type> types, boolean byJava) {
            return types.stream().flatMap(type -> in(type, byJava).stream()).findFirst();
        }
    }
}
