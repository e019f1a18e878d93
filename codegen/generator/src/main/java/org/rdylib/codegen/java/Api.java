package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;

/** The classes that generated code names. Those of the loader by name: the generator does not need it to run. */
final class Api {
    private static final String LOADER = "org.rdylib.loader";

    static final ClassName TEXT = ClassName.get(LOADER, "Text");
    static final ClassName C_TEXT = ClassName.get(LOADER, "CText");
    static final ClassName SLICE = ClassName.get(LOADER, "Slice");
    static final ClassName REF = ClassName.get(LOADER, "Ref");
    static final ClassName MUT = ClassName.get(LOADER, "Mut");
    static final ClassName RESULT = ClassName.get(LOADER, "Result");
    static final ClassName UNIT = ClassName.get(LOADER, "Unit");
    static final ClassName PAIR = ClassName.get(LOADER, "Pair");
    static final ClassName TRIPLE = ClassName.get(LOADER, "Triple");
    static final ClassName REGION = ClassName.get(LOADER, "Region");

    private static final String STUB = LOADER + ".stub";

    static final ClassName MEMORY = ClassName.get(STUB, "Memory");
    static final ClassName VALUES = ClassName.get(STUB, "Values");
    static final ClassName VIEWS = ClassName.get(STUB, "Views");
    static final ClassName REGIONS = ClassName.get(STUB, "Regions");
    static final ClassName CALL_FRAME = ClassName.get(STUB, "CallFrame");
    static final ClassName LIBRARY = ClassName.get(STUB, "Library");
    static final ClassName FOREIGN_OBJECT = ClassName.get(STUB, "ForeignObject");
    static final ClassName CLOSURE_TYPE = ClassName.get(STUB, "ClosureType");
    static final ClassName DOWNCALLS = ClassName.get(STUB, "Downcalls");
    static final ClassName UPCALL = ClassName.get(STUB, "Upcall");

    static final ClassName OPTIONAL = ClassName.get(Optional.class);
    static final ClassName LIST = ClassName.get(List.class);

    static final ClassName NULL_MARKED = ClassName.get("org.jspecify.annotations", "NullMarked");

    private Api() {}
}
