package org.rdylib.loader.stub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.image.DescriptorNote;

/**
 * The library's copy of the descriptor, in its canonical form.
 *
 * @param abortsOnPanic whether a panic ends the process, by the library's own word
 */
@SuppressWarnings("ArrayRecordComponent") // two texts on their way from here to there
record PluginDescriptor(byte[] binding, byte[] annotations, boolean abortsOnPanic) {

    /** Annotations that say nothing. */
    static final byte[] NO_ANNOTATIONS = {'{', '}'};

    /** The one in the library. */
    static PluginDescriptor of(DescriptorNote note) {
        return new PluginDescriptor(note.binding(), note.annotations(), note.abortsOnPanic());
    }

    /** The stub's own, which the library is taken to keep to. */
    static PluginDescriptor of(HostDescriptor host) {
        return new PluginDescriptor(host.bindingBytes(), host.annotationBytes(), false);
    }

    /** The same, whose places nobody knows. */
    PluginDescriptor withoutAnnotations() {
        return new PluginDescriptor(binding, NO_ANNOTATIONS, abortsOnPanic);
    }

    /** One that was given for a library without one. */
    static PluginDescriptor of(Path descriptor, Target target) {
        try {
            CanonicalForm form = CanonicalForm.of(Descriptors.require(Descriptors.read(descriptor, List.of(target))));
            return new PluginDescriptor(
                    form.binding().getBytes(StandardCharsets.UTF_8),
                    form.annotations().getBytes(StandardCharsets.UTF_8),
                    false);
        } catch (InvalidDescriptorException e) {
            throw new MalformedLibraryException(
                    e.diagnostics().getFirst().code(), descriptor + " is ill-formed:\n" + e.getMessage(), e);
        }
    }
}
