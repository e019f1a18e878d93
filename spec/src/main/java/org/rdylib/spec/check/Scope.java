package org.rdylib.spec.check;

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
    private final Map<String, LifetimeParameter> declared = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /** Opens a binder; a lifetime that it declares twice or that is declared around it is an error, as in Rust. */
    static Scope open(Optional<Scope> outer, List<LifetimeParameter> parameters, Problems problems) {
        Scope scope = new Scope(outer);
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
            scope.declared.putIfAbsent(name, parameter);
        }
        return scope;
    }

    /** Notes a use of {@code name}; false if no binder declares it. */
    boolean use(String name) {
        Optional<Scope> owner = find(name);
        owner.ifPresent(s -> s.used.add(name));
        return owner.isPresent();
    }

    /** Those of this binder that have not been used yet. */
    List<LifetimeParameter> unused() {
        return declared.values().stream().filter(p -> !used.contains(p.name())).toList();
    }

    /** Every name that can be used here, for suggestions. */
    Set<String> visible() {
        Set<String> names = new HashSet<>();
        for (Optional<Scope> s = Optional.of(this); s.isPresent(); s = s.get().outer) {
            names.addAll(s.get().declared.keySet());
        }
        return names;
    }

    private Optional<Scope> find(String name) {
        return declared.containsKey(name) ? Optional.of(this) : outer.flatMap(o -> o.find(name));
    }
}
