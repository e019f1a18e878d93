package org.rdylib.spec.canonical;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Place;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Checker;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.DescriptorReader;
import org.rdylib.spec.syntax.Parsed;

/** Reads canonical forms back, as they are found in libraries that nobody vouches for. */
public final class Canonical {

    private Canonical() {}

    /**
     * Reads a canonical form.
     *
     * @param binding the binding text in UTF-8; that it matches its hash is for the caller to check
     * @param annotations the annotations in UTF-8, from which documentation and places are taken. All places within a
     *     declaration are that declaration's
     * @param file the name of the library, for what the annotations tell no place of
     * @param target what it is checked for
     * @throws InvalidDescriptorException if the bytes are no text, or the text no well-formed descriptor
     */
    public static CheckedDescriptor read(byte[] binding, byte[] annotations, String file, Target target)
            throws InvalidDescriptorException {
        String text = text(binding, file, "descriptor");
        Parsed parsed = DescriptorReader.readJson(file, text).orElseGet(() -> DescriptorReader.read(file, text));
        Annotations notes = Annotations.read(text(annotations, file, "annotations"), file)
                .orElseThrow(() -> malformed(file, "its annotations are not JSON"));
        Relocation relocation = new Relocation(file);
        Parsed relocated = new Parsed(
                parsed.descriptor().map(d -> relocation.apply(d, notes)),
                parsed.broken(),
                parsed.uses(),
                parsed.diagnostics(),
                parsed.rarities());
        return Descriptors.require(Checker.check(relocated, List.of(target)));
    }

    /**
     * Why a library with this form could not be read again; empty where it can, as nearly always. The form may be larger
     * than the descriptor that it was made of, in which much is left out, and has the same limits.
     *
     * @param descriptor what the form was made of
     */
    public static Optional<Diagnostic> unreadable(CheckedDescriptor descriptor, CanonicalForm form) {
        Place at = descriptor.descriptor().at();
        try {
            read(
                    form.binding().getBytes(StandardCharsets.UTF_8),
                    form.annotations().getBytes(StandardCharsets.UTF_8),
                    at.file(),
                    descriptor.targets().getFirst());
            return Optional.empty();
        } catch (InvalidDescriptorException e) {
            return Optional.of(Diagnostic.error(
                    Code.TOO_LARGE,
                    at,
                    "what a library would carry of this descriptor, with all that it uses and leaves out, could not be"
                            + " read again: " + e.diagnostics().getFirst().message(),
                    "describe a part of it as another library"));
        }
    }

    /**
     * Reads a binding text alone, quickly where nothing has been read before, if it is written as canonical forms are and
     * well-formed. Who has to know why there is nothing {@linkplain #read reads} it with its annotations.
     *
     * @param binding the binding text in UTF-8
     * @param file the name of the library
     * @param target what it is checked for
     * @return its places are those of the text
     */
    public static Optional<CheckedDescriptor> readQuickly(byte[] binding, String file, Target target) {
        // What is not of ASCII is not read as JSON either.
        Optional<Parsed> parsed = DescriptorReader.readJson(file, new String(binding, StandardCharsets.ISO_8859_1));
        return parsed.isPresent() ? Checker.check(parsed.get(), List.of(target)).descriptor() : Optional.empty();
    }

    private static String text(byte[] bytes, String file, String what) throws InvalidDescriptorException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(file, "its " + what + " is not text in UTF-8");
        }
    }

    private static InvalidDescriptorException malformed(String file, String why) {
        Place at = Place.startOf(file);
        return new InvalidDescriptorException(
                List.of(Diagnostic.error(Code.MALFORMED_NOTE, at, "the note is malformed: " + why)));
    }
}
