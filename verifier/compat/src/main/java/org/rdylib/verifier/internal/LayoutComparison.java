package org.rdylib.verifier.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Growth;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Path;

/**
 * Compares how a declared type lies in memory on both sides.
 *
 * <p>Of a type that may grow, what both copies have must lie alike, and a field that one of them adds lies behind all
 * bytes of the other's. Only what nothing else explains is reported: not a type whose fields are found different already,
 * nor one that differs because of a type within it.
 */
final class LayoutComparison {

    private final Session session;
    private final Target target;
    private final Layouts host;
    private final Layouts plugin;
    private final Map<String, Boolean> differing = new HashMap<>();

    LayoutComparison(Session session, Target target) {
        this.session = session;
        this.target = target;
        this.host = new Layouts(session.copy(Side.HOST).checked(), target);
        this.plugin = new Layouts(session.copy(Side.PLUGIN).checked(), target);
    }

    /** Compares the layouts of the type {@code name}, whose fields have been compared. */
    void compare(String name, Path path) {
        if (session.isDifferent(name)) {
            return;
        }
        if (!differs(name)) {
            added(name, path);
            return;
        }
        if (differsWithin(name)) {
            return;
        }
        Layout here = common(Side.HOST, name);
        Layout there = common(Side.PLUGIN, name);
        session.findings()
                .structure(
                        Code.LAYOUT_DIFFERS,
                        Side.HOST,
                        declaration(Side.HOST, name).at(),
                        declaration(Side.PLUGIN, name).at(),
                        path,
                        "`" + name + "` has " + size(here) + " in the host's copy and " + size(there)
                                + " in the plugin's, on " + target.triple() + slot(here, there),
                        "give both the same `packed:`, `align:` and `repr:`");
    }

    /** An older side may copy as many bytes as it knows of, padding included, and must not touch what was added. */
    private void added(String name, Path path) {
        if (!(declaration(Side.HOST, name) instanceof TypeDeclaration.Struct here
                && declaration(Side.PLUGIN, name) instanceof TypeDeclaration.Struct there)) {
            return;
        }
        int common = Math.min(here.fields().size(), there.fields().size());
        if (here.fields().size() == there.fields().size()) {
            return;
        }
        Side newer = here.fields().size() > common ? Side.HOST : Side.PLUGIN;
        Field first = (newer == Side.HOST ? here : there).fields().get(common);
        long older = layouts(newer.other()).ofType(name).size();
        layouts(newer)
                .ofType(name)
                .slot(first.name())
                .filter(s -> s.offset() < older)
                .ifPresent(s -> session.findings()
                        .structure(
                                Code.ADDED_WITHIN,
                                newer,
                                first.at(),
                                declaration(newer.other(), name).at(),
                                path,
                                "the " + newer + "'s `" + name + "` is newer, and adds `" + first.name() + "` at byte "
                                        + s.offset() + ", within the " + older + " bytes of the " + newer.other()
                                        + "'s, on " + target.triple(),
                                // A field that fills the padding would itself lie within it.
                                "in the " + newer + "'s copy, let one come first that is aligned to "
                                        + layouts(newer.other()).ofType(name).align()));
    }

    private Layouts layouts(Side side) {
        return switch (side) {
            case HOST -> host;
            case PLUGIN -> plugin;
        };
    }

    private TypeDeclaration declaration(Side side, String name) {
        return session.copy(side).checked().type(name);
    }

    /** The layout of what both copies have. */
    private Layout common(Side side, String name) {
        TypeDeclaration mine = declaration(side, name);
        TypeDeclaration theirs = declaration(side.other(), name);
        return mine.evolution() == Evolution.FROZEN || Growth.members(mine) <= Growth.members(theirs)
                ? layouts(side).ofType(name)
                : layouts(side).of(Growth.first(Growth.members(theirs), mine));
    }

    private boolean differs(String name) {
        if (!declaration(Side.HOST, name).hasSize()
                || !declaration(Side.PLUGIN, name).hasSize()) {
            return false;
        }
        Optional<Boolean> known = Optional.ofNullable(differing.get(name));
        if (known.isPresent()) {
            return known.get();
        }
        Layout here = common(Side.HOST, name);
        Layout there = common(Side.PLUGIN, name);
        boolean differs =
                here.size() != there.size() || here.align() != there.align() || !isSame(here.slots(), there.slots());
        differing.put(name, differs);
        return differs;
    }

    private static boolean isSame(List<Slot> here, List<Slot> there) {
        if (here.size() != there.size()) {
            return false;
        }
        for (int i = 0; i < here.size(); i++) {
            Slot one = here.get(i);
            Slot other = there.get(i);
            if (one.offset() != other.offset()
                    || one.size() != other.size()
                    || !one.path().equals(other.path())) {
                return false;
            }
        }
        return true;
    }

    private boolean differsWithin(String name) {
        boolean[] found = {false};
        TypeDeclaration mine = declaration(Side.HOST, name);
        int common = Math.min(Growth.members(mine), Growth.members(declaration(Side.PLUGIN, name)));
        for (var field : Types.fieldTypes(Growth.first(common, mine))) {
            Types.forEachNamedInline(field, inner -> found[0] |= differs(inner.name()));
        }
        return found[0];
    }

    /** Where a part lies. */
    private record Location(String path, long offset, long size) {

        static Location of(Slot slot) {
            return new Location(slot.path(), slot.offset(), slot.size());
        }
    }

    private static String slot(Layout here, Layout there) {
        Map<String, Location> theirs =
                there.slots().stream().map(Location::of).collect(Collectors.toMap(Location::path, l -> l));
        return Stream.concat(here.slots().stream(), there.slots().stream())
                .map(Slot::path)
                .distinct()
                .filter(path -> !here.slot(path).map(Location::of).equals(Optional.ofNullable(theirs.get(path))))
                .findFirst()
                .map(path -> "; `" + path + "` lies " + place(here, path) + " and " + place(there, path))
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
