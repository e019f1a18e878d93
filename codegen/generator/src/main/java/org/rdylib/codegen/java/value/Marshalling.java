package org.rdylib.codegen.java.value;

import com.palantir.javapoet.MethodSpec;
import java.util.List;
import org.rdylib.codegen.java.plan.Plan;

/** Everything that makes code for values, on one set of helpers. */
public record Marshalling(
        Helpers helpers,
        Tags tags,
        Reading reading,
        Freeing freeing,
        Writing writing,
        Carrying carrying,
        ClosureNames closures) {
    public static Marshalling of(Plan plan) {
        Helpers helpers = new Helpers(plan.names().memory());
        Tags tags = new Tags(plan.names(), helpers);
        Carrying carrying = new Carrying(plan, helpers);
        ClosureNames closures = new ClosureNames(plan);
        Freeing freeing = new Freeing(plan, helpers);
        Reading reading = new Reading(plan, helpers, tags, freeing, carrying, closures);
        return new Marshalling(helpers, tags, reading, freeing, reading.writing(), carrying, closures);
    }

    /** The helpers that were asked for, and those that they ask for. */
    public List<MethodSpec> methods() {
        return helpers.methods();
    }
}
