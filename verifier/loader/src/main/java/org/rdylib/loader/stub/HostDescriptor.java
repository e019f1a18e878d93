package org.rdylib.loader.stub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.rdylib.verifier.Unload;

/**
 * The descriptor that a stub was generated from, as far as loading asks for it.
 *
 * @param library the library's name
 * @param binding the canonical form's binding text
 * @param annotations the canonical form's annotations
 * @param fits the policies under which this descriptor is compatible with itself
 * @param exports what the stub calls, the functions that end opaque values among them: {@link #dropOf}
 * @param imports what the stub provides, in the descriptor's order
 */
public record HostDescriptor(
        String library,
        Supplier<String> binding,
        Supplier<String> annotations,
        Set<Unload> fits,
        List<ExportSymbol> exports,
        List<String> imports) {

    public HostDescriptor {
        fits = Set.copyOf(fits);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /** The name among the {@code exports} of the function that ends opaque values of the type {@code name}. */
    public static String dropOf(String name) {
        return "drop of " + name;
    }

    byte[] bindingBytes() {
        return binding.get().getBytes(StandardCharsets.UTF_8);
    }

    byte[] annotationBytes() {
        return annotations.get().getBytes(StandardCharsets.UTF_8);
    }
}
