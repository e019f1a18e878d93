package org.rdylib.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Place;
import org.rdylib.spec.Snippet;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Finding;
import tools.jackson.core.JsonGenerator;

/** {@code rdylib diff}: which release is it, patch, minor or major, and whom does it break? */
final class DiffCommand {

    /** Nobody reads more of one list at once. */
    private static final int SHOWN = 20;

    private static final String BOTH_WAYS = ", hosts and libraries of both versions go with one another";

    private final Console console;

    DiffCommand(Console console) {
        this.console = console;
    }

    /**
     * Two versions, and what they mean to each other.
     *
     * @param served what becomes of hosts of the old version with a library of the new one
     * @param behind what becomes of hosts of the new version with a library of the old one
     */
    private record Versions(Descriptor old, Descriptor now, List<Change> changes, Meeting served, Meeting behind) {

        Release release() {
            if (changes.isEmpty()) {
                return Release.NONE;
            }
            if (served.breaks() || !removed().isEmpty()) {
                return Release.MAJOR;
            }
            return behind.breaks() || changes.stream().anyMatch(Change::adds) ? Release.MINOR : Release.PATCH;
        }

        /** What was taken away: its name or place is not free, since hosts of the old version know it as something else. */
        List<String> removed() {
            return changes.stream().flatMap(c -> c.removed().stream()).toList();
        }

        Release numbered() {
            return Release.between(old.version(), now.version());
        }

        boolean isNumberedEnough() {
            return numbered().compareTo(release()) >= 0;
        }

        /** Of one number nobody can say whether it is enough: then it is asked whether hosts of the old version may break. */
        boolean isAsItShould() {
            return old.version().equals(now.version()) ? release() != Release.MAJOR : isNumberedEnough();
        }
    }

