package org.rdylib.verifier.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** A signature as its author wrote it, and how lifetimes are changed there. What is not in one line is left alone. */
public final class SignatureText {

    private final Signature signature;
    private final Place place;
    private final String text;
    private final Set<String> taken;

    /** The lifetimes that the author left out and that got names, in that order. */
    private final List<String> names = new ArrayList<>();

    /**
     * The text of {@code signature}.
     *
     * @param place where it stands
     * @param taken the names of the lifetimes that are in scope
     */
    public SignatureText(Signature signature, Place place, Set<String> taken) {
        this.signature = signature;
        this.place = place;
        this.text = new Edit(place, "").replaced();
        this.taken = new HashSet<>(taken);
    }

    /** The promise {@code longer: shorter} at its end; lifetimes that were left out get names. Empty if it cannot be. */
    public List<Edit> promising(Lifetime longer, Lifetime shorter) {
        Matcher beginning = LifetimeText.BEGINNING.matcher(text);
        if (!isWhole() || !beginning.find()) {
            return List.of();
        }
        List<Edit> edits = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Lifetime lifetime : List.of(longer, shorter)) {
            if (lifetime instanceof Lifetime.Named named && isUnnamed(named.name())) {
                Optional<Edit> edit = declaration(named.name())
                        .flatMap(at -> LifetimeText.replacing(at, fresh(named.name(), at), Optional.of(place)));
                if (edit.isEmpty()) {
                    return List.of();
                }
                edits.add(edit.get());
                added.add(name(lifetime));
            }
        }
        if (!added.isEmpty()) {
            String generics = String.join(", ", added);
            boolean hasSome = beginning.group(1) != null;
            int at = beginning.end() - (hasSome ? 1 : 2);
            edits.add(new Edit(
                    part(at, hasSome ? 1 : 2), quoted(hasSome ? "<" + generics + ", " : "fn<" + generics + ">")));
        }
        int last = text.codePointCount(0, text.length()) - 1;
        String where = (signature.where().isEmpty() ? " where " : text.endsWith(",") ? " " : ", ") + name(longer) + ": "
                + name(shorter);
        edits.add(new Edit(part(last, 1), text.substring(text.offsetByCodePoints(0, last)) + quoted(where)));
        return edits;
    }

    /** What {@code lifetime} is called after that. */
    public String name(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named named && isUnnamed(named.name())
                ? fresh(named.name(), lifetime.at()).toString()
                : lifetime.toString();
    }

    private static boolean isUnnamed(String name) {
        return Character.isDigit(name.charAt(0));
    }

    private String quoted(String added) {
        return LifetimeText.isSingleQuoted(place) ? added.replace("'", "''") : added;
    }

    /** The place where a lifetime that was left out would be written. */
    private Optional<Place> declaration(String name) {
        return signature.lifetimes().stream()
                .filter(p -> p.name().equals(name))
                .map(p -> p.at())
                // Of what a library brings along, only the place of the whole signature is known.
                .filter(at -> !at.equals(place))
                .findFirst();
    }

    private Lifetime fresh(String unnamed, Place at) {
        if (!names.contains(unnamed)) {
            names.add(unnamed);
        }
        String name = IntStream.rangeClosed('a', 'z')
                .mapToObj(Character::toString)
                .filter(n -> !taken.contains(n))
                .skip(names.indexOf(unnamed))
                .findFirst()
                .orElse("z" + unnamed);
        return new Lifetime.Named(name, at);
    }

    /** Whether the signature is in one line, of which the end is known. */
    private boolean isWhole() {
        boolean hasReceiver = signature
                .receiver()
                .filter(r -> r.kind() == Receiver.Kind.OWNED)
                .isPresent();
        return !text.isEmpty()
                && !hasReceiver
                && LifetimeText.isBalanced(text)
                && (signature.result() instanceof Type.Unit || text.contains("->"))
                && (signature.where().isEmpty() || text.contains("where"));
    }

    private Place part(int from, int length) {
        return new Place(place.file(), place.line(), place.column() + from, length, place.text());
    }
}
