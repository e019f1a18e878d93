package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Options;
import org.rdylib.spec.layout.Slot;

/**
 * Frees values of which the stub does not know the type: a library has put them into a field that only its own copy of the
 * descriptor has, and Java is the maker of what the field lies in. What they consist of is destroyed by their own makers.
 */
final class Destroying {

    private final CheckedDescriptor descriptor;
    private final Layouts layouts;
    private final DropFunctions drops;

    Destroying(CheckedDescriptor descriptor, Layouts layouts, DropFunctions drops) {
        this.descriptor = descriptor;
        this.layouts = layouts;
        this.drops = drops;
    }

    /** What frees the values of some fields, from the address of the struct that they are of; empty if they own nothing. */
    Optional<Owned.Freer> fields(Layout struct, List<Field> fields) {
        List<Owned.Freer> parts = new ArrayList<>();
        fields.forEach(field -> part(struct, field.name(), field.type(), parts));
        return all(parts);
    }

    private static Optional<Owned.Freer> all(List<Owned.Freer> parts) {
        List<Owned.Freer> fixed = List.copyOf(parts);
        return fixed.isEmpty() ? Optional.empty() : Optional.of(at -> fixed.forEach(part -> part.free(at)));
    }

    private void part(Layout whole, String path, Type type, List<Owned.Freer> parts) {
        of(type).ifPresent(freer -> {
            long offset = whole.slot(path).map(Slot::offset).orElseThrow();
            parts.add(at -> freer.free(at + offset));
        });
    }

    /** What frees a value; empty if none of the type owns anything. */
    Optional<Owned.Freer> of(Type type) {
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Reference _, Type.Pointer _, Type.Function _ -> Optional.empty();
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ -> Optional.empty();
            case Type.Handle h -> Optional.of(drops.freer(dropOf(h)));
            case Type.Text _, Type.Vector _ -> Optional.of(Owned::freeVector);
            case Type.Boxed boxed ->
                Optional.of(
                        switch (boxed.target()) {
                            case Type.InterfaceObject _, Type.Closure _ -> Destroying::object;
                            case Type.Slice _, Type.Str _, Type.CStr _ -> Owned::freeSlice;
                            case Type _ -> Owned::freeBox;
                        });
            case Type.Shared shared ->
                Optional.of(
                        switch (shared.target()) {
                            case Type.InterfaceObject _, Type.Closure _ -> Destroying::object;
                            case Type _ -> Owned::release;
                        });
            // None is null in the first word, and null is never freed.
            case Type.Option o when Options.isNullable(o.value()) -> of(o.value());
            case Type.Option o -> tagged(layouts.of(o), "Some.0", 1, o.value());
            case Type.Result r -> {
                List<Owned.Freer> parts = new ArrayList<>();
                tagged(layouts.of(r), "Ok.0", 0, r.ok()).ifPresent(parts::add);
                tagged(layouts.of(r), "Err.0", 1, r.err()).ifPresent(parts::add);
                yield all(parts);
            }
            case Type.Tuple t -> {
                List<Owned.Freer> parts = new ArrayList<>();
                for (int i = 0; i < t.elements().size(); i++) {
                    part(layouts.of(t), Integer.toString(i), t.elements().get(i), parts);
                }
                yield all(parts);
            }
            case Type.Array a -> {
                long stride = layouts.of(a.element()).size();
                yield of(a.element()).map(element -> at -> Owned.each(at, a.length(), stride, element));
            }
            case Type.Named n -> declared(descriptor.type(n.name()));
        };
    }

    private String dropOf(Type.Handle handle) {
        return descriptor.type(handle.target().name()) instanceof TypeDeclaration.Opaque opaque
                ? opaque.drop().orElseThrow()
                : handle.target().name();
    }

    private Optional<Owned.Freer> declared(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> fields(layouts.ofType(s.name()), s.fields());
            case TypeDeclaration.Enum e -> union(e, layouts.ofType(e.name()));
            case TypeDeclaration.Opaque _ -> Optional.empty();
        };
    }

    private Optional<Owned.Freer> union(TypeDeclaration.Enum declaration, Layout layout) {
        int tagSize = Math.toIntExact(layouts.target().sizeOf(declaration.repr()));
        List<Owned.Freer> variants = new ArrayList<>();
        declaration.variants().forEach(variant -> {
            List<Owned.Freer> parts = new ArrayList<>();
            switch (variant.payload()) {
                case Payload.None _ -> {}
                case Payload.Positional p -> {
                    for (int i = 0; i < p.types().size(); i++) {
                        part(layout, variant.name() + "." + i, p.types().get(i), parts);
                    }
                }
                case Payload.Fields f ->
                    f.fields().forEach(field -> part(layout, variant.name() + "." + field.name(), field.type(), parts));
            }
            all(parts).ifPresent(freer -> {
                long tag = variant.discriminant().longValue() & mask(tagSize);
                variants.add(at -> {
                    if (tag(at, tagSize) == tag) {
                        freer.free(at);
                    }
                });
            });
        });
        return all(variants);
    }

    private Optional<Owned.Freer> tagged(Layout layout, String path, int tag, Type payload) {
        int tagSize = Math.toIntExact(layouts.target().sizeOf(ScalarKind.U8));
        return of(payload).map(freer -> {
            long offset = layout.slot(path).map(Slot::offset).orElseThrow();
            return at -> {
                if (tag(at, tagSize) == tag) {
                    freer.free(at + offset);
                }
            };
        });
    }

    private static long mask(int size) {
        return size == Long.BYTES ? -1 : (1L << (Byte.SIZE * size)) - 1;
    }

    private static long tag(long at, int size) {
        return switch (size) {
            case Byte.BYTES -> Memory.getByte(at) & 0xFF;
            case Short.BYTES -> Memory.getShort(at) & 0xFFFF;
            case Integer.BYTES -> Memory.getInt(at) & 0xFFFF_FFFFL;
            default -> Memory.getLong(at);
        };
    }

    private static void object(long at) {
        ObjectTable.drop(null, Memory.getLong(at), Memory.getLong(at + Long.BYTES));
    }
}