    int run(Path old, Path now, Optional<String> library, Target target, Format format) {
        CheckedDescriptor before = BoundaryFile.read(old, library, target);
        CheckedDescriptor after = BoundaryFile.read(now, library, target);
        String name = before.descriptor().library();
        if (!name.equals(after.descriptor().library())) {
            throw new CommandException(old + " describes `" + name + "` and " + now + " `"
                    + after.descriptor().library() + "`: only versions of one library can be compared");
        }
        Versions versions = new Versions(
                before.descriptor(),
                after.descriptor(),
                Change.between(Outline.of(before, target), Outline.of(after, target)),
                Meeting.of(before, after, target),
                Meeting.of(after, before, target));
        console.out()
                .println(
                        switch (format) {
                            case text -> text(versions);
                            case json -> json(versions);
                        });
        return versions.isAsItShould() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private String text(Versions versions) {
        List<String> lines = new ArrayList<>();
        Descriptor old = versions.old();
        Descriptor now = versions.now();
        lines.add(console.paint().strong(old.library() + " " + old.version() + " to " + now.version()));
        lines.add("");
        if (versions.changes().isEmpty()) {
            lines.add("nothing that binds has changed");
        }
        shown(versions.changes(), lines, this::text);
        lines.add("");
        lines.add("hosts built against the old version, with a library of the new one");
        text(versions.served(), lines);
        lines.add("hosts built against the new version, with a library of the old one");
        text(versions.behind(), lines);
        lines.add("");
        lines.add(console.paint().strong("release: " + versions.release()) + why(versions));
        if (!versions.removed().isEmpty() && !versions.served().breaks() && !versions.isNumberedEnough()) {
            lines.add(console.paint().help("help")
                    + ": take it away in a major release, and leave it as it is until then: a later version that has"
                    + " something else by its name or in its place breaks hosts of the old one");
        }
        if (!versions.isNumberedEnough()) {
            lines.add("note: " + old.version() + " to " + now.version() + " is "
                    + (versions.numbered() == Release.NONE ? "no step forward" : "a step for " + versions.numbered())
                    + ", which is too little");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String why(Versions versions) {
        return switch (versions.release()) {
            case NONE -> "";
            case PATCH -> BOTH_WAYS;
            case MINOR ->
                versions.behind().breaks()
                        ? ", hosts of the old version are served; those of the new one need a library of it"
                        : BOTH_WAYS + ", and something was added";
            case MAJOR ->
                versions.served().breaks()
                        ? ", hosts of the old version break"
                        : (versions.behind().breaks() ? ", hosts of the old version are served" : BOTH_WAYS)
                                + ", but something was taken away: " + listed(versions.removed());
        };
    }

    private static String listed(List<String> removed) {
        return Snippet.visible(removed.stream().limit(SHOWN).collect(Collectors.joining(", ")))
                + (removed.size() > SHOWN ? " and " + (removed.size() - SHOWN) + " more" : "");
    }

    private static <T> void shown(List<T> all, List<String> lines, Function<T, List<String>> text) {
        all.stream().limit(SHOWN).forEach(one -> lines.addAll(text.apply(one)));
        if (all.size() > SHOWN) {
            lines.add("  and " + (all.size() - SHOWN) + " more");
        }
    }

    private List<String> text(Change change) {
        List<String> lines = new ArrayList<>();
        String places = Stream.of(change.before(), change.after())
                .flatMap(Optional::stream)
                .map(Place::toString)
                .collect(Collectors.joining(" and "));
        lines.add(Snippet.visible(change.what()) + " " + change.kind() + ", " + Snippet.visible(places));
        for (Change.Detail detail : change.details()) {
            String words;
            if (detail.before().isEmpty()) {
                words = "added: " + quoted(detail.after());
            } else if (detail.after().isEmpty()) {
                words = "removed, was " + quoted(detail.before());
            } else {
                words = "was " + quoted(detail.before()) + ", is " + quoted(detail.after());
            }
            lines.add("  " + Snippet.visible(detail.part()) + " " + words);
        }
        return lines;
    }

    private static String quoted(Optional<String> text) {
        return "`" + Snippet.visible(text.orElse("")) + "`";
    }

    private static void text(Meeting meeting, List<String> lines) {
        lines.add("  "
                + meeting.judged().stream()
                        .map(j -> j.unload().spelling() + ": " + j.outcome())
                        .collect(Collectors.joining(", ")));
        shown(
                meeting.reasons(),
                lines,
                reason -> Stream.concat(
                                Stream.of("  " + reason.text()),
                                reason.help().stream().map(help -> "    help: " + help))
                        .map(Snippet::visible)
                        .toList());
    }

    private static String json(Versions versions) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("library", versions.old().library());
            json.writeStringProperty("old", versions.old().version().toString());
            json.writeStringProperty("new", versions.now().version().toString());
            json.writeStringProperty("release", versions.release().toString());
            json.writeBooleanProperty("version_suffices", versions.isNumberedEnough());
            json.writeArrayPropertyStart("removed");
            versions.removed().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("changes");
            versions.changes().forEach(change -> json(json, change));
            json.writeEndArray();
            json.writeArrayPropertyStart("verdicts");
            json(json, "old", "new", versions.served());
            json(json, "new", "old", versions.behind());
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void json(JsonGenerator json, Change change) {
        json.writeStartObject();
        json.writeStringProperty("what", change.what());
        json.writeStringProperty("change", change.kind());
        place(json, "old", change.before());
        place(json, "new", change.after());
        json.writeArrayPropertyStart("details");
        for (Change.Detail detail : change.details()) {
            json.writeStartObject();
            json.writeStringProperty("part", detail.part());
            detail.before().ifPresent(text -> json.writeStringProperty("old", text));
            detail.after().ifPresent(text -> json.writeStringProperty("new", text));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void json(JsonGenerator json, String host, String library, Meeting meeting) {
        for (Meeting.Judged judged : meeting.judged()) {
            json.writeStartObject();
            json.writeStringProperty("host", host);
            json.writeStringProperty("library", library);
            json.writeStringProperty("unload", judged.unload().spelling());
            json.writeStringProperty("outcome", judged.outcome().toString());
            json.writeArrayPropertyStart("findings");
            for (Finding finding : judged.verdict().findings()) {
                json.writeStartObject();
                json.writeStringProperty("code", finding.code().id());
                json.writeStringProperty("path", finding.path());
                json.writeStringProperty("message", finding.message());
                json.writeArrayPropertyStart("help");
                finding.help().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void place(JsonGenerator json, String name, Optional<Place> place) {
        place.ifPresent(p -> {
            json.writeName(name);
            json.writeStartObject();
            json.writeStringProperty("file", p.file());
            json.writeNumberProperty("line", p.line());
            json.writeNumberProperty("column", p.column());
            json.writeNumberProperty("length", p.length());
            json.writeEndObject();
        });
    }
}
