package org.rdylib.codegen.rust;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * Writes the whole file. All of it stands in one module within the author's, because {@code include!} takes no inner
 * attributes: that module's outer ones say which lints generated code is not held to.
 */
final class ModuleWriter {

    /**
     * What generated code is not held to: unsafe code is its purpose, it asserts the layouts that Rust does not promise,
     * it has parts that a descriptor does not need, and its author may have turned on lints for their own code that rustc
     * and clippy do not turn on by themselves.
     */
    private static final List<String> LINTS = List.of(
            "unsafe_code",
            "improper_ctypes",
            "improper_ctypes_definitions",
            "coherence_leak_check",
            "long_running_const_eval",
            "unused",
            "private_interfaces",
            "nonstandard_style",
            "missing_docs",
            "missing_copy_implementations",
            "missing_debug_implementations",
            "rust_2018_idioms",
            "single_use_lifetimes",
            "trivial_casts",
            "trivial_numeric_casts",
            "unreachable_pub",
            "unused_lifetimes",
            "unused_qualifications",
            "variant_size_differences",
            "clippy::all",
            "clippy::cargo",
            "clippy::nursery",
            "clippy::pedantic",
            "clippy::restriction");

    /** Those types of memory that have other names where they are defined, lest rustc write whole paths of both. */
    private static final Set<String> STANDARD_NAMES = Set.of("Arc", "Box", "CStr", "Option", "Result", "String", "Vec");

    private final CheckedDescriptor checked;
    private final CanonicalForm form;
    private final Descriptor descriptor;
    private final RustOptions options;
    private final Names names;
    private final GrowingStructs growing;
    private final RustTypes types;
    private final Signatures signatures;
    private final Flow flow;
    private final Derives derives;
    private final Requirements requirements;
    private final AsyncExports asyncExports;
    private final String rt;
    private final Closures closures;
    private final Bodies bodies;
    private final Futures futures;

    /** @param form what the library carries, in which types have the names that they are compared by */
    ModuleWriter(CheckedDescriptor checked, CanonicalForm form, RustOptions options) {
        this.requirements = new Requirements(checked.descriptor().types());
        this.asyncExports = new AsyncExports(requirements);
        this.checked = NamedLifetimes.of(checked, asyncExports);
        this.form = form;
        this.descriptor = this.checked.descriptor();
        this.options = options;
        this.names = new Names(descriptor);
        this.growing = GrowingStructs.of(descriptor);
        this.types = RustTypes.declared(names, growing);
        this.signatures = new Signatures(names, types);
        this.flow = Flow.of(this.checked, types);
        this.derives = new Derives(this.checked);
        this.rt = names.type("rt");
        this.closures = new Closures(names, types, requirements, rt);
        this.bodies = new Bodies(
                names, types, new Crossings(this.checked, types, derives, closures, rt), descriptor.library(), rt);
        closures.use(bodies);
        this.futures = new Futures(names, types, rt);
    }

    String write() {
        Lines content = new Lines(4);
        Lines boundary = new Lines(8);
        ExportsWriter exports = new ExportsWriter(descriptor, options, names, signatures, asyncExports, bodies, rt);
        ImportsWriter imports = new ImportsWriter(descriptor, names, signatures, bodies, rt);
        ObjectsWriter objects = new ObjectsWriter(
                descriptor, names, types, signatures, flow, bodies, closures, futures, requirements, rt, boundary);
        new TypesWriter(checked, names, types, growing, derives, requirements, rt, content).write();
        new TraitsWriter(descriptor, names, signatures, asyncExports, flow, objects, content).write();
        imports.writeFunctions(content);
        exports.writeMacro(content);

        exports.writeSymbols(boundary);
        new OpaqueTypesWriter(descriptor, names, rt, boundary).write();
        imports.writeTable(boundary);
        objects.write();
        new FunctionsWriter(names, types, signatures, flow, bodies, requirements, rt, boundary).write();
        closures.write(boundary);
        new ChecksWriter(checked, names, types, flow, rt, boundary).write();
        LayoutAsserts.write(checked, boundary);
        NoteWriter.write(form, names, rt, boundary);
        return file(content.lines(), boundary.lines());
    }

    private String file(List<String> content, List<String> boundary) {
        String api = names.type("api");
        Lines out = new Lines();
        out.add("// " + descriptor.library() + " " + descriptor.version() + ", as a plugin in Rust sees it.");
        out.add("// Generated by rdylib; changes to it are lost. It needs Rust 1.82 or later, and edition 2021 or"
                + " 2024.");
        out.blank().add("#[allow(unused_imports, unreachable_pub)]");
        out.add("pub use self::" + api + "::{" + String.join(", ", visible()) + "};");
        out.add("#[allow(unused_imports)]");
        out.add("pub(crate) use self::" + api + "::export;");
        out.blank().add("#[allow(" + String.join(", ", LINTS) + ")]");
        out.open("mod " + api);
        names.imported().forEach(path -> out.add("use " + path + ";"));
        out.blank().copy(content);
        String failure = names.type("Failure");
        out.blank()
                .add("pub use self::" + rt + "::Failure" + (failure.equals("Failure") ? "" : " as " + failure) + ";");
        out.blank()
                .add("/// What lies in memory as the descriptor says, where Rust does not promise it of its own"
                        + " types.");
        out.open("pub mod " + names.type("wire"));
        if (!types.wireTypes().isEmpty()) {
            types.wireTypes().forEach(t -> out.add("pub use super::" + rt + "::" + wireType(t) + ";"));
        }
        out.close();
        out.blank().add("/// What stands between the author's code and the other side's.");
        out.open("mod " + names.type("boundary"));
        out.add("use super::{" + String.join(", ", withinBoundary()) + "};");
        out.blank().copy(boundary);
        out.close();
        out.blank().open("mod " + rt);
        out.copy(Runtime.lines(types.tupleSizes()));
        out.close().close();
        return out.toString();
    }

    /** What the code behind the author's stands on. */
    private NavigableSet<String> withinBoundary() {
        NavigableSet<String> all = typesAndTraits();
        all.add(rt);
        all.add(names.type("boundary"));
        names.imported().forEach(path -> all.add(path.substring(path.lastIndexOf(':') + 1)));
        return all;
    }

    /** Each by its name: of what a glob brings, rustc writes the whole path in its messages. */
    private NavigableSet<String> visible() {
        NavigableSet<String> visible = typesAndTraits();
        visible.add(names.type("Failure"));
        descriptor.imports().forEach(i -> visible.add(i.name()));
        visible.remove("export"); // with the macro
        descriptor.types().forEach(t -> {
            if (t instanceof TypeDeclaration.Opaque) {
                visible.remove(t.name()); // the author's own
            }
        });
        return visible;
    }

    private NavigableSet<String> typesAndTraits() {
        NavigableSet<String> all = new TreeSet<>();
        for (TypeDeclaration t : descriptor.types()) {
            all.add(t.name());
            if (t instanceof TypeDeclaration.Enum e && AppendEnumsWriter.isStored(e)) {
                all.add(AppendEnumsWriter.known(names, e));
            }
            if (t instanceof TypeDeclaration.Struct s && growing.isLentByField(s)) {
                all.add(GrowingStructs.fields(names, s));
            }
        }
        descriptor.interfaces().forEach(i -> all.add(i.name()));
        all.add(names.exportsTrait());
        Stream.of("Exports", "ExportedOnce", "Library", "wire").map(names::type).forEach(all::add);
        return all;
    }

    private static String wireType(String name) {
        return STANDARD_NAMES.contains(name) ? "Wire" + name + " as " + name : name;
    }
}
