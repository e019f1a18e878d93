package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.TypeSpec;
import java.util.List;

/** One kind of file that generated Java has. Each rule looks at a plan for what it is about, and at no other rule. */
public interface Rule {
    /** The top-level types that the plan asks for, in the order of the descriptor. */
    List<TypeSpec.Builder> types(Plan plan);
}
