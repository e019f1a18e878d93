/** From descriptor to source. */
@SuppressWarnings("requires-automatic") // JavaPoet
module org.rdylib.codegen {
    requires com.palantir.javapoet;
    requires java.compiler;
    requires transitive org.rdylib.spec;
    requires org.rdylib.verifier;
    requires static org.jspecify;

    exports org.rdylib.codegen;
    exports org.rdylib.codegen.c;
    exports org.rdylib.codegen.java;
    exports org.rdylib.codegen.rust;
}
