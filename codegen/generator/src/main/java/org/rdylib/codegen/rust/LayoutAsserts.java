package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.TargetGroups;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/** Assertions that rustc lays everything out as the other side, which never sees this module, expects it. */
final class LayoutAsserts {

    private static final String INDENT = "    ";

    private LayoutAsserts() {}

    /** The assertions for all targets, those of equal layouts together. */
    static void write(CheckedDescriptor descriptor, Lines out) {
        out.blank().add("// The other side was built for exactly these layouts.");
        TargetGroups.of(target -> of(descriptor, target), LayoutAsserts::error).forEach((lines, targets) -> {
            out.add("#[cfg(" + any(targets) + ")]");
            out.add(lines);
        });
        out.add("#[cfg(not(" + any(List.of(Target.values())) + "))]");
        out.add("::core::compile_error!(\"layouts are known for " + Target.names(List.of(Target.values())) + "\");");
    }

    private static String any(List<Target> targets) {
        String all = targets.stream().map(Target::rustCfg).collect(joining(", "));
        return targets.size() == 1 ? all : "any(" + all + ")";
    }

    private static List<String> of(CheckedDescriptor descriptor, Target target) {
        Layouts layouts = new Layouts(descriptor, target);
        List<String> lines = new ArrayList<>();
        lines.add("const _: () = {");
        lines.add(INDENT + "use ::core::{assert, mem::{align_of, offset_of, size_of}};");
        size("usize", target.pointerSize(), target.pointerSize(), lines);
        for (TypeDeclaration declaration : descriptor.descriptor().types()) {
            if (declaration instanceof TypeDeclaration.Opaque) {
                // The author's, of any size: what counts is that one word is all that there is of it elsewhere.
                String box = "::core::option::Option<::std::boxed::Box<" + TypesWriter.erased(declaration) + ">>";
                size(box, target.pointerSize(), target.pointerSize(), lines);
            } else {
                of(declaration, layouts.ofType(declaration.name()), lines);
            }
        }
        lines.add("};");
        return lines;
    }

    private static String error(String why) {
        return "::core::compile_error!(\"" + Docs.escape(why).replace("\"", "'") + "\");";
    }

    private static void of(TypeDeclaration declaration, Layout layout, List<String> lines) {
        String type = TypesWriter.erased(declaration);
        size(type, layout.size(), layout.align(), lines);
        if (declaration instanceof TypeDeclaration.Struct) {
            for (Slot slot : layout.slots()) {
                lines.add(INDENT + "::core::assert!(::core::mem::offset_of!(" + type + ", " + slot.path() + ") == "
                        + slot.offset() + ");");
            }
        }
    }

    private static void size(String type, long size, long align, List<String> lines) {
        lines.add(INDENT + "::core::assert!(size_of::<" + type + ">() == " + size + " && align_of::<" + type + ">() == "
                + align + ");");
    }
}
