package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.LifetimeParameter;

/** The lifetimes that one binder declares, within those of the binders around it, and which of them are used. */
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, Declared> declared;

    private static final class Declared {
        private final LifetimeParameter parameter;
        private boolean isUsed;

        Declared(LifetimeParameter parameter) {
            this.parameter = parameter;
        }
    }

    private Scope(Optional<Scope> outer, int size) {
        this.outer = outer;
        this.declared = LinkedHashMap.newLinkedHashMap(size);
    }

    /** Opens a binder; a lifetime that it declares twice or that is declared around it is an error, as in Rust. */
    static Scope open(Optional<Scope> outer, List<LifetimeParameter> parameters, Problems problems) {
        Scope scope = new Scope(outer, parameters.size());
        for (LifetimeParameter parameter : parameters) {
            String name = parameter.name();
            if (name.equals("static") || name.equals("dylib")) {
                problems.error(
                        Code.SHADOWED_LIFETIME, parameter.at(), "`'" + name + "` has a meaning and cannot be declared");
            } else if (scope.find(name).isPresent()) {
                problems.error(
                        Code.SHADOWED_LIFETIME,
                        parameter.at(),
                        "`'" + name + "` is already declared here",
                        "give it another name");
            }
            scope.declared.putIfAbsent(name, new Declared(parameter));
        }
        return scope;
    }

    /** Notes a use of {@code name}; false if no binder declares it. */
    boolean use(String name) {
        Optional<Declared> found = find(name);
        found.ifPresent(d -> d.isUsed = true);
        return found.isPresent();
    }

    /** Those of this binder that have not been used yet. */
    List<LifetimeParameter> unused() {
        List<LifetimeParameter> unused = new ArrayList<>();
        for (Declared each : declared.values()) {
            if (!each.isUsed) {
                unused.add(each.parameter);
            }
        }
        return unused;
    }

    /** Every name that can be used here, for suggestions. */
    Set<String> visible() {
        Set<String> names = new HashSet<>();
        for (Optional<Scope> s = Optional.of(this); s.isPresent(); s = s.get().outer) {
            names.addAll(s.get().declared.keySet());
        }
        return names;
    }

    private Optional<Declared> find(String name) {
        Optional<Declared> found = Optional.ofNullable(declared.get(name));
        return found.isPresent() || outer.isEmpty() ? found : outer.get().find(name);
    }
}
