package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Bounds;
import org.rdylib.codegen.java.plan.Chosen;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Carrying;

/**
 * The regions of a call: code that works out each lifetime of a signature from the arguments that carry it, and holds
 * the call to what the signature says of them.
 */
final class Lifting {
    /**
     * What is known before a call's body is written.
     *
     * @param regions the expression for each lifetime's region
     * @param lending the same for what is lent, whose own lifetimes end with the borrow of the object that a method is called on
     *     by themselves
     * @param statements what works them out and checks them, and borrows that object
     */
    record Lifted(Map<String, CodeBlock> regions, Map<String, CodeBlock> lending, CodeBlock statements) {}

    /**
     * The borrow of the object that a method is called on.
     *
     * @param lifetime the receiver's
     * @param region the variable for its region
     */
    record Borrow(String lifetime, String region) {
        CodeBlock code() {
            return CodeBlock.of("$N", region);
        }
    }

    /**
     * What is called.
     *
     * @param self the region that the object lives for that a method is called on
     * @param loan that of the object's borrow, where something is lent
     * @param env without regions
     */
    private record Call(Plan.Function function, Optional<CodeBlock> self, Optional<CodeBlock> loan, Env env) {

        /** The region of that object, if it stays lent for {@code lifetime}. */
        Optional<CodeBlock> keptFor(String lifetime) {
            return self.filter(_ -> function.kept().equals(Optional.of(lifetime)));
        }
    }

    private final Carrying carrying;

    Lifting(Carrying carrying) {
        this.carrying = carrying;
    }

