package org.rdylib.conformance.linker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;

/** The shape of function that a generated stub calls, read from its source. */
final class StubShape {

    private static final Pattern TOKEN = Pattern.compile("[\\w.]+|[(),]");
    private static final String BEFORE = "Downcalls.handle(";

    private final Matcher tokens;
    private String next = "";

    private StubShape(String source) {
        this.tokens = TOKEN.matcher(source);
        advance();
    }

    /** What the stubs of a library with one export describe to the linker. */
    static FunctionDescriptor of(Generated stubs) {
        String source = stubs.files().stream()
                .filter(f -> f.path().endsWith("Shapes.java"))
                .map(SourceFile::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no shape: " + stubs.diagnostics()));
        int start = source.indexOf(BEFORE) + BEFORE.length();
        if (source.indexOf(BEFORE, start) >= 0) {
            throw new AssertionError("several shapes:\n" + source);
        }
        return (FunctionDescriptor) new StubShape(source.substring(start)).expression();
    }

    private void advance() {
        next = tokens.find() ? tokens.group() : "";
    }

    private Object expression() {
        String name = next;
        advance();
        if (!next.equals("(")) {
            return name.startsWith("ValueLayout.") ? constant(name) : Long.valueOf(name);
        }
        advance();
        List<Object> arguments = new ArrayList<>();
        while (!next.equals(")")) {
            if (next.equals(",")) {
                advance();
            }
            arguments.add(expression());
        }
        advance();
        return switch (name) {
            case "FunctionDescriptor.ofVoid" -> FunctionDescriptor.ofVoid(layouts(arguments));
            case "FunctionDescriptor.of" -> {
                MemoryLayout[] all = layouts(arguments);
                MemoryLayout[] parameters = new MemoryLayout[all.length - 1];
                System.arraycopy(all, 1, parameters, 0, parameters.length);
                yield FunctionDescriptor.of(all[0], parameters);
            }
            case "MemoryLayout.structLayout" -> MemoryLayout.structLayout(layouts(arguments));
            case "MemoryLayout.sequenceLayout" ->
                MemoryLayout.sequenceLayout((Long) arguments.getFirst(), (MemoryLayout) arguments.getLast());
            case "MemoryLayout.paddingLayout" -> MemoryLayout.paddingLayout((Long) arguments.getFirst());
            default -> throw new AssertionError("a stub describes something by " + name);
        };
    }

    private static MemoryLayout[] layouts(List<Object> arguments) {
        return arguments.toArray(MemoryLayout[]::new);
    }

    private static Object constant(String name) {
        try {
            return ValueLayout.class
                    .getField(name.substring("ValueLayout.".length()))
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
