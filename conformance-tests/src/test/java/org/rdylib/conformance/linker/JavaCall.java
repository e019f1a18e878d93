package org.rdylib.conformance.linker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdylib.spec.layout.Target;

/**
 * How the JDK would call a function on another machine. Its arrangers of calls are in every JDK, whatever it runs on, but
 * not public: the test's JVM opens their packages.
 *
 * @param result empty for none
 */
record JavaCall(List<Places> parameters, Optional<Places> result) {

    /** The calling conventions that the JDK arranges for. */
    enum Abi {
        AARCH64_LINUX("aarch64.CallArranger", "LINUX", "aarch64.linux.LinuxAArch64Linker"),
        AARCH64_MACOS("aarch64.CallArranger", "MACOS", "aarch64.macos.MacOsAArch64Linker"),
        X86_64_LINUX("x64.sysv.CallArranger", "", "x64.sysv.SysVx64Linker"),
        X86_64_WINDOWS("x64.windows.CallArranger", "", "x64.windows.Windowsx64Linker");

        private static final String PACKAGE = "jdk.internal.foreign.abi.";

        private final String type;
        private final String field;
        private final String linker;

        Abi(String type, String field, String linker) {
            this.type = PACKAGE + type;
            this.field = field;
            this.linker = PACKAGE + linker;
        }

        /** The convention of a target. */
        static Optional<Abi> of(Target target) {
            return switch (target) {
                case X86_64_LINUX_GNU -> Optional.of(X86_64_LINUX);
                case AARCH64_LINUX_GNU -> Optional.of(AARCH64_LINUX);
                case X86_64_WINDOWS_MSVC -> Optional.of(X86_64_WINDOWS);
                case AARCH64_MACOS -> Optional.of(AARCH64_MACOS);
                case I686_LINUX_GNU, WASM32 -> Optional.empty();
            };
        }
    }

    /** What that target's linker has against the layouts of a function; empty if nothing. */
    static Optional<String> refusal(Abi abi, FunctionDescriptor function) {
        try {
            Object linker = Class.forName(abi.linker).getMethod("getInstance").invoke(null);
            Method check = Class.forName(Abi.PACKAGE + "AbstractLinker")
                    .getDeclaredMethod("checkLayouts", FunctionDescriptor.class);
            check.setAccessible(true);
            check.invoke(linker, function);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                return Optional.of(String.valueOf(refusal.getMessage()));
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK's linkers are not those of JDK 25", e);
        }
    }

    /**
     * Asks the JDK.
     *
     * @param function the parameters and the result, as a stub describes them
     * @param sizes how many bytes of each parameter matter, and last of the result if there is one
     */
    static JavaCall of(Abi abi, FunctionDescriptor function, List<Long> sizes) {
        try {
            Object sequence = sequence(abi, function);
            // What is passed beside them, the function's address first, stands before the parameters.
            int first = (int) call(sequence, "argumentBindingsCount")
                    - function.argumentLayouts().size();
            boolean inMemory = isInMemory(abi, function);
            List<Places> parameters = new ArrayList<>();
            for (int i = 0; i < function.argumentLayouts().size(); i++) {
                List<?> bindings = (List<?>)
                        method(sequence, "argumentBindings", int.class).invoke(sequence, first + i);
                parameters.add(places(bindings, sizes.get(i)));
            }
            Optional<Places> result = function.returnLayout().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            inMemory
                                    ? Places.address("x8")
                                    : places((List<?>) call(sequence, "returnBindings"), sizes.getLast()));
            return new JavaCall(parameters, result);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK arranges calls in another way than JDK 25", e);
        }
    }

    /**
     * How many slots the parameters of the method have that the VM calls in the end; empty where no method has as many.
     */
    static OptionalInt slots(Abi abi, FunctionDescriptor function) {
        try {
            return OptionalInt.of(slots((MethodType) call(sequence(abi, function), "calleeMethodType")));
        } catch (IllegalArgumentException e) {
            return ifTooMany(e);
        } catch (InvocationTargetException e) {
            return ifTooMany(e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK arranges calls in another way than JDK 25", e);
        }
    }

    private static OptionalInt ifTooMany(Throwable thrown) {
        if (String.valueOf(thrown.getMessage()).startsWith("bad parameter count")) {
            return OptionalInt.empty();
        }
        throw new AssertionError(thrown);
    }

    private static int slots(MethodType type) {
        return type.parameterList().stream()
                .mapToInt(t -> t == long.class || t == double.class ? 2 : 1)
                .sum();
    }

    private static Object bindings(Abi abi, FunctionDescriptor function) throws ReflectiveOperationException {
        Class<?> arranger = Class.forName(abi.type);
        Object instance = null;
        if (!abi.field.isEmpty()) {
            instance = arranger.getField(abi.field).get(null);
        }
        Method bindings = arranger.getMethod("getBindings", MethodType.class, FunctionDescriptor.class, boolean.class);
        return bindings.invoke(instance, function.toMethodType(), function, false);
    }

    private static Object sequence(Abi abi, FunctionDescriptor function) throws ReflectiveOperationException {
        return call(bindings(abi, function), "callingSequence");
    }

    private static boolean isInMemory(Abi abi, FunctionDescriptor function) throws ReflectiveOperationException {
        return function.returnLayout().filter(GroupLayout.class::isInstance).isPresent()
                && (boolean) call(bindings(abi, function), "isInMemoryReturn");
    }

    private static Places places(List<?> bindings, long size) throws ReflectiveOperationException {
        Places.Collector collector = new Places.Collector(size);
        long width = size;
        boolean isAddress = false;
        String storage = "";
        for (Object binding : bindings) {
            switch (binding.getClass().getSimpleName()) {
                case "Copy" -> isAddress = true;
                case "BufferLoad" -> width = (int) call(binding, "byteWidth");
                case "VMStore" -> {
                    storage = storage(call(binding, "storage"));
                    if (isAddress) {
                        return Places.address(storage);
                    }
                    collector.put(storage, width);
                }
                case "VMLoad" -> {
                    storage = storage(call(binding, "storage"));
                    if (bindings.size() == 1) {
                        collector.put(storage, width);
                    }
                }
                case "BufferStore" -> collector.put(storage, (int) call(binding, "byteWidth"));
                default -> {} // copies and shuffles values between the moves
            }
        }
        return collector.places();
    }

    private static String storage(Object storage) throws ReflectiveOperationException {
        int type = (byte) call(storage, "type");
        int index = (int) call(storage, "indexOrOffset");
        return switch (type) {
            case 0 -> "x" + index;
            case 1 -> "v" + index;
            case 2, 3 -> "sp+" + index;
            default -> throw new AssertionError("no storage of type " + type);
        };
    }

    private static Object call(Object target, String name) throws ReflectiveOperationException {
        return method(target, name).invoke(target);
    }

    private static Method method(Object target, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = target.getClass().getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}
