/** May these two be linked? */
module org.rdylib.verifier {
    exports org.rdylib.verifier;
    exports org.rdylib.verifier.image;

    requires transitive org.rdylib.spec;
    requires static org.jspecify;
    requires tools.jackson.core;
}
