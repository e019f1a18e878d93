package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LeastSolutionTest {

    private final Constraints constraints = new Constraints();
    private final Scope root = constraints.root();
    private final Region a = constraints.universal("'a");
    private final Region b = constraints.universal("'b");

    private Set<String> value(Raise raise, Region existential) {
        return new LeastSolution(constraints, raise)
                .solve().of(existential).stream()
                        .mapToObj(id -> constraints.regions().get(id).name())
                        .collect(Collectors.toSet());
    }

    private void require(Region longer, Region shorter, Scope scope) {
        constraints.require(longer, shorter, scope, new Because("test"));
    }

    @Test
    void anExistentialIsTheJoinOfWhatItMustOutlive() {
        Region d = constraints.existential("'d", root);
        Region e = constraints.existential("'e", root);
        require(d, a, root);
        require(d, e, root);
        require(e, b, root);

        assertThat(value(Raise.TO_DYLIB, d)).containsExactlyInAnyOrder("'a", "'b", "the call");
        assertThat(value(Raise.TO_DYLIB, e)).containsExactlyInAnyOrder("'b", "the call");
    }

    @Test
    void anExistentialAboveAPlaceholderItCannotNameIsRaisedToDylib() {
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        require(d, z, inner);

        assertThat(value(Raise.TO_DYLIB, d)).contains("'dylib").doesNotContain("'z");
    }

    @Test
    void whatOutlivesARaisedOneIsRaisedAfterIt() {
        Region d = constraints.existential("'d", root);
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        require(d, z, inner);
        require(e, d, root);

        assertThat(value(Raise.TO_DYLIB, e)).contains("'dylib");
    }

    @Test
    void itIsNotRaisedWhereItAlreadyOutlivesSomethingThatOutlivesThePlaceholder() {
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(a, z, inner);
        require(d, z, inner);
        require(d, a, root);

        assertThat(value(Raise.TO_DYLIB, d)).containsExactlyInAnyOrder("'a", "the call");
    }

    @Test
    void itCanBeRaisedToTheLeastRegionThatOutlivesThePlaceholder() {
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(constraints.dylib(), a, root);
        constraints.assume(a, z, inner);
        require(d, z, inner);

        assertThat(value(Raise.TO_LEAST, d)).containsExactlyInAnyOrder("'a", "the call");
    }

    @Test
    void anExistentialOfTheBinderCanNameThePlaceholder() {
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        Region y = constraints.existential("'y", inner);
        require(y, z, inner);

        assertThat(value(Raise.TO_DYLIB, y)).contains("'z");
    }
}
