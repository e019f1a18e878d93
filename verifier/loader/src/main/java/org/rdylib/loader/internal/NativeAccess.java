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
            throw new NativeAccessException("native access is not enabled for the loader: " + help(loader));
        }
    }

    /** The option speaks of the layer that the JVM starts with; whoever makes another enables it there. */
    private static String help(Module loader) {
        if (loader.isNamed() && loader.getLayer() != ModuleLayer.boot()) {
            return "call enableNativeAccess of the ModuleLayer.Controller of its layer, with the module "
                    + loader.getName();
        }
        String name = loader.isNamed() ? loader.getName() : "ALL-UNNAMED";
        return "start the JVM with --enable-native-access=" + name;
    }
}
