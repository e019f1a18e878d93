package org.rdylib.loader.internal;

import java.util.Locale;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.spec.layout.Target;

/** The target that this JVM runs on: the only one whose libraries it can load. */
public final class RunningTarget {

    private RunningTarget() {}

    /**
     * The target of this JVM.
     *
     * @throws UnlinkableLibraryException if libraries cannot be loaded here
     */
    public static Target require() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Target of(String system, String architecture) {
        return switch (system.toLowerCase(Locale.ROOT) + " " + architecture) {
            case "linux amd64" -> Target.X86_64_LINUX_GNU;
            case "linux aarch64" -> Target.AARCH64_LINUX_GNU;
            default ->
                throw new UnlinkableLibraryException(
                        Code.OTHER_MACHINE,
                        "this version loads libraries on Linux only, on x86_64 and aarch64, and this is " + system + " "
                                + architecture);
        };
    }
}