    /**
     * Works out the regions of a call.
     *
     * @param callee whose library has to stay as long as the regions that are lifted
     * @param borrow the receiver's, if it reaches the result
     * @param env without regions
     */
    Lifted lift(Plan.Function function, DowncallBody.Callee callee, Optional<Borrow> borrow, Env env) {
        CodeBlock library = callee.library();
        Map<String, CodeBlock> fixed = callee.fixed();
        CodeBlock.Builder statements = CodeBlock.builder();
        Optional<CodeBlock> loan = borrow.filter(_ -> function.arguments().stream()
                        .anyMatch(argument -> !argument.kept().isEmpty()))
                .map(_ -> {
                    String variable = env.variables().number("loan");
                    statements.addStatement(
                            "$T $N = $L",
                            Api.REGION,
                            variable,
                            callee.self().orElseThrow().lent());
                    return CodeBlock.of("$N", variable);
                });
        Call call = new Call(function, callee.self().map(DowncallBody.Self::region), loan, env);
        Map<String, CodeBlock> regions = new HashMap<>(fixed);
        CodeBlock dylib = CodeBlock.of("$L.region()", library);
        regions.put(Lifetimes.DYLIB, dylib);
        for (Chosen chosen : function.chosen()) {
            String variable = env.variables().number(chosen.parameter() + "Chosen");
            statements.addStatement("$T $N = $L.choose($N)", Api.REGION, variable, library, chosen.parameter());
            regions.put(chosen.lifetime(), CodeBlock.of("$N", variable));
        }
        Set<String> free = new LinkedHashSet<>();
        for (String lifetime : function.lifetimes()) {
            Optional<CodeBlock> carried = Optional.of(lifetime)
                    .filter(function.reaching()::contains)
                    .flatMap(reaching -> Carrying.shortest(carriers(call, reaching)));
            boolean isKept = isKept(function, lifetime);
            List<CodeBlock> invariant = invariant(function, lifetime, carried.orElse(dylib));
            if (invariant.isEmpty() && isKept) {
                free.add(lifetime);
                continue;
            }
            if (isKept && isOfObject(function, lifetime)) {
                // One that Java implements was made for no region, and demands none.
                String variable = env.variables().number(Lifetimes.variable(lifetime) + "Kept");
                CodeBlock outer = ending(call, lifetime, regions, dylib).orElse(dylib);
                statements.add(keeping(function, lifetime, variable, library, outer));
                invariant = invariant(function, lifetime, CodeBlock.of("$N", variable));
            }
            Optional<CodeBlock> chosen = invariant.stream()
                    .findFirst()
                    .or(() -> carried)
                    .filter(_ -> function.reaching().contains(lifetime));
            if (chosen.isPresent()) {
                String variable = env.variables().number(Lifetimes.variable(lifetime));
                CodeBlock named = CodeBlock.of("$N", variable);
                statements.addStatement("$T $N = $L.lease($L)", Api.REGION, variable, library, chosen.get());
                regions.put(lifetime, named);
                if (!invariant.isEmpty()) {
                    statements.add(held(call, lifetime, named));
                    List<CodeBlock> others = invariant(function, lifetime, named);
                    statements.add(equal(others.subList(1, others.size()), lifetime, named));
                }
            }
        }
        Map<String, CodeBlock> chosen = Map.copyOf(regions);
        for (String lifetime : free) {
            String variable = env.variables().number(Lifetimes.variable(lifetime));
            CodeBlock outer = ending(call, lifetime, chosen, dylib).orElse(dylib);
            statements.add(keeping(function, lifetime, variable, library, outer));
            regions.put(lifetime, CodeBlock.of("$N", variable));
        }
        Set<String> uncarried = new LinkedHashSet<>(function.lifetimes());
        uncarried.removeAll(regions.keySet());
        uncarried.retainAll(function.reaching());
        uncarried.removeIf(lifetime -> isBorrow(function, lifetime));
        uncarried.forEach(lifetime -> statements.add(bounded(function, lifetime, regions, dylib, env)));
        function.mentioned().forEach(lifetime -> regions.putIfAbsent(lifetime, dylib));
        fixed.forEach((lifetime, region) -> statements
                .add(held(call, lifetime, region))
                .add(equal(invariant(function, lifetime, region), lifetime, region)));
        statements.add(held(call, Lifetimes.DYLIB, dylib));
        Set<String> chosenToFit = new HashSet<>(uncarried);
        chosenToFit.addAll(free);
        statements.add(bounds(function, regions, chosenToFit, dylib));
        Map<String, CodeBlock> lending = new HashMap<>(regions);
        loan.ifPresent(borrowed -> end(function, lending, lifetime -> isKept(function, lifetime), borrowed, dylib));
        join(function, regions, free);
        borrow.ifPresent(b -> {
            List<CodeBlock> ending = new ArrayList<>(
                    List.of(loan.orElseGet(() -> callee.self().orElseThrow().lent())));
            ending.addAll(outliving(function, b.lifetime(), regions, dylib));
            boolean isKnown = loan.isPresent() && ending.size() == 1;
            if (!isKnown) {
                statements.addStatement(
                        "$T $N = $L",
                        Api.REGION,
                        b.region(),
                        Carrying.shortest(ending).orElseThrow());
            }
            end(function, regions, _ -> false, isKnown ? ending.getFirst() : b.code(), dylib);
        });
        return new Lifted(Map.copyOf(regions), Map.copyOf(lending), statements.build());
    }

    /** Whether the borrow of the receiver ends a lifetime: it is that, or outlives it. */
    private static boolean endsWithBorrow(Plan.Function function, String lifetime) {
        return function.borrow()
                .filter(Bounds.reaching(function.bounds(), Set.of(lifetime))::contains)
                .isPresent();
    }

    /** Whether something is lent for a lifetime that may be kept for it, or is lent within something else. */
    private static boolean isKept(Plan.Function function, String lifetime) {
        return Stream.concat(
                        function.arguments().stream().flatMap(argument -> argument.kept().stream()),
                        function.kept().stream())
                .anyMatch(lifetime::equals);
    }

    /** Whether an object is lent or given that may have been made for a lifetime, or is Java's own. */
    private static boolean isOfObject(Plan.Function function, String lifetime) {
        return function.arguments().stream()
                .map(argument ->
                        argument.value() instanceof Value.Option(Value inner, var _) ? inner : argument.value())
                .flatMap(value -> value.asObject().stream())
                .flatMap(object -> object.arguments().stream())
                .anyMatch(argument -> Lifetimes.name(argument).equals(lifetime));
    }

