package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** Signatures as Rust writes them. */
final class Signatures {

    private final Names names;
    private final RustTypes types;

    Signatures(Names names, RustTypes types) {
        this.names = names;
        this.types = types;
    }

    /**
     * The head of a function: a line, and more for its {@code where}.
     *
     * @param qualifiers what stands before {@code fn}
     * @param parameters the names of the parameters
     */
    List<String> head(String qualifiers, String name, Signature s, List<String> parameters) {
        return head(qualifiers, name, s.receiver().map(this::receiver).orElse(""), s, parameters);
    }

    /** The same with another receiver, or none. */
    List<String> head(String qualifiers, String name, String receiver, Signature s, List<String> parameters) {
        return head(qualifiers, name, receiver, s, types.result(s), parameters, p -> types.parameter(s, p));
    }

    /** The head of a function that may be missing on the other side: its result is {@code None} then. */
    List<String> optionalHead(String qualifiers, String name, Signature s, List<String> parameters) {
        String result = s.result() instanceof Type.Unit ? "()" : types.author(s.result());
        String receiver = s.receiver().map(this::receiver).orElse("");
        String optional = " -> " + names.std("Option") + "<" + result + ">";
        return head(qualifiers, name, receiver, s, optional, parameters, p -> types.parameter(s, p));
    }

    private List<String> head(
            String qualifiers,
            String name,
            String receiver,
            Signature s,
            String result,
            List<String> parameters,
            Function<Parameter, String> type) {
        List<String> declared = new ArrayList<>(receiver.isEmpty() ? List.of() : List.of(receiver));
        for (int i = 0; i < s.parameters().size(); i++) {
            declared.add(parameters.get(i) + ": " + type.apply(s.parameters().get(i)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(qualifiers + (s.isUnsafe() ? "unsafe " : "") + "fn " + name + RustTypes.generics(s.lifetimes()) + "("
                + String.join(", ", declared) + ")" + result);
        if (!s.where().isEmpty()) {
            lines.add("where");
            s.where()
                    .forEach(w ->
                            lines.add("    " + types.lifetime(w.longer()) + ": " + types.lifetime(w.shorter()) + ","));
        }
        return lines;
    }

    /** The head of a function without a body. */
    List<String> declaration(String name, Signature s, List<String> parameters) {
        return declaration(head("", name, s, parameters));
    }

    private static List<String> declaration(List<String> head) {
        List<String> lines = new ArrayList<>(head);
        String last = lines.removeLast();
        lines.add((last.endsWith(",") ? last.substring(0, last.length() - 1) : last) + ";");
        return lines;
    }

    /** The declaration of a function that an author may write as {@code async fn}. */
    List<String> asyncDeclaration(String name, Signature s, AsyncForm form, List<String> parameters) {
        List<LifetimeParameter> lifetimes =
                s.lifetimes().stream().filter(l -> !l.equals(form.life())).toList();
        Signature written = new Signature(
                lifetimes,
                s.receiver(),
                s.parameters(),
                s.result(),
                form.where(),
                s.convention(),
                s.isUnsafe(),
                s.at());
        String result = " -> impl " + types.future(form.output()) + types.autoTraits(form.bounds());
        return declaration(head("", name, "", written, result, parameters, p -> types.parameter(s, p)));
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
     * The type of a pointer to a function of that signature. The {@code for<>} of a function pointer has only lifetimes
     * that a parameter mentions, and no {@code where}. Any other lifetime is {@code 'static} here, which serves where it
     * stands in a result, and of which every {@code where} is true.
     */
    String pointer(Signature s) {
        List<LifetimeParameter> late =
                s.lifetimes().stream().filter(l -> isLate(l.name(), s)).toList();
        Signature bound = new Signature(
                late, Optional.empty(), s.parameters(), s.result(), List.of(), s.convention(), s.isUnsafe(), s.at());
        RustTypes within = late.equals(s.lifetimes())
                ? types
                : types.in(LifetimeStyle.ERASED).within(bound);
        String parameters =
                s.parameters().stream().map(p -> within.parameter(s, p)).collect(joining(", "));
        return types.binder(bound) + (s.isUnsafe() ? "unsafe " : "") + "fn(" + parameters + ")" + within.result(s);
    }

    private static boolean isLate(String name, Signature s) {
        boolean isBounded = s.where().stream()
                .flatMap(w -> Stream.of(w.longer(), w.shorter()))
                .anyMatch(l -> l.isNamed(name));
        return !isBounded && s.parameters().stream().anyMatch(p -> Confinement.mentions(p.type(), name) > 0);
    }
}
