package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.Signature;

/** Writes the traits that an author implements: one for each interface, and that of the exports. */
final class TraitsWriter {

    private final Descriptor descriptor;
    private final Names names;
    private final Signatures signatures;
    private final AsyncExports asyncExports;
    private final Flow flow;
    private final ObjectsWriter objects;
    private final Lines out;

    TraitsWriter(
            Descriptor descriptor,
            Names names,
            Signatures signatures,
            AsyncExports asyncExports,
            Flow flow,
            ObjectsWriter objects,
            Lines out) {
        this.descriptor = descriptor;
        this.names = names;
        this.signatures = signatures;
        this.asyncExports = asyncExports;
        this.flow = flow;
        this.objects = objects;
        this.out = out;
    }

    void write() {
        descriptor.interfaces().forEach(this::interfaceTrait);
        exportsTrait();
    }

    private void interfaceTrait(InterfaceDeclaration i) {
        out.blank().add(Docs.of(i.doc()));
        String generics = RustTypes.generics(i.lifetimes());
        String above = flow.ofInterface(i.name()).contains(Flow.Direction.OUT)
                ? ": " + names.type("boundary") + "::" + objects.sealedTrait(i) + generics
                : "";
        out.open("pub trait " + i.name() + generics + above);
        for (Method m : i.methods()) {
            out.add(Docs.of(m.doc()));
            if (m.isOptional()) {
                out.add("///")
                        .add("/// `None` where the object does not have it; one that is called on yours all the"
                                + " same fails then.");
                out.open(signatures.optionalHead("", m.name(), m.signature(), parameters(m.signature())));
                out.add(names.std("Option") + "::None").close();
            } else {
                out.add(signatures.declaration(m.name(), m.signature(), parameters(m.signature())));
            }
        }
        out.add(objects.hiddenMethods(i));
        out.close();
    }

    private void exportsTrait() {
        String name = names.exportsTrait();
        String doc = descriptor.doc().map(String::strip).orElse("The library `" + descriptor.library() + "`.");
        out.blank().add(Docs.of(Optional.of(doc)));
        out.add("///");
        out.add("/// Implement it for a type of your own, and name that in `export!`.");
        out.open("pub trait " + name);
        for (Export e : descriptor.exports()) {
            out.add(Docs.of(e.doc()));
            List<String> parameters = parameters(e.signature());
            out.add(asyncExports
                    .of(e.signature())
                    .map(form -> signatures.asyncDeclaration(e.name(), e.signature(), form, parameters))
                    .orElseGet(() -> signatures.declaration(e.name(), e.signature(), parameters)));
        }
        out.close();
    }

    private List<String> parameters(Signature signature) {
        Scope scope = names.parameters();
        return signature.parameters().stream().map(p -> scope.take(p.name())).toList();
    }
}
