package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.Types;

/** Makes {@code async} of some functions of a descriptor, and futures of some closures that are owned. */
final class WithFutures extends TypeRewriter {

    private final RandomGenerator random;

    private WithFutures(RandomGenerator random) {
        this.random = random;
    }

    /** The descriptor with futures. It may be ill-formed: what a future does not mention is mentioned nowhere then. */
    static Descriptor in(Descriptor d, RandomGenerator random) {
        WithFutures rewriter = new WithFutures(random);
        return d.withDeclarations(
                d.types().stream().map(rewriter::declaration).toList(),
                d.interfaces().stream()
                        .map(i -> i.withMethods(i.methods().stream()
                                .map(m -> m.withSignature(rewriter.function(m.signature())))
                                .toList()))
                        .toList(),
                d.exports().stream()
                        .map(e -> e.withSignature(rewriter.function(e.signature())))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(rewriter.function(i.signature())))
                        .toList());
    }

    private Signature function(Signature signature) {
        Signature s = signature(signature);
        boolean isAsync = s.convention() == Convention.CHECKED && random.nextInt(3) == 0;
        return new Signature(
                s.lifetimes(),
                s.receiver(),
                s.parameters(),
                s.result(),
                s.where(),
                s.convention(),
                s.isUnsafe(),
                isAsync,
                s.at());
    }

    @Override
    public Type type(Type written) {
        Type type = super.type(written);
        return type instanceof Type.Boxed(Type.Closure c, var at) && random.nextBoolean() && isFree(c.signature())
                ? new Type.Boxed(new Type.Closure(ClosureKind.FUTURE, later(c), c.bounds(), c.bound(), c.at()), at)
                : type;
    }

    private static Signature later(Type.Closure c) {
        return new Signature(
                List.of(),
                Optional.empty(),
                List.of(),
                c.signature().result(),
                List.of(),
                Convention.CHECKED,
                false,
                c.at());
    }

    /** Whether the result mentions nothing that the {@code for<>} binds. */
    private static boolean isFree(Signature s) {
        Set<String> bound = s.lifetimes().stream().map(LifetimeParameter::name).collect(Collectors.toSet());
        return !Types.contains(
                s.result(),
                t -> Types.lifetimes(t).stream()
                        .anyMatch(l -> l instanceof Lifetime.Named n && bound.contains(n.name())));
    }
}
