package org.rdylib.verifier.rule;

import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Scope;

/** Where the promises of a function type hold that was opened. */
@FunctionalInterface
public interface BinderScope {

    /** Under that binder only: its lifetimes may not exist, and then its promises say nothing about those outside. */
    BinderScope STANDARD = (inside, _) -> inside;

    /** The scope of the promises of the binder whose inside is {@code inside}, in a question. */
    Scope of(Scope inside, Constraints question);
}
