package org.rdylib.spec.check;

import java.util.List;
import org.rdylib.spec.internal.DefaultBounds;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.DescriptorReader;

/** Checks descriptors by rules that are not the language's, so that a test can see that something notices. */
public final class OtherRules {

    private OtherRules() {}

    /** The descriptor in a text, if {@code defaults} were the default bounds. */
    public static Checked read(String file, String text, DefaultBounds defaults) {
        return Checker.check(DescriptorReader.read(file, text), List.of(Target.X86_64_LINUX_GNU), defaults);
    }
}
