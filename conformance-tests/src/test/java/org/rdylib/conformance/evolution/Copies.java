package org.rdylib.conformance.evolution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.conformance.evolution.Sample.Declared;
import org.rdylib.conformance.evolution.Sample.Member;

/** What the types of one copy are by themselves: bounds, variance and bytes, each found by unfolding the types. */
final class Copies {

    private final Sample sample;

    Copies(Sample sample) {
        this.sample = sample;
    }

    /** Whether the type has the bound, claimed or not. */
    boolean has(String name, String bound) {
        return declared(name, bound, List.of());
    }

    private boolean declared(String name, String bound, List<String> path) {
        Optional<Declared> found = sample.find(name);
        if (path.contains(name + bound) || found.isEmpty()) {
            return true;
        }
        boolean later =
                found.get().grows() && (!found.get().isEnum() || found.get().storage() > 0);
        if (later && bound.equals("Const") && !found.get().claims().contains(bound)) {
            return false;
        }
        List<String> further = new ArrayList<>(path);
        further.add(name + bound);
        return found.get().members().stream().allMatch(m -> has(m.type(), bound, further));
    }

    private boolean has(Term type, String bound, List<String> path) {
        return switch (type) {
            case Term.Number _, Term.Text _ -> true;
            case Term.Named(String name) -> declared(name, bound, path);
            case Term.Behind(Term.Pointer pointer, Term target) ->
                switch (pointer) {
                    case SHARED -> has(target, bound.equals("Send") ? "Sync" : bound, path);
                    case EXCLUSIVE -> !bound.equals("Const") && has(target, bound, path);
                    case BOX -> has(target, bound, path);
                };
            case Term.Maybe(Term.Behind value) -> has(value, bound, path);
            case Term.Outcome(Term value) -> has(value, bound, path);
            case Term.Callable(List<Term.Pointer> pointer, var _, var _) -> pointer.isEmpty();
            case Term.Objekt _ -> false;
        };
    }

    /** Whether {@code 'a} stands in the type covariantly ({@code 1}) and contravariantly ({@code -1}). */
    Set<Integer> signs(String name) {
        Set<Integer> signs = new HashSet<>();
        declared(name, 1, List.of(), signs);
        return signs;
    }

    private void declared(String name, int sign, List<String> path, Set<Integer> signs) {
        String here = name + sign;
        if (path.contains(here)) {
            return;
        }
        List<String> further = new ArrayList<>(path);
        further.add(here);
        sample.find(name).stream()
                .flatMap(d -> d.members().stream())
                .forEach(m -> walk(m.type(), sign, further, signs));
    }

    private void walk(Term type, int sign, List<String> path, Set<Integer> signs) {
        switch (type) {
            case Term.Number _ -> {}
            case Term.Text _ -> signs.add(sign);
            case Term.Named(String name) -> declared(name, sign, path, signs);
            case Term.Behind(Term.Pointer pointer, Term target) -> {
                if (pointer != Term.Pointer.BOX) {
                    signs.add(sign);
                }
                walk(target, sign, path, signs);
                if (pointer == Term.Pointer.EXCLUSIVE) {
                    walk(target, -sign, path, signs);
                }
            }
            case Term.Maybe(Term.Behind value) -> walk(value, sign, path, signs);
            case Term.Outcome(Term value) -> walk(value, sign, path, signs);
            case Term.Callable(List<Term.Pointer> pointer, List<Term> parameters, Term result) -> {
                if (!pointer.isEmpty()) {
                    signs.add(sign);
                }
                boolean both = pointer.equals(List.of(Term.Pointer.EXCLUSIVE));
                for (int s : both ? new int[] {sign, -sign} : new int[] {sign}) {
                    if (both) {
                        signs.add(s);
                    }
                    parameters.forEach(p -> walk(p, -s, path, signs));
                    walk(result, s, path, signs);
                }
            }
            case Term.Objekt _ -> signs.addAll(List.of(1, -1));
        }
    }

    /** Whether the first field that this copy adds to the other's lies within the other's bytes. */
    boolean addsWithin(Copies other, String name) {
        List<Member> mine = sample.type(name).members();
        int before = other.sample.type(name).members().size();
        if (mine.size() <= before) {
            return false;
        }
        long offset = up(end(mine.subList(0, before)), align(mine.get(before).type()));
        return offset < other.size(new Term.Named(name));
    }

    private long end(List<Member> fields) {
        long end = 0;
        for (Member field : fields) {
            end = up(end, align(field.type())) + size(field.type());
        }
        return end;
    }

    /** On a machine of 64 bits. */
    private long size(Term type) {
        return switch (type) {
            case Term.Number(int bytes) -> bytes;
            case Term.Text _, Term.Objekt _ -> 16;
            case Term.Behind(Term.Pointer pointer, Term _) -> pointer == Term.Pointer.BOX ? 16 : 8;
            case Term.Maybe(Term.Behind value) -> size(value);
            case Term.Outcome(Term value) -> throw new IllegalStateException("in no field: " + value);
            case Term.Callable(List<Term.Pointer> pointer, var _, var _) -> pointer.isEmpty() ? 8 : 16;
            case Term.Named(String name) -> {
                Declared declared = sample.type(name);
                if (declared.storage() > 0) {
                    yield declared.storage();
                }
                long most = declared.isEnum()
                        ? declared.members().stream()
                                .mapToLong(m -> up(1, align(m.type())) + size(m.type()))
                                .max()
                                .orElseThrow()
                        : end(declared.members());
                yield up(most, align(type));
            }
        };
    }

    private long align(Term type) {
        return switch (type) {
            case Term.Number(int bytes) -> bytes;
            case Term.Named(String name) ->
                sample.type(name).storage() > 0
                        ? 8
                        : sample.type(name).members().stream()
                                .mapToLong(m -> align(m.type()))
                                .max()
                                .orElseThrow();
            case Term.Text _, Term.Objekt _, Term.Behind _, Term.Maybe _, Term.Callable _, Term.Outcome _ -> 8;
        };
    }

    private static long up(long offset, long to) {
        return (offset + to - 1) / to * to;
    }
}
