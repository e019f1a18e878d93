package org.rdylib.conformance.dials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.plugins.CLibrary;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.stub.HostTargets;
import org.rdylib.verifier.Unload;

/** A host of a C library that keeps what it is lent. The test compiles it together with the stubs that it uses. */
public final class DialsDriver implements CLibrary {

    @Override
    public List<String> run(String what, Path library, Path folder) {
        List<String> out = new ArrayList<>();
        try (Dials dials = Dials.loadTrusted(library, Unload.ALLOWED)) {
            long before = HostTargets.living();
            run(what, dials, out);
            out.add("kept " + (HostTargets.living() - before));
        }
        return out;
    }

    private static void run(String what, Dials dials, List<String> out) {
        switch (what) {
            case "turned" -> turned(dials, out);
            case "turned-and-throws" -> throwing(dials, out);
            case "turned-within" -> within(dials, out);
            case "of-nothing" -> {
                try (Dial dial = dials.of(Optional.empty())) {
                    out.add("" + dials.turn(dial, 1));
                }
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void turned(Dials dials, List<String> out) {
        int[] sum = new int[1];
        long before = HostTargets.living();
        Dial dial = dials.of(Optional.of(by -> sum[0] += by));
        out.add(dials.turn(dial, 3) + " " + dials.turn(dial, 4));
        out.add("kept " + (HostTargets.living() - before));
        dial.close();
        try {
            dials.turn(dial, 5);
        } catch (ObjectDroppedException gone) {
            out.add("gone, " + sum[0]);
        }
    }

    private static void throwing(Dials dials, List<String> out) {
        try (Dial dial = dials.of(Optional.of(by -> {
            if (by > 1) {
                throw new IllegalStateException("by " + by);
            }
            return by;
        }))) {
            try {
                out.add("" + dials.turn(dial, 2));
            } catch (IllegalStateException thrown) {
                out.add(thrown.getMessage());
            }
            out.add("" + dials.turn(dial, 1));
        }
    }

    /** The function is called while it runs, as only another dial of its own could have it. */
    private static void within(Dials dials, List<String> out) {
        Dial[] self = new Dial[1];
        try (Dial dial = dials.of(Optional.of(by -> by == 0 ? 0 : dials.turn(self[0], by - 1)))) {
            self[0] = dial;
            try {
                out.add("" + dials.turn(dial, 2));
            } catch (RuntimeException refused) {
                out.add(refused.getClass().getSimpleName());
            }
            out.add("" + dials.turn(dial, 0));
        }
    }
}
