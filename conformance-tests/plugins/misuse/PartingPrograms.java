package org.rdylib.conformance.misuse;

import java.util.concurrent.atomic.AtomicReference;
import org.rdylib.conformance.misuse.lending.Lending;
import org.rdylib.conformance.misuse.lending.Parting;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** What destructors meet that call Java and read what they borrow after that. */
final class PartingPrograms extends Subject {

    PartingPrograms(Libraries libraries) {
        super(libraries);
        add("a region of all threads is closed while another thread closes an object of it", this::closedElsewhere);
        add("a region of all threads is closed by the destructor of an object of it", this::closedByDestructor);
        add("a region of all threads is closed by a destructor that it has called", this::closedByItself);
        add("a region of all threads is closed while one ends that has an object in common with it", this::inCommon);
        add("a region of all threads is closed by the destructor of what an object of it has lent", this::lent);
        add("an object is used on another thread while what borrows from it is dropped", this::usedElsewhere);
    }

    private Lending lending() {
        return libraries.lending(Unload.NEVER);
    }

    private Parting parting(Region one, Region other, Program last) {
        return lending().parting(one.text("one"), other.text("other"), () -> quietly(last));
    }

    private void closedElsewhere() throws Throwable {
        try (Region region = Region.openShared()) {
            during(wait -> parting(region, region, wait::run).close(), region::close);
        }
    }

    /** What a destructor does, and what comes of it: it cannot throw that itself. */
    private static final class Last implements Program {
        private final Program program;
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();

        Last(Program program) {
            this.program = program;
        }

        @Override
        public void run() {
            try {
                program.run();
            } catch (Throwable t) {
                thrown.set(t);
            }
        }

        void rethrow() throws Throwable {
            if (thrown.get() != null) {
                throw thrown.get();
            }
        }
    }

    private void closedByDestructor() throws Throwable {
        try (Region region = Region.openShared()) {
            Last last = new Last(region::close);
            parting(region, region, last).close();
            last.rethrow();
        }
    }

    private void closedByItself() throws Throwable {
        Region region = Region.openShared();
        Last last = new Last(region::close);
        parting(region, region, () -> {});
        parting(region, region, last);
        region.close();
        last.rethrow();
    }

    private void inCommon() throws Throwable {
        Region one = Region.openShared();
        try (Region other = Region.openShared()) {
            during(
                    wait -> {
                        parting(one, other, () -> {});
                        parting(one, one, wait::run);
                        one.close();
                    },
                    other::close);
        }
    }

    private void lent() throws Throwable {
        try (Region region = Region.openShared()) {
            Last last = new Last(region::close);
            Parting lending = parting(region, region, () -> {});
            lending.beside(last::run).close();
            last.rethrow();
        }
    }

    private void usedElsewhere() throws Throwable {
        try (Region region = Region.openShared()) {
            AtomicReference<Parting> lending = new AtomicReference<>();
            Last last = new Last(
                    () -> elsewhere(() -> System.out.println(lending.get().text())));
            lending.set(parting(region, region, () -> {}));
            lending.get().beside(last::run);
            lending.get().close();
            last.rethrow();
        }
    }
}
