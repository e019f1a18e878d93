package org.rdylib.spec.canonical;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Method;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;

/**
 * Gives the lifetimes of a canonical signature the names that their author knows them by, so that a finding speaks of
 * {@code 'src} where the source line says {@code 'src}.
 *
 * <p>The names come from annotations that nobody vouches for. Where they do not fit (too few, not names, one
 * name for two lifetimes in one scope) the declaration keeps its canonical ones: what is said of it changes, never what is
 * decided. So it does where a lifetime is left out, which the canonical form never does: the name that the checker will
 * give it could be one of these.
 */
final class AuthorNames extends LifetimeRenaming {

    /** What an author can write, or the number of a lifetime that was left out. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}|[1-9][0-9]{0,5}");

    private final Iterator<String> given;
    private boolean fits = true;

    private AuthorNames(List<String> given) {
        this.given = given.iterator();
    }

    /** An export's or import's signature in its author's words. */
    static Signature restore(Signature signature, Annotations notes) {
        AuthorNames author = new AuthorNames(notes.signature().lifetimes());
        Signature restored = author.signature(signature);
        return author.fitted() ? restored : signature;
    }

    /** An interface in its author's words, if all its methods can be. */
    static InterfaceDeclaration restore(InterfaceDeclaration declaration, Annotations notes) {
        AuthorNames own = new AuthorNames(List.of());
        own.enter(declaration.lifetimes(), notes.lifetimes().iterator());
        boolean fitted = own.fitted();
        List<Method> methods = new ArrayList<>();
        for (Method m : declaration.methods()) {
            AuthorNames author =
                    new AuthorNames(notes.of("members", m.name()).signature().lifetimes());
            author.names.putAll(own.names);
            methods.add(m.withSignature(author.signature(m.signature())));
            fitted &= author.fitted();
        }
        return fitted
                ? declaration
                        .withMethods(methods)
                        .withHead(own.parameters(declaration.lifetimes()), declaration.doc(), declaration.at())
                : declaration;
    }

    /** A type in its author's words; one whose fields have binders of their own keeps its canonical names. */
    static TypeDeclaration restore(TypeDeclaration declaration, Annotations notes) {
        AuthorNames author = new AuthorNames(List.of());
        author.enter(declaration.lifetimes(), notes.lifetimes().iterator());
        List<LifetimeParameter> lifetimes = author.parameters(declaration.lifetimes());
        TypeDeclaration restored = author.declaration(declaration);
        return author.fitted() ? restored.withHead(lifetimes, declaration.doc(), declaration.at()) : declaration;
    }

    private boolean fitted() {
        return fits && !given.hasNext();
    }

    @Override
    public Signature signature(Signature signature) {
        enter(signature.lifetimes(), given);
        Signature restored = super.signature(signature);
        signature.lifetimes().forEach(p -> names.remove(p.name()));
        return restored;
    }

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        fits &= !(lifetime instanceof Lifetime.Elided || lifetime instanceof Lifetime.Omitted);
        return super.lifetime(lifetime);
    }

    private void enter(List<LifetimeParameter> parameters, Iterator<String> from) {
        for (LifetimeParameter parameter : parameters) {
            Optional<String> name = from.hasNext() ? Optional.of(from.next()) : Optional.empty();
            name.filter(this::isFree).ifPresentOrElse(n -> names.put(parameter.name(), n), () -> fits = false);
        }
    }

    private boolean isFree(String name) {
        return NAME.matcher(name).matches()
                && !name.equals("static")
                && !name.equals("dylib")
                && !names.containsValue(name);
    }
}
