package org.rdylib.codegen.c;

import java.util.List;

/**
 * The functions of an interface or closure.
 *
 * @param handle the C type of an object or closure: a data pointer and a table pointer
 * @param name the C type of the table
 * @param about what it is, as the descriptor writes it
 * @param having how it is had
 * @param slots the functions behind the header, in order
 */
record Table(String handle, String name, String about, Having having, List<Slot> slots) {

    /** How an object or closure is had, at most. */
    enum Having {
        /** It is lent. */
        LENT,
        /** One has it, and drops it. */
        OWNED,
        /** Several have it. */
        COUNTED
    }

    Table(String handle, String name, String about, Having having) {
        this(handle, name, about, having, List.of());
    }

    /** The same with these functions. */
    Table with(List<Slot> functions) {
        return new Table(handle, name, about, having, functions);
    }

    /**
     * A function of a table.
     *
     * @param field its member in the table
     * @param function its parameters and its result
     * @param isOptional whether a table may lack it
     * @param comment what is said of it
     */
    record Slot(String field, CFunction function, boolean isOptional, List<String> comment) {}
}
