package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;

/**
 * How a library calls a method of Java's.
 *
 * @param method a static method; what it throws is answered as {@code exhausted} says
 * @param shape of what the library calls, with pointers as {@code JAVA_LONG}
 * @param isOptional whether an object may lack it
 * @param exhausted what is answered where the method cannot be called, or cannot even note what it has thrown
 */
public record Entry(String method, FunctionDescriptor shape, boolean isOptional, Exhausted exhausted) {

    /** One that is always there, and that answers failures. */
    public Entry(String method, FunctionDescriptor shape) {
        this(method, shape, false, Exhausted.FAILING);
    }

    /** One of the loader's own, which answers nothing or 0, and of which nobody is told. */
    static Entry unnoted(String method, FunctionDescriptor shape) {
        return new Entry(method, shape).answering(Exhausted.UNNOTED);
    }

    /** The same that an object may lack. */
    public Entry optional() {
        return new Entry(method, shape, true, exhausted);
    }

    /** The same that C calls, which is answered no failures. */
    public Entry answering(Exhausted exhausted) {
        return new Entry(method, shape, isOptional, exhausted);
    }
}
