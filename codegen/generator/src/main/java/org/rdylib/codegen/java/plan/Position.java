package org.rdylib.codegen.java.plan;

/** Where a type stands, which decides whether it can be supported there. */
enum Position {
    /** A parameter of an export or method, itself. */
    PARAMETER,
    /** A parameter of a closure or import, itself. */
    CALLBACK_PARAMETER,
    /** The result of an export or method. */
    RESULT,
    /** The result of a closure or import. */
    CALLBACK_RESULT;

    boolean isParameter() {
        return this == PARAMETER || this == CALLBACK_PARAMETER;
    }

    /** Whether Java is given what stands there, rather than the library. */
    boolean isGivenToJava() {
        return this == RESULT || this == CALLBACK_PARAMETER;
    }
}
