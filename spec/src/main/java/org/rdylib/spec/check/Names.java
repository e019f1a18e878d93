package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Place;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.internal.OtherNames;
import org.rdylib.spec.link.Suggestions;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * The types and interfaces of a descriptor by name.
 *
 * <p>Types and interfaces share one name space, as in Rust. A name that is declared, but whose declaration could not be
 * read, is neither found nor reported: its own error has been reported already.
 */
final class Names {

    private static final List<String> BUILT_IN = builtIn();

    private final Map<String, TypeDeclaration> types = new LinkedHashMap<>();
    private final Map<String, InterfaceDeclaration> interfaces = new LinkedHashMap<>();
    private final Set<String> broken;
    private final Problems problems;
    private final Suggestions suggestions = new Suggestions();

    Names(Descriptor descriptor, Set<String> broken, Problems problems) {
        this.broken = broken;
        this.problems = problems;
        for (TypeDeclaration type : descriptor.types()) {
            Optional<TypeDeclaration> first = Optional.ofNullable(types.putIfAbsent(type.name(), type));
            first.ifPresent(f -> duplicate(type.name(), type.at(), f.at()));
        }
        for (InterfaceDeclaration declared : descriptor.interfaces()) {
            Optional<Place> first = Optional.ofNullable(types.get(declared.name()))
                    .map(TypeDeclaration::at)
                    .or(() ->
                            Optional.ofNullable(interfaces.get(declared.name())).map(InterfaceDeclaration::at));
            interfaces.putIfAbsent(declared.name(), declared);
            first.ifPresent(f -> duplicate(declared.name(), declared.at(), f));
        }
    }

    private static List<String> builtIn() {
        List<String> names = new ArrayList<>();
        for (ScalarKind kind : ScalarKind.values()) {
            names.add(kind.spelling());
        }
        names.addAll(List.of("str", "CStr", "String", "Vec", "Box", "Arc", "Option", "Result"));
        return List.copyOf(names);
    }

    private void duplicate(String name, Place again, Place first) {
        problems.error(
                Code.DUPLICATE_NAME, again, "`" + name + "` is declared a second time; the first time is at " + first);
    }

    /** Whether something was wrong with that declaration already when it was read. */
    boolean isBroken(String name) {
        return broken.contains(name);
    }

    /** The type of that name, if it is declared and could be read. */
    Optional<TypeDeclaration> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The type that is named; where there is none, that is reported once for this use. */
    Optional<TypeDeclaration> requireType(Type.Named named) {
        String name = named.name();
        Place at = named.at();
        Optional<TypeDeclaration> declared = type(name);
        if (declared.isPresent() || broken.contains(name)) {
            return declared;
        }
        if (problems.isFull()) {
            problems.oneMore();
        } else if (interfaces.containsKey(name)) {
            String object = "dyn " + TypePrinter.print(named);
            problems.error(
                    Code.UNKNOWN_NAME,
                    at,
                    "`" + name + "` is an interface, not a type",
                    "write `&" + object + "` or `Box<" + object + ">`");
        } else {
            unknown(name, at, "type", OtherNames.help(name).or(() -> meant(name)));
        }
        return Optional.empty();
    }

    /** The interface of that name; where there is none, that is reported once for this use. */
    Optional<InterfaceDeclaration> requireInterface(String name, Place at) {
        Optional<InterfaceDeclaration> declared = Optional.ofNullable(interfaces.get(name));
        if (declared.isPresent() || broken.contains(name)) {
            return declared;
        }
        if (types.containsKey(name)) {
            problems.error(
                    Code.UNKNOWN_NAME, at, "`" + name + "` is a type, not an interface", "write it without `dyn`");
        } else {
            Optional<String> meant =
                    suggestions.nearest(QualifiedName.simple(name), near(name, interfaces.keySet(), List.of()));
            unknown(name, at, "interface", meant.map(m -> didYouMean(beside(name, m))));
        }
        return Optional.empty();
    }

    /** What could be meant by {@code name}, without its library: what that library declares, and {@code more}. */
    private static Stream<String> near(String name, Collection<String> declared, List<String> more) {
        String library = QualifiedName.qualifier(name);
        return Stream.concat(
                more.stream(),
                declared.stream()
                        .filter(d -> QualifiedName.qualifier(d).equals(library))
                        .map(QualifiedName::simple));
    }

    private static String beside(String name, String simple) {
        return QualifiedName.isQualified(name) ? QualifiedName.of(QualifiedName.qualifier(name), simple) : simple;
    }

    private Optional<String> meant(String name) {
        return suggestions
                .nearest(QualifiedName.simple(name), near(name, types.keySet(), BUILT_IN))
                .map(m -> didYouMean(BUILT_IN.contains(m) ? m : beside(name, m)));
    }

    private static String didYouMean(String name) {
        return "did you mean `" + name + "`?";
    }

    private void unknown(String name, Place at, String kind, Optional<String> help) {
        String message = "there is no " + kind + " `" + name + "`";
        help.ifPresentOrElse(
                h -> problems.error(Code.UNKNOWN_NAME, at, message, h),
                () -> problems.error(Code.UNKNOWN_NAME, at, message));
    }
}
