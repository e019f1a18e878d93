package org.rdylib.spec.check;

import java.nio.file.Path;
import java.util.List;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.link.Linked;
import org.rdylib.spec.link.Linker;
import org.rdylib.spec.syntax.DescriptorReader;
import org.rdylib.spec.syntax.Node;

/**
 * Reads and checks descriptors in one step. Nothing is thrown for a bad one: what is wrong is in the answer.
 *
 * <p>Where no target is named, a descriptor is checked for {@link Target#X86_64_LINUX_GNU}.
 */
public final class Descriptors {

    private static final List<Target> USUAL = List.of(Target.X86_64_LINUX_GNU);

    private Descriptors() {}

    /** The descriptor in a file; that the file cannot be read is a diagnostic too. */
    public static Checked read(Path file) {
        return read(file, USUAL);
    }

    /** The descriptor in a file, for those targets. */
    public static Checked read(Path file, List<Target> targets) {
        return check(Linker.link(file), targets);
    }

    /**
     * The descriptor in a text. It can use no other files.
     *
     * @param file the name under which places speak of it
     */
    public static Checked read(String file, String text) {
        return read(file, text, USUAL);
    }

    /**
     * The descriptor in a text, for those targets. It can use no other files.
     *
     * @param file the name under which places speak of it
     */
    public static Checked read(String file, String text, List<Target> targets) {
        return Checker.check(DescriptorReader.read(file, text), targets);
    }

    /**
     * The descriptor that is part of another YAML file.
     *
     * @param file that file: what the descriptor uses is looked for beside it
     */
    public static Checked read(Node.Mapping node, Path file) {
        return check(Linker.link(DescriptorReader.read(node), file), USUAL);
    }

    /**
     * The well-formed descriptor in a file.
     *
     * @throws InvalidDescriptorException with all that is wrong, if something is
     */
    public static CheckedDescriptor require(Path file) throws InvalidDescriptorException {
        return require(read(file));
    }

    /**
     * The well-formed descriptor in a text.
     *
     * @param file the name under which places speak of it
     * @throws InvalidDescriptorException with all that is wrong, if something is
     */
    public static CheckedDescriptor require(String file, String text) throws InvalidDescriptorException {
        return require(read(file, text));
    }

    /**
     * The well-formed descriptor that was read.
     *
     * @throws InvalidDescriptorException with all that is wrong, if something is
     */
    public static CheckedDescriptor require(Checked checked) throws InvalidDescriptorException {
        return checked.descriptor().orElseThrow(() -> new InvalidDescriptorException(checked.diagnostics()));
    }

    private static Checked check(Linked linked, List<Target> targets) {
        Checked checked = Checker.check(linked.whole(), targets);
        return new Checked(checked.descriptor(), linked.inWordsOfFiles(checked.diagnostics()));
    }
}
