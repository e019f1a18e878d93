package org.rdylib.spec.layout;

import java.util.List;
import org.rdylib.spec.Type;

/** Of which words the built-in types consist that are made of words. */
public final class Words {

    private static final List<Word> ADDRESS = List.of(Word.DATA);
    private static final List<Word> SEQUENCE = List.of(Word.DATA, Word.LENGTH);
    private static final List<Word> OBJECT = List.of(Word.DATA, Word.TABLE);

    private Words() {}

    /** The words of a value of {@code type}, in order; none for types that are not made of words. */
    public static List<Word> of(Type type) {
        return switch (type) {
            case Type.Reference r -> behindReference(r.target());
            case Type.Pointer _ -> ADDRESS;
            case Type.Handle _ -> ADDRESS;
            case Type.Boxed b -> inBox(b.target());
            case Type.Shared _ -> OBJECT;
            case Type.Vector _, Type.Text _ -> List.of(Word.DATA, Word.LENGTH, Word.CAPACITY, Word.FREE);
            case Type.Function _ -> List.of(Word.CODE);
            case Type.Option o when Options.isNullable(o.value()) -> of(o.value());
            case Type.Option _, Type.Result _, Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _ -> List.of();
            case Type.Named _, Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _ -> List.of();
            case Type.Closure _ -> List.of();
        };
    }

    private static List<Word> behindReference(Type target) {
        return switch (target) {
            case Type.Slice _, Type.Str _ -> SEQUENCE;
            case Type.InterfaceObject _, Type.Closure _ -> OBJECT;
            case Type _ -> ADDRESS;
        };
    }

    private static List<Word> inBox(Type target) {
        return switch (target) {
            case Type.Slice _, Type.Str _ -> List.of(Word.DATA, Word.LENGTH, Word.FREE);
            case Type.InterfaceObject _, Type.Closure _ -> OBJECT;
            case Type _ -> List.of(Word.DATA, Word.FREE);
        };
    }
}
