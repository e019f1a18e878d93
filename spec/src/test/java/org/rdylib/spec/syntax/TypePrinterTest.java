package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Node.Scalar;

/** What is printed reads as what was printed, for random types of every kind. */
class TypePrinterTest {

    private static final Place AT = Place.startOf("random");

    private final List<Diagnostic> errors = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void printsRandomTypesSoThatTheyReadTheSame(long seed) {
        Randomly randomly = new Randomly(seed);
        for (int i = 0; i < 5_000; i++) {
            Type type = randomly.type(4);
            String printed = TypePrinter.print(type);
            Optional<Type> read = TypeParser.type(Scalar.of("printed", printed), errors::add);
            assertThat(errors).as("seed %d: %s", seed, printed).isEmpty();
            assertThat(withoutPlaces(read.orElseThrow()))
                    .as("seed %d: %s", seed, printed)
                    .isEqualTo(withoutPlaces(type));
            assertThat(TypePrinter.print(read.get())).isEqualTo(printed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void printsRandomSignaturesSoThatTheyReadTheSame(long seed) {
        Randomly randomly = new Randomly(seed);
        for (int i = 0; i < 2_000; i++) {
            Signature signature = randomly.method();
            String printed = TypePrinter.print(signature);
            Optional<Signature> read = TypeParser.signature(Scalar.of("printed", printed), errors::add);
            assertThat(errors).as("seed %d: %s", seed, printed).isEmpty();
            assertThat(withoutPlaces(read.orElseThrow()))
                    .as("seed %d: %s", seed, printed)
                    .isEqualTo(withoutPlaces(signature));
        }
    }

    @Test
    void ordersBoundsAndPutsTheLifetimeLast() {
        Set<Bound> bounds = EnumSet.of(Bound.SYNC, Bound.SEND, Bound.PORTABLE);
        Type type = new Type.InterfaceObject("I", List.of(), bounds, new Lifetime.Dylib(AT), AT);
        assertThat(TypePrinter.print(type)).isEqualTo("dyn I + Send + Sync + Portable + 'dylib");
    }

    @Test
    void printsTheLifetimesThatTheCheckerNames() {
        Type type = new Type.Reference(new Lifetime.Named("1", AT), Mutability.EXCLUSIVE, new Type.Str(AT), AT);
        assertThat(TypePrinter.print(type)).isEqualTo("&'1 mut str");
    }

    /** All of a record but its places: the printed form would hide what the printer leaves out. */
    private static String withoutPlaces(Object value) {
        return value.toString().replaceAll("at=\\w+:\\d+:\\d+", "");
    }

    /** Random types of bounded depth. */
    private static final class Randomly {
        private final RandomGenerator random;

        Randomly(long seed) {
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        private <T> T oneOf(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }

        private <T> List<T> some(int most, Supplier<T> element) {
            return Stream.generate(element).limit(random.nextInt(most + 1)).toList();
        }

        private Lifetime lifetime() {
            return oneOf(List.of(
                    new Lifetime.Static(AT),
                    new Lifetime.Dylib(AT),
                    new Lifetime.Named("a", AT),
                    new Lifetime.Named("src", AT),
                    new Lifetime.Elided(AT)));
        }

        private Lifetime bound() {
            return random.nextBoolean() ? new Lifetime.Omitted(AT) : lifetime();
        }

        private Set<Bound> bounds() {
            Set<Bound> bounds = EnumSet.noneOf(Bound.class);
            bounds.addAll(some(2, () -> oneOf(List.of(Bound.values()))));
            return bounds;
        }

        Type type(int depth) {
            List<Type> leaves = List.of(
                    new Type.Scalar(oneOf(List.of(ScalarKind.values())), AT),
                    new Type.Unit(AT),
                    new Type.Str(AT),
                    new Type.CStr(AT),
                    new Type.Text(AT),
                    new Type.Named(oneOf(List.of("Span", "T", "_x1")), some(2, this::lifetime), AT));
            if (depth == 0) {
                return oneOf(leaves);
            }
            Supplier<Type> part = () -> type(depth - 1);
            return switch (random.nextInt(16)) {
                case 0 ->
                    new Type.Tuple(
                            Stream.generate(part).limit(random.nextInt(1, 4)).toList(), AT);
                case 1 -> new Type.Array(part.get(), random.nextInt(1, 100), AT);
                case 2, 3 -> new Type.Reference(lifetime(), mutability(), part.get(), AT);
                case 4 -> new Type.Pointer(mutability(), part.get(), AT);
                case 5 -> new Type.Slice(part.get(), AT);
                case 6 -> new Type.Option(part.get(), AT);
                case 7 -> new Type.Result(part.get(), part.get(), AT);
                case 8 -> new Type.Boxed(part.get(), AT);
                case 9 -> new Type.Shared(part.get(), AT);
                case 10 -> new Type.Vector(part.get(), AT);
                case 11, 12 -> new Type.Function(signature(depth - 1, false), lifetime(), AT);
                case 13 -> new Type.InterfaceObject("I", some(2, this::lifetime), bounds(), bound(), AT);
                case 14 -> closure(depth);
                default -> oneOf(leaves);
            };
        }

        private Type closure(int depth) {
            ClosureKind kind = oneOf(List.of(ClosureKind.values()));
            Signature signature = kind == ClosureKind.FUTURE
                    ? new Signature(
                            List.of(),
                            Optional.empty(),
                            List.of(),
                            type(depth - 1),
                            List.of(),
                            Convention.CHECKED,
                            false,
                            AT)
                    : signature(depth - 1, true);
            return new Type.Closure(kind, signature, bounds(), bound(), AT);
        }

        private Mutability mutability() {
            return oneOf(List.of(Mutability.values()));
        }

        private List<LifetimeParameter> declared() {
            return some(2, () -> new LifetimeParameter(oneOf(List.of("z", "y")), AT));
        }

        private Signature signature(int depth, boolean closure) {
            return new Signature(
                    declared(),
                    Optional.empty(),
                    some(3, () -> new Parameter("", type(depth), AT)),
                    type(depth),
                    List.of(),
                    closure ? Convention.CHECKED : oneOf(List.of(Convention.values())),
                    !closure && random.nextBoolean(),
                    AT);
        }

        Signature method() {
            Receiver.Kind kind = oneOf(List.of(Receiver.Kind.values()));
            Convention convention = oneOf(List.of(Convention.values()));
            Lifetime lifetime = kind == Receiver.Kind.OWNED ? new Lifetime.Static(AT) : lifetime();
            return new Signature(
                    declared(),
                    random.nextBoolean() ? Optional.of(new Receiver(kind, lifetime, AT)) : Optional.empty(),
                    some(3, () -> new Parameter(oneOf(List.of("x", "text")), type(2), AT)),
                    type(2),
                    some(2, () -> new Outlives(lifetime(), lifetime(), AT)),
                    convention,
                    random.nextBoolean(),
                    convention == Convention.CHECKED && random.nextBoolean(),
                    AT);
        }
    }
}
