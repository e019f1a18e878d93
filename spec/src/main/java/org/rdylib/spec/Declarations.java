package org.rdylib.spec;

/** The declarations that the names in type expressions stand for. */
public interface Declarations {

    /**
     * The type of that name.
     *
     * @throws IllegalArgumentException if it is not declared here
     */
    TypeDeclaration type(String name);

    /**
     * The interface of that name.
     *
     * @throws IllegalArgumentException if it is not declared here
     */
    InterfaceDeclaration interfaceNamed(String name);
}
