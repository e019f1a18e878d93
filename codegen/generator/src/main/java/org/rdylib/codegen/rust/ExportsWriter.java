package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;

/**
 * Writes how the exports come from the author to their symbols. The author's type may be private, and the module cannot
 * name it; so {@code export!} gives its functions to the module as values, without a word of unsafe code in the
 * author's file.
 */
final class ExportsWriter {

    private final Descriptor descriptor;
    private final RustOptions options;
    private final Names names;
    private final Signatures signatures;
    private final AsyncExports asyncExports;
    private final Bodies bodies;
    private final String rt;

    ExportsWriter(
            Descriptor descriptor,
            RustOptions options,
            Names names,
            Signatures signatures,
            AsyncExports asyncExports,
            Bodies bodies,
            String rt) {
        this.descriptor = descriptor;
        this.options = options;
        this.names = names;
        this.signatures = signatures;
        this.asyncExports = asyncExports;
        this.bodies = bodies;
        this.rt = rt;
    }

    /** What {@code export!} fills in, and the macro. */
    void writeMacro(Lines out) {
        String exports = names.type("Exports");
        String once = names.type("ExportedOnce");
        String library = names.type("Library");
        String macro = names.value("__export"); // no import is called so: one may be called `export`
        String of = new Scope(descriptor.exports().stream().map(Export::name).toArray(String[]::new)).take("of");
        out.blank().add("/// The author's functions.");
        out.add("#[doc(hidden)]").open("pub struct " + exports);
        descriptor.exports().forEach(e -> out.add(e.name() + ": " + signatures.pointer(e.signature()) + ","));
        out.close();
        out.blank().open("impl " + exports);
        out.add("#[doc(hidden)]");
        boolean isAsync = descriptor.exports().stream().anyMatch(this::isAsync);
        out.open("pub const fn " + of + "<" + names.parameter("T") + ": " + names.exportsTrait()
                + (isAsync ? " + 'static" : "") + ">() -> Self");
        List<String> all = descriptor.exports().stream()
                .map(e -> e.name() + ": " + (isAsync(e) ? boxing(e) : names.parameter("T") + "::" + e.name()))
                .toList();
        out.add("Self { " + String.join(", ", all) + (all.isEmpty() ? "}" : " }"));
        out.close().close();
        out.blank().add("#[doc(hidden)]");
        out.add("#[diagnostic::on_unimplemented(");
        out.add("    message = \"nothing exports the library `" + descriptor.library() + "`\",");
        out.add("    label = \"there is no `export!`\",");
        out.add("    note = \"write `" + options.name()
                + "::export!(Plugin);` once in this crate, for a type of yours that" + " implements `"
                + names.exportsTrait() + "`\"");
        out.add(")]");
        out.open("pub trait " + once);
        out.add("const EXPORTS: " + exports + ";");
        out.close();
        out.blank().add("#[doc(hidden)]").add("pub enum " + library + " {}");
        String module = "$crate::" + options.module();
        out.blank()
                .add("/// Makes the functions of a type that implements [`" + names.exportsTrait()
                        + "`] those of the library.");
        out.open("macro_rules! " + macro).open("($implementation:ty) =>").open("const _: () =");
        out.add("use " + module
                + " as __generated; // if it stands elsewhere: `rdylib generate --lang rust --module PATH`");
        out.open("impl __generated::" + once + " for __generated::" + library);
        out.add("const EXPORTS: __generated::" + exports + " = __generated::" + exports + "::" + of
                + "::<$implementation>();");
        out.close().close(";").close(";").close();
        out.add("pub(crate) use " + macro + " as export;");
        out.blank().add("const _: () = ::core::assert!(");
        out.add("    " + rt + "::stands_at(::core::module_path!(), \"" + options.module() + "::" + names.type("api")
                + "\"),");
        out.add("    \"this module was generated for `crate::" + options.module()
                + "`; for another place: `rdylib generate --lang rust --module PATH`\"");
        out.add(");");
    }

    private boolean isAsync(Export e) {
        return asyncExports.of(e.signature()).isPresent();
    }

    /** The author's function has a future of its own type. */
    private String boxing(Export e) {
        String parameters = String.join(", ", bodies.parameterNames(e.signature()));
        String boxed = names.std("Box") + "::pin(" + names.parameter("T") + "::" + e.name() + "(" + parameters + "))";
        return "|" + parameters + "| " + (e.signature().isUnsafe() ? "unsafe { " + boxed + " }" : boxed);
    }

    /** The functions behind the symbols. */
    void writeSymbols(Lines out) {
        String values = names.value("EXPORTS");
        if (!descriptor.exports().isEmpty()) {
            out.blank()
                    .add("const " + values + ": " + names.type("Exports") + " = <" + names.type("Library") + " as "
                            + names.type("ExportedOnce") + ">::EXPORTS;");
        }
        for (Export e : descriptor.exports()) {
            String symbol = descriptor.symbolOf(e);
            boolean isName = symbol.matches("[A-Za-z_][A-Za-z0-9_]*") && !RustOptions.isKeyword(symbol);
            String name = names.value(isName ? symbol : "export_" + e.name(), new Names.Owner("export", e.name()));
            out.blank()
                    .add(name.equals(symbol) ? "#[unsafe(no_mangle)]" : "#[unsafe(export_name = \"" + symbol + "\")]");
            out.open(bodies.function(e.signature(), Optional.empty()).head(name));
            out.add(bodies.enter(
                    e.signature(),
                    e.name(),
                    arguments -> "(" + values + "." + e.name() + ")(" + String.join(", ", arguments) + ")"));
            out.close();
        }
    }
}
