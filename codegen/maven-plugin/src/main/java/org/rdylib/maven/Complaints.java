package org.rdylib.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the generator complains of, as a build shows it: each paragraph once, though several descriptors use the file that
 * it is about, and with absolute places, since nobody sees which module's folder others would begin at.
 */
final class Complaints {
    private static final Pattern PLACE = Pattern.compile("( *--> )(.+)(:\\d+:\\d+)");

    private final Path basedir;
    private final Set<String> told = new HashSet<>();

    /**
     * None so far.
     *
     * @param basedir the folder that relative places are below
     */
    Complaints(Path basedir) {
        this.basedir = basedir;
    }

    /**
     * Tells what has not been told.
     *
     * @param lines what a run of the generator has said
     * @param errors where to tell what is none of the notes
     * @param notes where to tell these
     */
    void tell(List<String> lines, Consumer<CharSequence> errors, Consumer<CharSequence> notes) {
        List<String> paragraph = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                tellParagraph(paragraph, errors, notes);
                paragraph.clear();
            } else {
                paragraph.add(absolute(line));
            }
        }
        tellParagraph(paragraph, errors, notes);
    }

    private void tellParagraph(List<String> lines, Consumer<CharSequence> errors, Consumer<CharSequence> notes) {
        if (!lines.isEmpty() && told.add(String.join("\n", lines))) {
            lines.forEach(lines.get(0).startsWith("note[") ? notes : errors);
        }
    }

    private String absolute(String line) {
        Matcher place = PLACE.matcher(line);
        return place.matches()
                ? place.group(1) + basedir.resolve(place.group(2)).normalize() + place.group(3)
                : line;
    }
}
