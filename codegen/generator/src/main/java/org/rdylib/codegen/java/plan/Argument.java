package org.rdylib.codegen.java.plan;

import java.util.Set;

/**
 * A parameter.
 *
 * @param content the variable for what is in it: another than itself where it is a place
 * @param within what is lent within it
 */
public record Argument(String name, Value value, String content, LentWithin within) {
    Argument(String name, Value value, LentWithin within) {
        this(name, value, name, within);
    }

    private Argument called(String content) {
        return new Argument(name, value, content, within);
    }

    /** The lifetimes for which something stays lent when the call is over, or is to be given back then. */
    public Set<String> kept() {
        return value.kept().map(lifetime -> Set.of(Lifetimes.name(lifetime))).orElse(within.lifetimes());
    }

    /** The same in a body, where what is in a place is read once and has a name. */
    Argument opened(Scope variables) {
        return switch (value) {
            case Value.Mut _, Value.MutText _ -> called(variables.number(name + "Content"));
            case Value.MutSlice slice when slice.isList() -> called(variables.number(name + "Elements"));
            case Value.Option(Value.MutSlice slice, var _) when !slice.isList() -> this;
            case Value.Option option when option.isPlace() -> called(variables.number(name + "Content"));
            case Value _ -> this;
        };
    }
}
