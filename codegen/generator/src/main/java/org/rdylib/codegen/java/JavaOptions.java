package org.rdylib.codegen.java;

import org.rdylib.codegen.java.plan.Identifiers;

/**
 * What a user decides about the Java that is generated.
 *
 * @param packageName the package that the classes belong to, which must not be the unnamed one
 */
public record JavaOptions(String packageName) {
    /**
     * Checks the package's name.
     *
     * @throws IllegalArgumentException if no package can be called that
     */
    public JavaOptions {
        for (String part : packageName.split("\\.", -1)) {
            if (!Identifiers.isLegalInPackage(part)) {
                throw new IllegalArgumentException("no package can be called `" + packageName + "`");
            }
        }
        if (packageName.equals("java") || packageName.startsWith("java.")) {
            // The JVM defines no class of another's there (JVM specification, 5.3).
            throw new IllegalArgumentException("`" + packageName + "` is one of Java's own packages");
        }
    }
}
