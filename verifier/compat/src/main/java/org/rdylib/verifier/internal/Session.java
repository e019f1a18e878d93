package org.rdylib.verifier.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Uses;
import org.rdylib.verifier.finding.Findings;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;

/** What the parts of one comparison share: the two copies, the rules, what was found, and what is still to be compared. */
final class Session {

    /** A pair of declarations that was met, and the way by which it was met first. */
    record Met(Key key, Path path) {}

    private final Copy host;
    private final Copy plugin;
    private final Policy policy;
    private final Rules rules;
    private final Findings findings = new Findings();
    private final Uses uses;
    private final BitSet metOfHost = new BitSet();
    private final BitSet metOfPlugin = new BitSet();
    private final List<Met> all = new ArrayList<>();
    private final List<Isolation.Call> calls = new ArrayList<>();
    private int compared;
    private final Set<String> different = new HashSet<>();
    private final Set<String> overwritten = new HashSet<>();
    private final Optional<LikeParts> like;
    private Optional<SettledWalk> settled = Optional.empty();

    /** @param passesOver whether what both copies say alike is passed over, which is right by the standard rules */
    Session(Copy host, Copy plugin, Policy policy, Rules rules, boolean passesOver) {
        if (host.side() != Side.HOST || plugin.side() != Side.PLUGIN) {
            throw new IllegalArgumentException("the " + host.side() + "'s copy, then the " + plugin.side() + "'s");
        }
        this.host = host;
        this.plugin = plugin;
        this.policy = policy;
        this.rules = rules;
        this.uses = Uses.of(host.descriptor());
        this.like = passesOver ? Optional.of(new LikeParts(host, plugin, policy, uses)) : Optional.empty();
    }

    /** What follows what is settled. */
    SettledWalk settled() {
        if (settled.isEmpty()) {
            settled = Optional.of(new SettledWalk(this));
        }
        return settled.get();
    }

    /** What both copies say alike; empty where everything is to be compared. */
    Optional<LikeParts> like() {
        return like;
    }

    Copy copy(Side side) {
        return switch (side) {
            case HOST -> host;
            case PLUGIN -> plugin;
        };
    }

    Policy policy() {
        return policy;
    }

    /** Whether the library may go before the process ends. */
    boolean mayUnload() {
        return policy.mayUnload();
    }

    Rules rules() {
        return rules;
    }

    Findings findings() {
        return findings;
    }

    /** Notes that values of {@code name}, made by {@code producer}, reach the other side. */
    void reachType(String name, Side producer, Path path) {
        meet(new Key.OfType(uses.numberOf(name), name, producer), path);
    }

    /** Notes that objects of {@code name}, implemented by {@code producer}, reach the other side. */
    void reachInterface(String name, Side producer, Path path) {
        meet(new Key.OfInterface(uses.numberOf(name), name, producer), path);
    }

    /** Whether values (objects) of {@code name}, made (implemented) by {@code producer}, would be new and are to be compared. */
    boolean isNew(String name, Side producer) {
        return isNew(uses.numberOf(name), producer);
    }

    /**
     * Whether values (objects) of {@code name}, made (implemented) by {@code producer}, have been met; none have of what one
     * copy alone declares.
     */
    boolean isReached(String name, Side producer) {
        int number = uses.numberOf(name);
        return number >= 0 && met(producer).get(number);
    }

    /** Whether values (objects) of the declaration {@code number} have been met of either side's making. */
    boolean isReachedBothWays(int number) {
        return metOfHost.get(number) && metOfPlugin.get(number);
    }

    /** Whether nothing is to be found out about the declared type {@code number}, nor by way of it. */
    boolean isOver(int number) {
        return like.isPresent()
                && like.get().isPlain(number)
                && like.get().leadsToNothingNew(number, this::isReachedBothWays);
    }

    /** Whether values of the declared type {@code number} are known to lie in memory alike on both sides. */
    boolean lieAlike(int number) {
        return like.isPresent() && like.get().liesAlike(number);
    }

    /** Notes that the type {@code name} stands behind {@code &mut}; whether that is new. */
    boolean reachOverwritten(String name) {
        return overwritten.add(name);
    }

    /** The next pair to compare. A pair that is met again while it is open is assumed to fit. */
    Optional<Met> next() {
        return compared < all.size() ? Optional.of(all.get(compared++)) : Optional.empty();
    }

    /** All pairs that were met. */
    List<Met> all() {
        return Collections.unmodifiableList(all);
    }

    /** Notes that one side calls the other by {@code call}. */
    void note(Isolation.Call call) {
        calls.add(call);
    }

    /** By what the sides call one another. */
    List<Isolation.Call> calls() {
        return Collections.unmodifiableList(calls);
    }

    /** Notes that the declarations of the type {@code name} differ in structure. */
    void markDifferent(String name) {
        different.add(name);
    }

    /** Whether the declarations of the type {@code name} are known to differ in structure. */
    boolean isDifferent(String name) {
        return different.contains(name);
    }

    /** How a use of the declared type {@code name} varies in its argument {@code index}. */
    Variance varianceOf(String name, int index, Side given) {
        return rules.userVariance()
                .of(
                        copy(given).checked().variancesOf(name).get(index),
                        copy(given.other()).checked().variancesOf(name).get(index));
    }

    /** A question under this session's policy, without lifetimes yet. */
    Constraints constraints() {
        Constraints constraints = new Constraints();
        if (!mayUnload()) {
            constraints.assume(constraints.dylib(), constraints.forever(), constraints.root());
        }
        return constraints;
    }

    /** {@code 'static} and {@code 'dylib} as {@code side} means them. */
    Lifetimes lifetimes(Side side, Constraints constraints) {
        return new Lifetimes(side, rules.staticReading().of(side, constraints), constraints.dylib(), Map.of());
    }

    private void meet(Key key, Path path) {
        if (isNew(key.number(), key.producer())) {
            met(key.producer()).set(key.number());
            all.add(new Met(key, path));
        }
    }

    private boolean isNew(int number, Side producer) {
        return !met(producer).get(number) && !(like.isPresent() && like.get().isPassedOver(number));
    }

    /** The numbers of what has been met that {@code producer} makes or implements. */
    private BitSet met(Side producer) {
        return switch (producer) {
            case HOST -> metOfHost;
            case PLUGIN -> metOfPlugin;
        };
    }
}
