package org.rdylib.verifier.rule;

import java.util.function.Supplier;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Place;
import org.rdylib.verifier.copy.ImpliedBounds;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.copy.Statement;
import org.rdylib.verifier.region.Region;

/** A reason why one lifetime of a statement outlives another: to be assumed on one side, to be proved on the other. */
@FunctionalInterface
public interface BoundsRule {

    /** {@code where 'dylib: 'a}, which every lifetime parameter carries, those of a {@code for<>} too. */
    BoundsRule DYLIB = (statement, sink) -> {
        for (LifetimeParameter parameter : statement.parameters()) {
            Region region = statement.lifetimes().require(new Lifetime.Named(parameter.name(), parameter.at()));
            sink.accept(
                    statement.lifetimes().dylib(),
                    region,
                    parameter.at(),
                    () -> "every lifetime parameter carries `where 'dylib: '" + parameter.name() + "`");
        }
    };

    /** The clauses that are written. */
    BoundsRule WHERE = (statement, sink) -> {
        for (Outlives clause : statement.where()) {
            sink.accept(
                    statement.lifetimes().require(clause.longer()),
                    statement.lifetimes().require(clause.shorter()),
                    clause.at(),
                    () -> "`where " + clause + "`");
        }
    };

    /** What the types imply: {@link ImpliedBounds}. */
    BoundsRule IMPLIED = (statement, sink) -> {
        Lifetimes lifetimes = statement.lifetimes();
        for (var type : statement.types()) {
            new ImpliedBounds<Region>(
                            statement.copy().bounds(),
                            lifetimes::of,
                            statement.isDeclaration(),
                            (longer, shorter, at) -> sink.accept(
                                    longer,
                                    shorter,
                                    at,
                                    () -> "this type makes sense only with `" + longer + ": " + shorter + "`"))
                    .of(type);
        }
    };

    /** In {@code &'s self}, what the object's lifetimes imply: they outlive {@code 's}. */
    BoundsRule RECEIVER = (statement, sink) -> {
        Lifetimes lifetimes = statement.lifetimes();
        statement.receiver().ifPresent(receiver -> {
            for (LifetimeParameter parameter : statement.self()) {
                sink.accept(
                        lifetimes.require(new Lifetime.Named(parameter.name(), parameter.at())),
                        lifetimes.require(receiver),
                        receiver.at(),
                        () -> "the object's lifetimes outlive a reference to it");
            }
        });
    };

    /**
     * In {@code &'s self}, what the object's own bound implies, which has no name: {@code 'dylib} outlives it, as it does
     * every lifetime of a signature, and it outlives {@code 's}. So nobody has an object of the library's {@code &'static}.
     */
    BoundsRule OBJECT = (statement, sink) -> statement
            .receiver()
            .ifPresent(receiver -> sink.accept(
                    statement.lifetimes().dylib(),
                    statement.lifetimes().require(receiver),
                    receiver.at(),
                    () -> "an object does not outlive the library, nor a reference to it the object"));

    /** Gives every bound of {@code statement} to {@code sink}. */
    void of(Statement statement, Sink sink);

    /** Takes {@code longer: shorter}, with the place that says so and its reason, which is worded only where it is told. */
    @FunctionalInterface
    interface Sink {
        void accept(Region longer, Region shorter, Place at, Supplier<String> why);
    }
}
