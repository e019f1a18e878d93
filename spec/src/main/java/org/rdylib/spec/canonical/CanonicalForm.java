package org.rdylib.spec.canonical;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rdylib.spec.Alike;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * A descriptor as libraries carry it: two JSON texts of one line each.
 *
 * @param binding what binds. It is a descriptor itself, and reads as the one that it was made of: lifetimes are called
 *     {@code 'a}, {@code 'b} … in the order of their appearance, elided ones and default bounds are written out,
 *     declarations are sorted by name except where their order is layout (fields, variants, methods, imports),
 *     discriminants and representations are explicit, documentation is gone
 * @param annotations what does not: documentation, the place and source line of each declaration, the tool's version
 */
public record CanonicalForm(String binding, String annotations) {

    /** The canonical form of {@code descriptor}: always the same for the same descriptor and version of this library. */
    public static CanonicalForm of(CheckedDescriptor descriptor) {
        return new CanonicalForm(
                bindingOf(descriptor), AnnotationWriter.write(descriptor.descriptor(), "rdylib " + ToolVersion.TEXT));
    }

    /** The {@link #binding()} of {@code descriptor} alone, which is all that two copies are compared by. */
    public static String bindingOf(CheckedDescriptor descriptor) {
        return BindingWriter.write(descriptor.descriptor());
    }

    /**
     * Whether two descriptors have one binding text; told at once where they are written alike, where their versions
     * differ, or what they declare.
     */
    public static boolean areEqual(CheckedDescriptor one, CheckedDescriptor other) {
        Descriptor a = one.descriptor();
        Descriptor b = other.descriptor();
        return Alike.descriptors(a, b) || areWrittenEqual(a, b);
    }

    private static boolean areWrittenEqual(Descriptor a, Descriptor b) {
        return a.library().equals(b.library())
                && a.version().equals(b.version())
                && a.types().size() == b.types().size()
                && a.interfaces().size() == b.interfaces().size()
                && a.exports().size() == b.exports().size()
                && a.imports().size() == b.imports().size()
                && BindingWriter.write(a).equals(BindingWriter.write(b));
    }

    /**
     * SHA-256 of exactly the bytes of {@link #binding()} in UTF-8.
     *
     * @return a new array of 32 bytes
     */
    public byte[] fingerprint() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(binding.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
