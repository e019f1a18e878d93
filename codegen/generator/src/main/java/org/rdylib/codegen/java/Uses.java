package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.TypeDeclaration;

/**
 * Which way closures and objects go: for those that the library is given, Java has entries that it calls; those that it
 * gives, Java calls. What is used neither way is not generated, whatever it contains.
 */
final class Uses {
    private final Map<String, Plan.Interface> interfaces = new HashMap<>();
    private final Map<String, List<Value>> fields = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Set<ClassName> givenClosures = new HashSet<>();
    private final Set<ClassName> takenClosures = new HashSet<>();
    private final Map<ClassName, Plan.Callback> callbacks = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<Diagnostic> refused = new LinkedHashSet<>();

    Uses(List<Plan.Interface> interfaces, List<Plan.Struct> structs, List<Plan.Union> unions) {
        interfaces.forEach(declared -> this.interfaces.put(declared.declared(), declared));
        structs.forEach(struct -> fields.put(struct.declaration().name(), values(struct.components())));
        unions.forEach(union -> fields.put(
                union.declaration().name(),
                union.alternatives().stream()
                        .flatMap(alternative -> values(alternative.components()).stream())
                        .toList()));
    }

    private static List<Value> values(List<Plan.Component> components) {
        return components.stream().map(Plan.Component::value).toList();
    }

    /** Java calls a function of the library. */
    void down(Plan.Function function) {
        function.arguments().forEach(argument -> give(argument.value()));
        take(function.result());
    }

    /** The library calls a function of Java. */
    void up(Plan.Function function) {
        function.arguments().forEach(argument -> take(argument.value()));
        give(function.result());
    }

    /** Everything in what is used that cannot be generated. */
    List<Diagnostic> refused() {
        return List.copyOf(refused);
    }

    /** The interfaces of which the library is given objects, as the descriptor calls them. */
    Set<String> given() {
        return given;
    }

    /** The closure types of which it is given some. */
    Set<ClassName> givenClosures() {
        return givenClosures;
    }

    /** The closure types of which it gives some. */
    Set<ClassName> takenClosures() {
        return takenClosures;
    }

    /** All closure types, in the order in which they are met. */
    List<Plan.Callback> callbacks() {
        return new ArrayList<>(callbacks.values());
    }

    private void give(Value value) {
        switch (value) {
            case Value.Called c -> giveClosure(c.callback());
            case Value.BoxedClosure c -> giveClosure(c.callback());
            case Value.LentObject o -> giveObject(o.object().name());
            case Value.BoxedObject o -> giveObject(o.object().name());
            case Value.Composite c -> {
                if (seen.add("give " + c.declaration().name())) {
                    fields(c.declaration()).forEach(this::give);
                }
            }
            case Value.Mut m -> {
                give(m.target());
                take(m.target());
            }
            case Value.MutSlice m -> {
                give(m.element());
                take(m.element());
            }
            case Value other -> Shape.parts(other).forEach(this::give);
        }
    }

    private void take(Value value) {
        switch (value) {
            case Value.Called c -> takeClosure(c.callback());
            case Value.BoxedClosure c -> takeClosure(c.callback());
            case Value.Composite c -> {
                if (seen.add("take " + c.declaration().name())) {
                    fields(c.declaration()).forEach(this::take);
                }
            }
            case Value.Mut m -> {
                give(m.target());
                take(m.target());
            }
            case Value.MutSlice m -> {
                give(m.element());
                take(m.element());
            }
            case Value other -> Shape.parts(other).forEach(this::take);
        }
    }

    private List<Value> fields(TypeDeclaration declaration) {
        return fields.getOrDefault(declaration.name(), List.of());
    }

    private void giveClosure(Plan.Callback callback) {
        callbacks.putIfAbsent(callback.name(), callback);
        if (givenClosures.add(callback.name())) {
            refused.addAll(callback.up().refused());
            up(callback.up().function());
        }
    }

    private void takeClosure(Plan.Callback callback) {
        callbacks.putIfAbsent(callback.name(), callback);
        if (takenClosures.add(callback.name())) {
            refused.addAll(callback.down().refused());
            down(callback.down().function());
        }
    }

    private void giveObject(String name) {
        Plan.Interface declared = interfaces.get(name);
        if (declared != null
                && given.add(name)
                && declared.entries().stream().allMatch(entry -> entry.refused().isEmpty())) {
            declared.entries().forEach(entry -> up(entry.function()));
        }
    }
}
