package org.rdylib.loader.sample;

import java.nio.file.Path;
import org.rdylib.loader.NativeAccessException;

/** Loads a library in a JVM that was not given native access, and prints what the user would see. */
final class WithoutNativeAccess {

    private WithoutNativeAccess() {}

    public static void main(String[] arguments) {
        try {
            Sample.load(Path.of(arguments[0]), (level, message) -> {});
            System.out.println("loaded");
        } catch (NativeAccessException e) {
            System.out.println(e.getMessage());
        }
    }
}
