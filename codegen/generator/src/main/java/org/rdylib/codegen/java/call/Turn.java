package org.rdylib.codegen.java.call;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Passed;

/**
 * When an argument is looked at, among those of its call.
 *
 * <p>What the library has made, and gets back to do with as it likes, comes first: what was borrowed from it has ended by
 * then, and is refused where it is passed in the same call. So of what is borrowed only a call around this one can have been
 * given any.
 */
enum Turn {
    /** What is passed for the call. */
    LENT_FIRST,

    /** What is given, by itself: within a value there may be something beside it that was borrowed from it. */
    GIVEN_FIRST,

    ANY;

    static Turn of(Value value) {
        return switch (value) {
            case Value.LentObject _ -> LENT_FIRST;
            case Value.BoxedObject _ -> GIVEN_FIRST;
            case Value.Opaque o
            when o.having() == Value.Having.OWNED || o.having() == Value.Having.LENT_EXCLUSIVELY -> LENT_FIRST;
            case Value.Option o
            when o.value() instanceof Value.Opaque || o.value() instanceof Value.BoxedObject -> of(o.value());
            case Value _ -> ANY;
        };
    }

    /** The arguments of a function, in turn. */
    static List<Passed> inOrder(List<Plan.Argument> arguments, List<Passed> passed) {
        List<Passed> ordered = new ArrayList<>();
        for (Turn turn : values()) {
            for (int i = 0; i < passed.size(); i++) {
                if (of(arguments.get(i).value()) == turn) {
                    ordered.add(passed.get(i));
                }
            }
        }
        return ordered;
    }

    /** What the code for such an argument may refer to. */
    Env env(Env usual) {
        return this == GIVEN_FIRST ? usual.givingFirst() : usual;
    }
}
