package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.CCall;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.layout.CArguments;

/**
 * The calls of a descriptor that {@link LinkerLimits} may refuse, and what they may not pass: looked for once, since it is
 * the same on every target.
 */
final class LinkerCalls {

    /** So many arguments of at most two words each, and an object and a place for the result, are never too many. */
    private static final int FEW = 60;

    private final boolean isAnyRefused;
    private final Set<String> unpassable;
    private final List<Export> ofC = new ArrayList<>();
    private final Set<Signature> signaturesOfC = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Call> calls = new ArrayList<>();

    /** A call by the descriptor's own rules; {@code withObject}, what is called is passed first. */
    record Call(Signature signature, boolean withObject) {}

    private LinkerCalls(Descriptor descriptor, Rarities rarities) {
        isAnyRefused = rarities.has(Rarity.WIDE_INTEGER)
                || rarities.has(Rarity.PACKED_STRUCT)
                || rarities.has(Rarity.ALIGNED_STRUCT);
        unpassable = isAnyRefused ? unpassable(descriptor) : Set.of();
        for (Export export : descriptor.exports()) {
            if (export.c().isPresent()) {
                ofC.add(export);
            }
        }
    }

    /** Those of a descriptor in which nothing else is wrong. */
    static LinkerCalls of(Descriptor descriptor, Rarities rarities) {
        LinkerCalls calls = new LinkerCalls(descriptor, rarities);
        for (Export export : calls.ofC) {
            calls.leaveOut(export);
        }
        boolean hasFunctions = rarities.has(Rarity.FUNCTION);
        if (hasFunctions) {
            descriptor.types().forEach(d -> Types.forEachField(d, calls::within));
        }
        for (Signature signature : Types.signatures(descriptor)) {
            calls.add(signature, signature.receiver().isPresent());
            if (hasFunctions) {
                Types.forEachPart(signature, calls::within);
            }
        }
        return calls;
    }

    /** Those that may be too much for a linker: not those that are within the limits wherever they are, as most are. */
    List<Call> calls() {
        return calls;
    }

    /** The exports of which {@code c:} says what is passed, instead of their signatures. */
    List<Export> ofC() {
        return ofC;
    }

    /** Whether a value holds what the linker refuses to describe. */
    boolean isRefused(Type type) {
        if (!isAnyRefused) {
            return false;
        }
        boolean[] found = {false};
        Types.forEachInline(
                type,
                part -> found[0] |= is128(part) || (part instanceof Type.Named n && unpassable.contains(n.name())));
        return found[0];
    }

    private void leaveOut(Export export) {
        signaturesOfC.add(export.signature());
        Map<String, Parameter> parameters = new HashMap<>();
        export.signature().parameters().forEach(p -> parameters.put(p.name(), p));
        for (CCall call : CArguments.calls(export)) {
            Optional.ofNullable(parameters.get(call.closure()))
                    .flatMap(p -> CArguments.closure(p.type()))
                    .ifPresent(closure -> signaturesOfC.add(closure.signature()));
        }
    }

    private void within(Type type) {
        Types.forEach(type, part -> {
            switch (part) {
                case Type.Function f -> add(f.signature(), false);
                case Type.Closure c -> add(c.signature(), true);
                case Type _ -> {}
            }
        });
    }

    private void add(Signature signature, boolean withObject) {
        if ((isAnyRefused || !isSmall(signature)) && !signaturesOfC.contains(signature)) {
            calls.add(new Call(signature, withObject));
        }
    }

    /** Whether a signature has few arguments, each a scalar or an address. */
    private static boolean isSmall(Signature signature) {
        List<Parameter> parameters = signature.parameters();
        boolean areSmall = parameters.size() <= FEW && isSmall(signature.result());
        for (int i = 0; areSmall && i < parameters.size(); i++) {
            areSmall = isSmall(parameters.get(i).type());
        }
        return areSmall;
    }

    private static boolean isSmall(Type type) {
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Reference _, Type.Pointer _, Type.Handle _, Type.Function _ -> true;
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Str _, Type.CStr _, Type.Option _, Type.Result _ ->
                false;
            case Type.Named _, Type.InterfaceObject _, Type.Closure _, Type.Boxed _, Type.Shared _ -> false;
            case Type.Vector _, Type.Text _ -> false;
        };
    }

    private static boolean is128(Type type) {
        return type instanceof Type.Scalar scalar && Rarities.is128(scalar);
    }

    private static Set<String> unpassable(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Struct s
                    && (s.packed().isPresent() || s.align().isPresent())) {
                spread.mark(s.name());
            }
            Types.forEachField(
                    declaration,
                    field -> Types.forEachInline(field, part -> {
                        if (is128(part)) {
                            spread.mark(declaration.name());
                        } else if (part instanceof Type.Named n) {
                            spread.from(n.name(), declaration.name());
                        }
                    }));
        }
        return spread.all();
    }
}
