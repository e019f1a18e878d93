package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * What {@code async} stands for: {@code async fn f<'a>(&'s self, x: &'a T) -> R} is {@code fn f<'a, 's, 'c>(&'s self, x:
 * &'a T) -> Box<dyn Future<Output = R> + 'c> where 'a: 'c, 's: 'c}. Every lifetime of the signature outlives {@code 'c},
 * those that are left out included, and so does every one of the interface that it is in.
 */
final class AsyncFunctions {

    private AsyncFunctions() {}

    /**
     * The signature without {@code async}.
     *
     * @param signature with all that it leaves out written in
     * @param scope its own lifetimes, and those around it
     * @param numbers names for lifetimes that nobody can write
     */
    static Signature written(Signature signature, Scope scope, IntSupplier numbers) {
        Place at = signature.at();
        String life = Integer.toString(numbers.getAsInt());
        Set<String> outliving = new TreeSet<>(scope.visible());
        signature.lifetimes().forEach(p -> outliving.add(p.name()));
        List<Outlives> where = new ArrayList<>(signature.where());
        outliving.forEach(
                name -> where.add(new Outlives(new Lifetime.Named(name, at), new Lifetime.Named(life, at), at)));
        List<LifetimeParameter> lifetimes = new ArrayList<>(signature.lifetimes());
        lifetimes.add(new LifetimeParameter(life, at));
        Signature output = new Signature(
                List.of(), Optional.empty(), List.of(), signature.result(), List.of(), Convention.CHECKED, false, at);
        Type future = new Type.Closure(ClosureKind.FUTURE, output, Set.of(), new Lifetime.Named(life, at), at);
        return new Signature(
                lifetimes,
                signature.receiver(),
                signature.parameters(),
                new Type.Boxed(future, at),
                where,
                signature.convention(),
                signature.isUnsafe(),
                at);
    }
}
