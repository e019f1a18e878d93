package org.rdylib.loader.internal;

import org.rdylib.loader.NativeAccessException;

/** Whether the loader may call native code at all. */
public final class NativeAccess {

    private NativeAccess() {}

    /**
     * Returns if it may.
     *
     * @throws NativeAccessException with the option to start the JVM with
     */
    public static void require() {
        Module loader = NativeAccess.class.getModule();
        if (!loader.isNativeAccessEnabled()) {
            String name = loader.isNamed() ? loader.getName() : "ALL-UNNAMED";
            throw new NativeAccessException(
                    "native access is not enabled for the loader: start the JVM with --enable-native-access=" + name);
        }
    }
}
