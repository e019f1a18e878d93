package org.rdylib.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/** {@code rdylib layout}: where does each field of each declared type lie? */
final class LayoutCommand {

    private final Console console;

    LayoutCommand(Console console) {
        this.console = console;
    }

    int run(Path file, Target target, Format format) {
        CheckedDescriptor checked = BoundaryFile.read(file, Optional.empty(), target);
        Layouts layouts = new Layouts(checked, target);
        console.out()
                .println(
                        switch (format) {
                            case text -> text(checked.descriptor(), layouts);
                            case json -> json(checked.descriptor(), layouts, target);
                        });
        return ExitCode.HOLDS;
    }

    private static String text(Descriptor descriptor, Layouts layouts) {
        StringBuilder text = new StringBuilder();
        for (TypeDeclaration type : sized(descriptor)) {
            Layout layout = layouts.ofType(type.name());
            text.append("%s: size %d, align %d%n".formatted(type.name(), layout.size(), layout.align()));
            for (Slot slot : layout.slots()) {
                text.append("  %6d %6d  %s%n".formatted(slot.offset(), slot.size(), slot.path()));
            }
        }
        return text.toString().stripTrailing();
    }

    private static String json(Descriptor descriptor, Layouts layouts, Target target) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("target", target.triple());
            json.writeObjectPropertyStart("types");
            for (TypeDeclaration type : sized(descriptor)) {
                Layout layout = layouts.ofType(type.name());
                json.writeObjectPropertyStart(type.name());
                json.writeNumberProperty("size", layout.size());
                json.writeNumberProperty("align", layout.align());
                json.writeObjectPropertyStart("fields");
                layout.slots().stream().filter(LayoutCommand::isField).forEach(slot -> {
                    json.writeName(slot.path());
                    json.writeArray(new long[] {slot.offset(), slot.size()}, 0, 2);
                });
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** All but the opaque ones, of which nobody knows. */
    private static List<TypeDeclaration> sized(Descriptor descriptor) {
        return descriptor.types().stream().filter(TypeDeclaration::hasSize).toList();
    }

    /** An enum's tag is no field of it: a variant may well carry one of that name. */
    private static boolean isField(Slot slot) {
        return switch (slot.content()) {
            case Slot.Content.Value _ -> true;
            case Slot.Content.Tag _, Slot.Content.BuiltIn _ -> false;
        };
    }
}
