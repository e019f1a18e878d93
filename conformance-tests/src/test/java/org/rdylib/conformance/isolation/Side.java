package org.rdylib.conformance.isolation;

/** Who makes a value, or calls a function. */
enum Side {
    HOST,
    PLUGIN;

    Side other() {
        return this == HOST ? PLUGIN : HOST;
    }
}
