package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;

/** Signatures as Rust writes them. */
final class Signatures {

    private final Names names;
    private final RustTypes types;

    Signatures(Names names, RustTypes types) {
        this.names = names;
        this.types = types;
    }

    /**
     * The head of a function, over several lines where one would be too long.
     *
     * @param qualifiers what stands before {@code fn}
     * @param parameters the names of the parameters
     * @param end what follows
     */
    List<String> head(String qualifiers, String name, Signature s, List<String> parameters, String end) {
        List<String> declared = new ArrayList<>();
        s.receiver().ifPresent(r -> declared.add(receiver(r)));
        for (int i = 0; i < s.parameters().size(); i++) {
            declared.add(
                    parameters.get(i) + ": " + types.parameter(s, s.parameters().get(i)));
        }
        String begin =
                qualifiers + (s.isUnsafe() ? "unsafe " : "") + "fn " + name + RustTypes.generics(s.lifetimes()) + "(";
        String rest = ")" + types.result(s);
        List<String> where = s.where().stream()
                .map(w -> types.lifetime(w.longer()) + ": " + types.lifetime(w.shorter()))
                .toList();
        String line = begin + String.join(", ", declared) + rest;
        List<String> lines = new ArrayList<>();
        if (line.length() <= 100) {
            lines.add(line);
        } else {
            lines.add(begin);
            declared.forEach(d -> lines.add("    " + d + ","));
            lines.add(rest);
        }
        if (!where.isEmpty()) {
            lines.add("where");
            where.forEach(w -> lines.add("    " + w + ","));
        }
        int last = lines.size() - 1;
        if (where.isEmpty() || end.equals(";")) {
            lines.set(last, lines.get(last).replaceAll(",$", where.isEmpty() ? "," : "") + end);
        } else {
            lines.add(end.strip());
        }
        return lines;
    }

    private String receiver(Receiver receiver) {
        String lifetime = receiver.lifetime() instanceof Lifetime.Named n && !LifetimeStyle.isElided(n)
                ? "'" + n.name() + " "
                : receiver.lifetime() instanceof Lifetime.Named ? "" : "'static ";
        return switch (receiver.kind()) {
            case SHARED -> "&" + lifetime + "self";
            case EXCLUSIVE -> "&" + lifetime + "mut self";
            case OWNED -> "self: " + names.std("Box") + "<Self>";
        };
    }

    /**
     * The type of a pointer to a function of that signature. Rust's function pointers have no {@code where}: a lifetime
     * that stands in one is {@code 'static} there, of which every {@code where} is true.
     */
    String pointer(Signature s) {
        boolean isBounded = !s.where().isEmpty();
        RustTypes within = isBounded ? types.in(LifetimeStyle.ERASED).within(elided(s)) : types;
        String parameters =
                s.parameters().stream().map(p -> within.parameter(s, p)).collect(joining(", "));
        return (isBounded ? "" : types.binder(s)) + (s.isUnsafe() ? "unsafe " : "") + "fn(" + parameters + ")"
                + within.result(s);
    }

    /** The signature with only those lifetimes that its author left out. */
    private static Signature elided(Signature s) {
        return new Signature(
                s.lifetimes().stream()
                        .filter(l -> LifetimeStyle.isElided(l.name()))
                        .toList(),
                Optional.empty(),
                s.parameters(),
                s.result(),
                List.of(),
                s.convention(),
                s.isUnsafe(),
                s.at());
    }
}