    private static CodeBlock keeping(
            Plan.Function function, String lifetime, String variable, CodeBlock library, CodeBlock outer) {
        CodeBlock keeping = CodeBlock.of("frame.keeping($L.lease($L))", library, outer);
        boolean lasts = function.arguments().stream()
                .anyMatch(argument -> argument.within().lasting().contains(lifetime));
        return CodeBlock.builder()
                .addStatement(
                        "$T $N = $L",
                        Api.REGION,
                        variable,
                        lasts ? CodeBlock.of("$T.lasting($L)", Api.REGIONS, keeping) : keeping)
                .build();
    }

    /** What is made for a lifetime may use what is lent for those that outlive it. */
    private static void join(Plan.Function function, Map<String, CodeBlock> regions, Set<String> lent) {
        Map<String, CodeBlock> own = Map.copyOf(regions);
        for (String lifetime : lent) {
            regions.put(
                    lifetime,
                    Carrying.shortest(Bounds.reaching(function.bounds(), Set.of(lifetime)).stream()
                                    .filter(lent::contains)
                                    .flatMap(longer -> Optional.ofNullable(own.get(longer)).stream())
                                    .toList())
                            .orElseThrow());
        }
    }

    /**
     * What a lifetime ends with for which something is lent, at the latest: the first of all that outlives it. No longer one
     * is of any use, since a reference may be had for less.
     *
     * @param chosen the regions of others
     */
    private Optional<CodeBlock> ending(Call call, String lifetime, Map<String, CodeBlock> chosen, CodeBlock dylib) {
        Stream<CodeBlock> longer = Bounds.reaching(call.function().bounds(), Set.of(lifetime)).stream()
                .flatMap(outliving -> chosen.containsKey(outliving)
                        ? Stream.of(chosen.getOrDefault(outliving, dylib))
                        : carriers(call, outliving).stream());
        Stream<CodeBlock> loan = endsWithBorrow(call.function(), lifetime) ? call.loan().stream() : Stream.of();
        return Carrying.shortest(Stream.concat(longer, loan)
                .filter(region -> !region.equals(dylib) && !region.equals(Carrying.none()))
                .distinct()
                .toList());
    }

    /** What no argument carries ends with the first of what outlives it, as an {@code async fn}'s future; else with the library. */
    private static CodeBlock bounded(
            Plan.Function function, String lifetime, Map<String, CodeBlock> regions, CodeBlock dylib, Env env) {
        List<CodeBlock> longer = Bounds.reaching(function.bounds(), Set.of(lifetime)).stream()
                .filter(function.reaching()::contains)
                .flatMap(outliving -> Optional.ofNullable(regions.get(outliving)).stream())
                .filter(region -> !region.equals(dylib))
                .distinct()
                .toList();
        if (longer.size() <= 1) {
            regions.put(lifetime, longer.isEmpty() ? dylib : longer.getFirst());
            return CodeBlock.of("");
        }
        String variable = env.variables().number(Lifetimes.variable(lifetime));
        regions.put(lifetime, CodeBlock.of("$N", variable));
        return CodeBlock.builder()
                .addStatement(
                        "$T $N = $L",
                        Api.REGION,
                        variable,
                        Carrying.shortest(longer).orElseThrow())
                .build();
    }

    private List<CodeBlock> carriers(Call call, String lifetime) {
        return Stream.concat(
                        call.function().arguments().stream()
                                .flatMap(argument -> carrier(argument, lifetime, call).stream()),
                        call.keptFor(lifetime).stream())
                .toList();
    }

    private Optional<CodeBlock> carrier(Argument argument, String lifetime, Call call) {
        return carrying.region(argument.value(), CodeBlock.of("$N", argument.content()), lifetime, call.env());
    }

    /** The regions that objects were made with: not the call's to choose, and no others will do. */
    private List<CodeBlock> invariant(Plan.Function function, String lifetime, CodeBlock otherwise) {
        return function.arguments().stream()
                .flatMap(argument -> {
                    CodeBlock source = CodeBlock.of("$N", argument.name());
                    return argument.value() instanceof Value.Option(Value value, var _)
                            ? optional(value, source, lifetime, otherwise)
                            : fixed(argument.value(), source, lifetime, otherwise);
                })
                .toList();
    }

