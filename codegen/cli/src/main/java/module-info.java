/** The command {@code rdylib}. */
module org.rdylib.cli {
    requires info.picocli;
    requires org.rdylib.codegen;
    requires org.rdylib.spec;
    requires org.rdylib.verifier;
    requires static org.jspecify;
    requires tools.jackson.core;

    exports org.rdylib.cli;

    opens org.rdylib.cli to
            info.picocli;
}
