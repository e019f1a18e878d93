package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/**
 * A function that the host provides to the library.
 *
 * @param name as the descriptor has it
 * @param target what is called, with the host's object bound; it throws nothing
 * @param shape of the native function, with pointers as {@code JAVA_LONG}
 */
public record ImportFunction(String name, MethodHandle target, FunctionDescriptor shape) {}
