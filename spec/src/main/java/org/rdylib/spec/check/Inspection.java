package org.rdylib.spec.check;

import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;

/**
 * A rule that looks at one declaration after the other: it is given each right after it was elaborated, while it is near
 * at hand. To walk through a large descriptor for each rule takes longer than the rules do.
 */
interface Inspection {

    /** Looks at a type; of several of one name, at each. */
    void type(TypeDeclaration declaration);

    /** Looks at the signature of an export, import or method. */
    void signature(Signature signature);
}
