package org.rdylib.codegen.java.plan;

import java.util.Optional;
import java.util.Set;
import org.rdylib.codegen.java.plan.Resolver.Position;
import org.rdylib.codegen.java.plan.Resolver.Site;
import org.rdylib.spec.Lifetime;

/**
 * What surrounds a type.
 *
 * @param reaching the lifetimes for which values are borrowed; all of them, if empty
 * @param moves whether what stands there is passed by value: then objects are
 * @param lends whether what stands there may be lent as {@code &mut}, with what it is part of
 * @param site the signature's place; empty in a declared type
 * @param callback what becomes of a closure there; empty where there can be none
 */
record Within(
        Optional<Set<String>> reaching,
        boolean moves,
        boolean lends,
        Optional<Site> site,
        Optional<Resolver.Closing> callback) {
    static Within in(Site site) {
        boolean lends = site.position() == Position.PARAMETER;
        return new Within(Optional.of(site.reaching()), true, lends, Optional.of(site), Optional.of(site.callback()));
    }

    /** A struct or enum may be used anywhere: what it holds of objects is looked at where it is used. */
    static Within field(Resolver.Closing callback) {
        return new Within(Optional.empty(), true, true, Optional.empty(), Optional.of(callback));
    }

    Within exclusive() {
        return new Within(Optional.empty(), false, false, site, Optional.empty());
    }

    Within reference() {
        return new Within(reaching, false, false, site, callback);
    }

    /** What something is the owner of. */
    Within owned() {
        return new Within(reaching, moves, false, site, callback);
    }

    /** What cannot be expressed of a `&mut` there. */
    Lack exclusiveThere() {
        return switch (site.map(Site::position).orElse(Position.PARAMETER)) {
            case PARAMETER -> Lack.EXCLUSIVE_WITHIN;
            case CALLBACK_PARAMETER -> Lack.EXCLUSIVE_OF_CALLBACK;
            case RESULT, CALLBACK_RESULT -> Lack.EXCLUSIVE_ANSWER;
        };
    }

    boolean reaches(Lifetime lifetime) {
        return site.filter(s -> s.reaches(lifetime)).isPresent();
    }

    /** Where it is moved into or out of the library by a call; empty where it is part of something that stays. */
    Optional<Position> position() {
        return site.filter(_ -> moves).map(Site::position).filter(position -> position != Position.PARAMETER);
    }
}
