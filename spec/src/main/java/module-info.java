/** What a descriptor says: model, syntax, checks, layouts, canonical form. */
module org.rdylib.spec {
    requires static org.jspecify;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;

    exports org.rdylib.spec;
    exports org.rdylib.spec.canonical;
    exports org.rdylib.spec.check;
    exports org.rdylib.spec.layout;
    exports org.rdylib.spec.syntax;
}
