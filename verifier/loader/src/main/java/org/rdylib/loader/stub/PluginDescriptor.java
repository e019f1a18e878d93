package org.rdylib.loader.stub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.LibraryImageException;

/** The library's copy of the descriptor, in its canonical form. */
sealed interface PluginDescriptor {

    /** The binding text in UTF-8, a copy. */
    byte[] binding();

    /** The annotations in UTF-8; none where they were not read, since the copy is the stub's and fits. */
    byte[] annotations();

    /**
     * Waits until it is known to be what its author has written, which may go on beside what else is done with it.
     *
     * @throws LibraryImageException if it is not
     */
    void requireIntact() throws LibraryImageException;

    /** Whether a panic ends the process, by the library's own word. */
    boolean abortsOnPanic();

    /** Whether it is the one that the stub was generated from, byte for byte. */
    boolean isThatOf(HostDescriptor host);

    /**
     * The one in the library.
     *
     * @param note that was read by who knew the stub's descriptor
     */
    record InLibrary(DescriptorNote note) implements PluginDescriptor {

        @Override
        public byte[] binding() {
            return note.binding();
        }

        @Override
        public byte[] annotations() {
            return note.isKnown() ? Agreement.noAnnotations() : note.annotations();
        }

        @Override
        public void requireIntact() throws LibraryImageException {
            note.requireIntact();
        }

        @Override
        public boolean abortsOnPanic() {
            return note.abortsOnPanic();
        }

        @Override
        public boolean isThatOf(HostDescriptor host) {
            return note.isKnown();
        }
    }

    /** One that was given for a library without one. */
    record Given(CanonicalForm form) implements PluginDescriptor {

        static Given of(Path descriptor, Target target) {
            try {
                return new Given(CanonicalForm.of(Descriptors.require(Descriptors.read(descriptor, List.of(target)))));
            } catch (InvalidDescriptorException e) {
                throw new MalformedLibraryException(
                        e.diagnostics().getFirst().code(), descriptor + " is ill-formed:\n" + e.getMessage(), e);
            }
        }

        @Override
        public byte[] binding() {
            return form.binding().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] annotations() {
            return form.annotations().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void requireIntact() {}

        @Override
        public boolean abortsOnPanic() {
            return false;
        }

        @Override
        public boolean isThatOf(HostDescriptor host) {
            return Arrays.equals(binding(), host.bindingBytes());
        }
    }

    /** The stub's own, which the library is taken to keep to. */
    record OfStub(HostDescriptor host) implements PluginDescriptor {

        @Override
        public byte[] binding() {
            return host.bindingBytes();
        }

        @Override
        public byte[] annotations() {
            return host.annotationBytes();
        }

        @Override
        public void requireIntact() {}

        @Override
        public boolean abortsOnPanic() {
            return false;
        }

        @Override
        public boolean isThatOf(HostDescriptor other) {
            return other.equals(host);
        }
    }
}
