/** What generated stubs stand on. */
module org.rdylib.loader {
    requires transitive org.rdylib.verifier;
    requires static transitive org.jspecify;

    exports org.rdylib.loader;
    exports org.rdylib.loader.stub;
}
