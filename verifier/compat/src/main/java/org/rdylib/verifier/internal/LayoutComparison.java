package org.rdylib.verifier.internal;

import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Types;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/**
 * Compares how a declared type lies in memory on both sides.
 *
 * <p>Only what nothing else explains is reported: not a type whose fields are found different already, nor one that
 * differs because of a type within it.
 */
final class LayoutComparison {

    private final Session session;
    private final Target target;
    private final Layouts host;
    private final Layouts plugin;

    LayoutComparison(Session session, Target target) {
        this.session = session;
        this.target = target;
        this.host = new Layouts(session.copy(Side.HOST).checked(), target);
        this.plugin = new Layouts(session.copy(Side.PLUGIN).checked(), target);
    }

    /** Compares the layouts of the type {@code name}, whose fields have been compared. */
    void compare(String name, Path path) {
        if (session.isDifferent(name) || !differs(name) || differsWithin(name)) {
            return;
        }
        Layout here = host.ofType(name);
        Layout there = plugin.ofType(name);
        session.findings()
                .structure(
                        Code.LAYOUT_DIFFERS,
                        Side.HOST,
                        session.copy(Side.HOST).checked().type(name).at(),
                        session.copy(Side.PLUGIN).checked().type(name).at(),
                        path,
                        "`" + name + "` has " + size(here) + " in the host's copy and " + size(there)
                                + " in the plugin's, on " + target.triple() + slot(here, there),
                        "give both the same `packed:`, `align:` and `repr:`");
    }

    private boolean differs(String name) {
        Layout here = host.ofType(name);
        Layout there = plugin.ofType(name);
        return here.size() != there.size()
                || here.align() != there.align()
                || misplaced(here, there).isPresent();
    }

    private boolean differsWithin(String name) {
        boolean[] found = {false};
        for (var field : Types.fieldTypes(session.copy(Side.HOST).checked().type(name))) {
            Types.forEachInline(field, inner -> found[0] |= differs(inner.name()));
        }
        return found[0];
    }

    private static Optional<Slot> misplaced(Layout here, Layout there) {
        if (here.slots().size() < there.slots().size()) {
            return there.slots().stream()
                    .filter(s -> here.slot(s.path()).isEmpty())
                    .findFirst();
        }
        return here.slots().stream()
                .filter(s -> there.slot(s.path())
                        .filter(t -> t.offset() == s.offset() && t.size() == s.size())
                        .isEmpty())
                .findFirst();
    }

    private static String slot(Layout here, Layout there) {
        return misplaced(here, there)
                .map(s -> "; `" + s.path() + "` lies " + place(here, s.path()) + " and " + place(there, s.path()))
                .orElse("");
    }

    private static String place(Layout layout, String path) {
        return layout.slot(path)
                .map(s -> "at " + s.offset() + " (" + s.size() + " bytes)")
                .orElse("nowhere");
    }

    private static String size(Layout layout) {
        return layout.size() + " bytes aligned to " + layout.align();
    }
}
