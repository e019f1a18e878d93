package org.rdylib.conformance.misuse;

/** Does what must be refused. */
@FunctionalInterface
interface Program {
    void run() throws Throwable;
}
