package org.rdylib.loader.stub;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/**
 * Whether an exception that Java throws in a callback can pass through a library. It cannot pass through Rust that was
 * built with {@code panic=abort}: the process would end. Such a library says so in its note, and is not linked if it
 * calls Java. A panic in it ends the process in any case, as a crash of other libraries does.
 */
final class Unwinding {

    private Unwinding() {}

    /**
     * Returns if the library can unwind, or calls nobody.
     *
     * @param file the library, for the message
     * @throws UnlinkableLibraryException if not
     */
    static void require(PluginDescriptor plugin, Target target, String file) {
        if (!plugin.abortsOnPanic()) {
            return;
        }
        caller(Agreement.readWithoutAnnotations(plugin, target, file)).ifPresent(caller -> {
            throw new UnlinkableLibraryException(
                    Code.PANIC_ABORTS,
                    file + " was built with panic=abort, so that an exception thrown by Java could not pass through it,"
                            + " and it calls Java: " + caller + "; build it with panic=unwind");
        });
    }

    /** Something by which the library calls Java: an import, or what Java passes that has code. */
    static Optional<String> caller(CheckedDescriptor checked) {
        Descriptor descriptor = checked.descriptor();
        Stream<String> imports = descriptor.imports().stream().map(imported -> "import " + imported.name());
        Stream<String> exports = descriptor.exports().stream()
                .flatMap(export -> new Passed(checked)
                        .by(export.signature()).stream().map(code -> code + " that " + export.name() + " is passed"));
        Stream<String> methods = descriptor.interfaces().stream()
                .flatMap(declared -> declared.methods().stream()
                        .flatMap(method -> new Passed(checked)
                                .by(method.signature()).stream()
                                        .map(code -> code + " that " + declared.name() + "." + method.name()
                                                + " is passed")));
        return Stream.of(imports, exports, methods).flatMap(all -> all).findFirst();
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
