package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Import;

/** Writes the functions by which the author calls the imports, and the table that the loader fills in. */
final class ImportsWriter {

    private final Descriptor descriptor;
    private final Names names;
    private final Signatures signatures;
    private final Bodies bodies;
    private final String rt;

    ImportsWriter(Descriptor descriptor, Names names, Signatures signatures, Bodies bodies, String rt) {
        this.rt = rt;
        this.descriptor = descriptor;
        this.names = names;
        this.signatures = signatures;
        this.bodies = bodies;
    }

    void writeFunctions(Lines out) {
        for (Import i : descriptor.imports()) {
            out.blank().add(Docs.of(i.doc()));
            List<String> parameters = bodies.parameterNames(i.signature());
            String slot = names.type("boundary") + "::" + names.value("imports") + "()." + i.name();
            List<String> body = bodies.leave(i.signature(), i.name(), "call", List.of());
            if (i.isOptional()) {
                out.add("///").add("/// `None` where the other side does not have it.");
                out.open(signatures.optionalHead("pub ", i.name(), i.signature(), parameters));
                out.open("unsafe");
                out.add("let call = " + slot + "?;");
                out.open(names.std("Option") + "::Some(").add(body).close(")");
            } else {
                out.open(signatures.head("pub ", i.name(), i.signature(), parameters));
                out.open("unsafe");
                out.add("let call = " + slot + ";");
                out.add(body);
            }
            out.close().close();
        }
    }

    void writeTable(Lines out) {
        boolean isEmpty = descriptor.imports().isEmpty();
        String table = isEmpty ? "()" : names.type("Imports");
        if (!isEmpty) {
            out.blank().add("#[repr(C)]").open("pub struct " + table);
            for (Import i : descriptor.imports()) {
                String pointer =
                        bodies.function(i.signature(), Optional.empty()).pointer();
                String slot = i.isOptional() ? names.std("Option") + "<" + pointer + ">" : pointer;
                out.add("pub " + i.name() + ": " + slot + ",");
            }
            out.close();
        }
        String symbol = descriptor.importsSymbol();
        String pointer = "::core::sync::atomic::AtomicPtr";
        out.blank()
                .add("/// Set by whoever opens the library, before its first call"
                        + (isEmpty ? "; there are no imports." : "."));
        out.add("#[unsafe(no_mangle)]");
        out.add("static " + names.value(symbol) + ": " + pointer + "<" + table + "> = " + pointer
                + "::new(::core::ptr::null_mut());");
        if (!isEmpty) {
            out.blank().open("pub fn " + names.value("imports") + "() -> &'static " + table);
            out.add("let imports = " + names.value(symbol) + ".load(::core::sync::atomic::Ordering::Acquire);");
            out.open("if imports.is_null()");
            out.add(rt + "::refuse(::core::format_args!(\"" + descriptor.library()
                    + ": the imports are not there yet\"));");
            out.close();
            out.add("unsafe { &*imports }");
            out.close();
        }
    }
}
