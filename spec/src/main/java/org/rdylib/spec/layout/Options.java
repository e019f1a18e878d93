package org.rdylib.spec.layout;

import org.rdylib.spec.Type;

/** How {@code Option<T>} says that there is none. */
public final class Options {

    private Options() {}

    /**
     * Whether {@code Option<value>} is laid out as {@code value} with null in its first word for {@code None} (and zero
     * in the others); otherwise it has a tag. It depends on the type's own form alone: never on a user type's fields.
     */
    public static boolean isNullable(Type value) {
        return switch (value) {
            case Type.Reference _, Type.Boxed _, Type.Handle _, Type.Shared _ -> true;
            case Type.Vector _, Type.Text _, Type.Function _ -> true;
            case Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _, Type.Pointer _, Type.Named _ -> false;
            case Type.Option _, Type.Result _ -> false;
            // Without a size of their own: they are never an Option's value.
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ -> false;
        };
    }
}
