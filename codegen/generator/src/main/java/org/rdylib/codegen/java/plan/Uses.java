package org.rdylib.codegen.java.plan;

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

    private enum Way {
        /** To the library. */
        GIVEN,
        /** By the library. */
        TAKEN
    }

    /** A declared type whose fields have been looked at. */
    private record Seen(String type, Way way) {}

    private final Map<String, Plan.Interface> interfaces = new HashMap<>();
    private final Map<String, List<Value>> fields = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Set<ClassName> givenClosures = new HashSet<>();
    private final Set<ClassName> takenClosures = new HashSet<>();
    private final Map<ClassName, Callback> callbacks = new LinkedHashMap<>();
    private final Set<Seen> seen = new HashSet<>();
    private final Set<Diagnostic> refused = new LinkedHashSet<>();
    private boolean isKept;

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
        isKept |= function.arguments().stream()
                .anyMatch(argument -> !argument.kept().isEmpty());
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

    /** Whether the library is lent something that it may keep after the call. */
    boolean isKept() {
        return isKept;
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
    List<Callback> callbacks() {
        return new ArrayList<>(callbacks.values());
    }

    /** Something is part of a record, whether any of these goes anywhere or not: its closure types have a name. */
    private void mention(Value value) {
        switch (value) {
            case Value.Called c -> mention(c.callback());
            case Value.ViewedClosure c -> mention(c.callback());
            case Value.BoxedClosure c -> mention(c.callback());
            case Value.Function f -> mention(f.callback());
            case Value other -> Shape.parts(other).forEach(this::mention);
        }
    }

    private void mention(Callback callback) {
        if (callbacks.putIfAbsent(callback.name(), callback) == null) {
            callback.function().arguments().forEach(argument -> mention(argument.value()));
            mention(callback.function().result());
        }
    }

    /** The library's types have been used, and what they consist of is generated all the same. */
    void all() {
        fields.values().forEach(values -> values.forEach(this::mention));
    }

    private void give(Value value) {
        go(value, Way.GIVEN);
    }

    private void take(Value value) {
        go(value, Way.TAKEN);
    }

    private void go(Value value, Way way) {
        switch (value) {
            case Value.Called c -> goClosure(c.callback(), way);
            case Value.ViewedClosure c -> goClosure(c.callback(), way);
            case Value.BoxedClosure c -> goClosure(c.callback(), way);
            case Value.Function f -> goClosure(f.callback(), way);
            case Value.LentObject o -> goObject(o.object().name(), way);
            case Value.ViewedObject o -> goObject(o.object().name(), way);
            case Value.BoxedObject o -> goObject(o.object().name(), way);
            case Value.Composite c -> {
                if (seen.add(new Seen(c.declaration().name(), way))) {
                    fields(c.declaration()).forEach(field -> go(field, way));
                }
            }
            case Value.Mut m -> goBothWays(m.target());
            case Value.MutSlice m -> goBothWays(m.element());
            case Value other -> Shape.parts(other).forEach(part -> go(part, way));
        }
    }

    private void goBothWays(Value value) {
        give(value);
        take(value);
    }

    private List<Value> fields(TypeDeclaration declaration) {
        return fields.getOrDefault(declaration.name(), List.of());
    }

    private void goClosure(Callback callback, Way way) {
        callbacks.putIfAbsent(callback.name(), callback);
        switch (way) {
            case GIVEN -> {
                if (givenClosures.add(callback.name())) {
                    refused.addAll(callback.up().refused());
                    up(callback.up().function());
                }
            }
            case TAKEN -> {
                if (takenClosures.add(callback.name())) {
                    refused.addAll(callback.down().refused());
                    down(callback.down().function());
                }
            }
        }
    }

    /** The objects that the library gives are called by classes that are generated for each interface. */
    private void goObject(String name, Way way) {
        Plan.Interface declared = interfaces.get(name);
        if (way == Way.GIVEN
                && declared != null
                && given.add(name)
                && declared.entries().stream().allMatch(entry -> entry.refused().isEmpty())) {
            declared.entries().forEach(entry -> up(entry.function()));
        }
    }
}
