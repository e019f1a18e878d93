package org.rdylib.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** Calls of generated code by name: a driver for each boundary would be generated too. */
public final class Reflection {

    private Reflection() {}

    /** Calls a method; what it throws is thrown. */
    public static Object invoke(Method method, Optional<Object> target, Object... arguments) {
        try {
            return method.invoke(target.orElse(null), arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw new LinkageError(method.toString(), e);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }

    /** The method of a functional interface. */
    public static Method only(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !method.getName().equals("close")) {
                return method;
            }
        }
        throw new AssertionError(type + " has no method");
    }

    /** The public method of that name. */
    public static Method method(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        throw new AssertionError(type + " has no " + name);
    }
}
