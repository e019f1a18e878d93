/** What generated stubs stand on. */
module org.rdylib.loader {
    requires transitive org.rdylib.verifier;
    requires static org.jspecify;
}
