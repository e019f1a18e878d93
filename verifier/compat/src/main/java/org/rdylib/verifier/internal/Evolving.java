package org.rdylib.verifier.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Code;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.GivenBack;
import org.rdylib.verifier.copy.Growth;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Path;

/** Two copies of a declared type, perhaps of different age, and whose values go to the other side. */
public final class Evolving {

    private final Session session;
    private final Side producer;
    private final TypeDeclaration given;
    private final TypeDeclaration wanted;
    private final Path path;

    Evolving(Session session, Side producer, TypeDeclaration given, TypeDeclaration wanted, Path path) {
        this.session = session;
        this.producer = producer;
        this.given = given;
        this.wanted = wanted;
        this.path = path;
    }

    /** The type's name. */
    String name() {
        return given.name();
    }

    /** The side that makes the values. */
    Side producer() {
        return producer;
    }

    /** The side that takes them. */
    Side consumer() {
        return producer.other();
    }

    /** The producer's copy. */
    public TypeDeclaration given() {
        return given;
    }

    /** The consumer's copy. */
    public TypeDeclaration wanted() {
        return wanted;
    }

    /** Whether both copies may grow. */
    boolean mayGrow() {
        return given.evolution() == Evolution.APPEND && wanted.evolution() == Evolution.APPEND;
    }

    /** Whether the values are the consumer's own, which it has made. */
    boolean isGivenBack() {
        return GivenBack.is(producer, given, wanted);
    }

    /** Whether the consumer makes such values as well. */
    boolean goesBothWays() {
        return session.isReached(given.name(), producer.other());
    }

    /** The side whose copy has more fields or variants. */
    public Optional<Side> newer() {
        int difference = Growth.members(given) - Growth.members(wanted);
        return difference == 0 ? Optional.empty() : Optional.of(difference > 0 ? producer : producer.other());
    }

    /** The fields of the consumer's copy that the producer's has not yet, where the type may grow. */
    List<Field> fieldsMissed() {
        if (mayGrow()
                && given instanceof TypeDeclaration.Struct g
                && wanted instanceof TypeDeclaration.Struct w
                && w.fields().size() > g.fields().size()) {
            return w.fields().subList(g.fields().size(), w.fields().size());
        }
        return List.of();
    }

    /** Whether a field of this type of the consumer's copy could say what it is taken for where it is missing. */
    boolean canHaveDefault(Type type) {
        return session.copy(consumer()).checked().canHaveDefault(type);
    }

    /** What the copy of {@code side} has, claimed or not. */
    Set<Bound> boundsOf(Side side) {
        return session.copy(side).checked().boundsOf(given.name());
    }

    /** How the copy of {@code side} varies in its lifetimes. */
    List<Variance> variancesOf(Side side) {
        return session.copy(side).checked().variancesOf(given.name());
    }

    /** A finding at a place of the producer's copy and one of the consumer's. */
    public void report(Code code, Place here, Place there, String message, String... help) {
        session.findings().structure(code, producer, here, there, path, message, help);
        if (code == Code.EVOLUTION_DIFFERS) {
            session.markDifferent(name());
        }
    }
}
