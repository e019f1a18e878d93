package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Runs the checks of a plugin in a JVM of their own, which a memory checker looks at. */
public final class PluginRun {

    private PluginRun() {}

    /**
     * Says how many checks hold; the first that does not ends the JVM with its exception.
     *
     * @param arguments the class of the host, the library
     */
    public static void main(String[] arguments) throws Throwable {
        PluginChecks host = Class.forName(arguments[0])
                .asSubclass(PluginChecks.class)
                .getDeclaredConstructor()
                .newInstance();
        Map<String, ThrowingCallable> checks = host.checks(Path.of(arguments[1]));
        for (Map.Entry<String, ThrowingCallable> check : checks.entrySet()) {
            System.out.println(check.getKey());
            check.getValue().call();
        }
        System.out.println(checks.size() + " checks hold");
        System.exit(0);
    }
}
