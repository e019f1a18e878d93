/** May these two be linked? */
module org.rdylib.verifier {
    requires transitive org.rdylib.spec;
    requires static org.jspecify;
    requires tools.jackson.core;
}
