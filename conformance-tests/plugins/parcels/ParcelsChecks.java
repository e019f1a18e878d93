package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.stub.Making;

/** Checks of one subject, each of which leaves the accounts of both sides level. */
abstract class ParcelsChecks {

    /** Text that is no UTF-16, which no library is given. */
    static final String UNPAIRED = "\uD800";

    final Parcels parcels;

    ParcelsChecks(Parcels parcels) {
        this.parcels = parcels;
    }

    /** Adds the checks by what they prove. */
    abstract void addTo(Map<String, ThrowingCallable> checks);

    /** Adds a check. */
    final void put(Map<String, ThrowingCallable> checks, String name, ThrowingCallable check) {
        checks.put(name, () -> inLevel(0, check));
    }

    /**
     * Does a check after which neither side has more or less than before.
     *
     * @param wrongFrees how many times the library frees what is not its own, which Java refuses
     */
    final void inLevel(long wrongFrees, ThrowingCallable check) throws Throwable {
        Account before = parcels.account();
        long made = Making.living();
        long refused = Making.refused();
        check.call();
        Account after = parcels.account();
        assertThat(after.wrong()).as("what was freed wrongly").isEqualTo(before.wrong());
        assertThat(after.blocks()).as("blocks of the plugin").isEqualTo(before.blocks());
        assertThat(after.objects()).as("objects of the plugin").isEqualTo(before.objects());
        assertThat(Making.living()).as("pieces of Java's").isEqualTo(made);
        assertThat(Making.refused()).as("wrong frees of Java's").isEqualTo(refused + wrongFrees);
    }

    /** The call fails where the library misbehaves so. */
    final void invalid(Fault fault, String message, ThrowingCallable call) {
        parcels.misbehave(fault);
        assertThatThrownBy(call).isInstanceOf(InvalidValueException.class).hasMessageContaining(message);
    }
}
