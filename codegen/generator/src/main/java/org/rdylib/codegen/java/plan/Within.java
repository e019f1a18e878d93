package org.rdylib.codegen.java.plan;

import java.util.Optional;
import java.util.Set;
import org.rdylib.codegen.java.plan.Resolver.Site;

/**
 * What surrounds a type.
 *
 * @param reaching the lifetimes for which values are borrowed; all of them, if empty
 * @param standing how what stands there is had by whoever is passed it
 * @param lent how what stands there may be lent as {@code &mut}, with what it is part of
 * @param site the signature's place; empty in a declared type
 * @param callback what becomes of a closure there; empty where there can be none
 */
record Within(
        Optional<Set<String>> reaching,
        Standing standing,
        Lent lent,
        Optional<Site> site,
        Optional<Resolver.Closing> callback) {

    /** How what stands there is had by whoever is passed it. */
    enum Standing {
        /** It is passed by value: objects are given, and lent. */
        BY_VALUE,
        /** Behind {@code &}, maybe several: objects are lent. */
        SHARED,
        /** Behind {@code &mut}, or in what others have too: neither. */
        ELSEWHERE
    }

    /** How places are lent with what they are part of. */
    enum Lent {
        /** Not at all. */
        NOT,
        /** For the call. */
        BY_VALUE,
        /** For the call, after which others may stand there. */
        BEHIND_EXCLUSIVE
    }

    static Within in(Site site) {
        Lent lent = site.position() == Position.PARAMETER ? Lent.BY_VALUE : Lent.NOT;
        return new Within(
                Optional.of(site.reaching()), Standing.BY_VALUE, lent, Optional.of(site), Optional.of(site.callback()));
    }

    /** A struct or enum may be used anywhere: what it holds of objects is looked at where it is used. */
    static Within field(Resolver.Closing callback) {
        return new Within(Optional.empty(), Standing.BY_VALUE, Lent.BY_VALUE, Optional.empty(), Optional.of(callback));
    }

    /** What is behind a {@code &mut}. */
    Within exclusive(Lent inside) {
        return new Within(Optional.empty(), Standing.ELSEWHERE, inside, site, Optional.empty());
    }

    /** What is behind a {@code &}. */
    Within reference() {
        Standing behind = standing == Standing.BY_VALUE ? Standing.SHARED : standing;
        return new Within(reaching, behind, Lent.NOT, site, callback);
    }

    /** What is in an {@code Arc}. */
    Within counted() {
        return new Within(reaching, Standing.ELSEWHERE, Lent.NOT, site, callback);
    }

    /** What something is the owner of. */
    Within owned() {
        return new Within(reaching, standing, Lent.NOT, site, callback);
    }

    /** Whether what stands there is passed by value. */
    boolean moves() {
        return standing == Standing.BY_VALUE;
    }

    /** What cannot be expressed of a `&mut` there. */
    Lack exclusiveThere() {
        return switch (site.map(Site::position).orElse(Position.PARAMETER)) {
            case PARAMETER -> Lack.EXCLUSIVE_WITHIN;
            case CALLBACK_PARAMETER -> Lack.EXCLUSIVE_OF_CALLBACK;
            case RESULT -> Lack.EXCLUSIVE_RESULT;
            case CALLBACK_RESULT -> Lack.EXCLUSIVE_ANSWER;
        };
    }

    /** Whether a place that is lent there for a lifetime may stay lent after the call. */
    boolean keeps(String lifetime) {
        return site.filter(s -> (lent == Lent.BEHIND_EXCLUSIVE ? s.reaching() : s.keeping()).contains(lifetime))
                .isPresent();
    }

    /** Whether something may be lent there; in a declared type, where that is used. */
    boolean mayLend() {
        return standing != Standing.ELSEWHERE;
    }

    /** Whether Java is given what stands there, or what leads to that. */
    boolean isGivenToJava() {
        return site.map(Site::position).filter(Position::isGivenToJava).isPresent();
    }

    /** Whether the library is passed what stands there, or what leads to that. */
    boolean isPassed() {
        return isAt(Position.PARAMETER);
    }

    /** Whether a callback answers with what stands there, or with what leads to that. */
    boolean isAnswered() {
        return isAt(Position.CALLBACK_RESULT);
    }

    /** Whether the library answers with what stands there, or with what leads to that. */
    boolean isLibrarysAnswer() {
        return isAt(Position.RESULT);
    }

    private boolean isAt(Position position) {
        return site.filter(s -> s.position() == position).isPresent();
    }
}
