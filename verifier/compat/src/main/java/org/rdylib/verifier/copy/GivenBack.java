package org.rdylib.verifier.copy;

import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.TypeDeclaration;

/**
 * Whether a host that gives a value gives one back: the library's own opaque value, of which the library may therefore
 * claim more than the host's copy does.
 *
 * <table><caption>Verdicts</caption>
 * <tr><td>an opaque type of the library's own, with a {@code drop} in both copies</td><td>given back: nobody but the library
 * makes one, and each goes to none but the library that has made it</td></tr>
 * <tr><td>without {@code drop} in one of the copies</td><td>perhaps the host's own</td></tr>
 * <tr><td>of another library, {@code geometry::H}</td><td>perhaps made by a third one that the host has loaded</td></tr>
 * <tr><td>any other type</td><td>the host may have made it</td></tr>
 * </table>
 */
public final class GivenBack {

    private GivenBack() {}

    /** Whether values of this type that {@code producer} gives were given to it. */
    public static boolean is(Side producer, TypeDeclaration given, TypeDeclaration wanted) {
        return producer == Side.HOST && hasDrop(given) && hasDrop(wanted) && !QualifiedName.isQualified(given.name());
    }

    private static boolean hasDrop(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Opaque opaque
                && opaque.drop().isPresent();
    }
}