    private Stream<CodeBlock> optional(Value value, CodeBlock source, String lifetime, CodeBlock otherwise) {
        return fixed(value, CodeBlock.of("$L.get()", source), lifetime, otherwise)
                .map(fixed -> CodeBlock.of("$L.isPresent()$W? $L$W: $L", source, fixed, otherwise));
    }

    private Stream<CodeBlock> fixed(Value value, CodeBlock source, String lifetime, CodeBlock otherwise) {
        return value instanceof Value.Opaque opaque
                ? carrying.fixed(opaque, source, lifetime).stream()
                : value.asObject().stream()
                        .flatMap(object -> carrying.fixed(object, source, lifetime, otherwise).stream());
    }

    /** Holds a lifetime to those in invariant places; that these are held to it is seen to with all others. */
    private static CodeBlock equal(List<CodeBlock> invariant, String lifetime, CodeBlock region) {
        CodeBlock.Builder statements = CodeBlock.builder();
        invariant.forEach(
                other -> statements.add(Carrying.requireOutlives(region, other, lifetime + " in an object's type")));
        return statements.build();
    }

    /** Holds each argument, and an object that stays lent, to a lifetime that is fixed. */
    private CodeBlock held(Call call, String lifetime, CodeBlock region) {
        CodeBlock.Builder statements = CodeBlock.builder();
        for (Argument argument : call.function().arguments()) {
            carrier(argument, lifetime, call)
                    .ifPresent(carrier -> statements.add(
                            Carrying.requireOutlives(carrier, region, argument.name() + ": " + lifetime)));
        }
        call.keptFor(lifetime)
                .ifPresent(self -> statements.add(Carrying.requireOutlives(self, region, "self: " + lifetime)));
        return statements.build();
    }

    /**
     * Holds the regions to each bound.
     *
     * @param chosenToFit what no argument carries, or something is lent for: it is no longer than what outlives it
     */
    private static CodeBlock bounds(
            Plan.Function function, Map<String, CodeBlock> regions, Set<String> chosenToFit, CodeBlock dylib) {
        CodeBlock.Builder statements = CodeBlock.builder();
        for (Bounds.Outlives bound : function.bounds()) {
            CodeBlock longer = regions.getOrDefault(bound.longer(), dylib);
            CodeBlock shorter = regions.getOrDefault(bound.shorter(), dylib);
            boolean matters = function.reaching().contains(bound.shorter())
                    && !chosenToFit.contains(bound.shorter())
                    && !isBorrow(function, bound.shorter());
            if (matters && !longer.equals(dylib) && !longer.equals(shorter)) {
                statements.add(Carrying.requireOutlives(longer, shorter, bound.longer() + ": " + bound.shorter()));
            }
        }
        return statements.build();
    }

    /** The regions of what outlives a lifetime among those that {@code function} is generic over. */
    private static List<CodeBlock> outliving(
            Plan.Function function, String lifetime, Map<String, CodeBlock> regions, CodeBlock dylib) {
        Set<String> longer = Bounds.reaching(function.bounds(), Set.of(lifetime));
        return function.lifetimes().stream()
                .filter(other -> longer.contains(other) && !other.equals(lifetime))
                .flatMap(other -> Optional.ofNullable(regions.get(other)).stream())
                .filter(region -> !region.equals(dylib))
                .distinct()
                .toList();
    }

    /**
     * The borrow of the receiver ends the lifetimes that it is, or outlives.
     *
     * @param known those that it ends already
     */
    private static void end(
            Plan.Function function,
            Map<String, CodeBlock> regions,
            Predicate<String> known,
            CodeBlock borrow,
            CodeBlock dylib) {
        regions.replaceAll((lifetime, region) -> {
            if (known.test(lifetime) || !endsWithBorrow(function, lifetime)) {
                return region;
            }
            return region.equals(dylib) ? borrow : CodeBlock.of("$T.shortest($L, $L)", Api.REGIONS, region, borrow);
        });
    }

    /** Whether a lifetime is the borrow of the receiver, which begins with the call. */
    private static boolean isBorrow(Plan.Function function, String lifetime) {
        return function.borrow().equals(Optional.of(lifetime));
    }
}
