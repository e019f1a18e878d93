package org.rdylib.loader.stub;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.rdylib.verifier.Unload;

/**
 * The descriptor that a stub was generated from, as far as loading asks for it. (Generated code extends it, rather than
 * hand over functions that make the texts: to link a function takes longer than to load a class.)
 */
public abstract class HostDescriptor {

    private final String library;
    private final String fingerprint;
    private final Set<Unload> fits;
    private final List<ExportSymbol> exports;
    private final List<String> imports;

    /**
     * A descriptor.
     *
     * @param library the library's name
     * @param fingerprint that of the canonical form, in hexadecimal: 64 digits
     * @param fits the policies under which this descriptor is compatible with itself
     * @param exports what the stub calls, the functions that end opaque values among them: {@link #dropOf}
     * @param imports what the stub provides, in the descriptor's order
     */
    protected HostDescriptor(
            String library, String fingerprint, Set<Unload> fits, List<ExportSymbol> exports, List<String> imports) {
        this.library = library;
        this.fingerprint = fingerprint;
        this.fits = Set.copyOf(fits);
        this.exports = List.copyOf(exports);
        this.imports = List.copyOf(imports);
    }

    /** The canonical form's binding text, in parts, as constants hold it; none ends between the halves of a character. */
    protected abstract List<String> binding();

    /** The canonical form's annotations, in such parts. */
    protected abstract List<String> annotations();

    /** The name among the {@code exports} of the function that ends opaque values of the type {@code name}. */
    public static String dropOf(String name) {
        return "drop of " + name;
    }

    final String library() {
        return library;
    }

    final byte[] fingerprint() {
        return HexFormat.of().parseHex(fingerprint);
    }

    final Set<Unload> fits() {
        return fits;
    }

    final List<ExportSymbol> exports() {
        return exports;
    }

    final List<String> imports() {
        return imports;
    }

    final byte[] bindingBytes() {
        return bytes(binding());
    }

    final byte[] annotationBytes() {
        return bytes(annotations());
    }

    private static byte[] bytes(List<String> parts) {
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }
}
