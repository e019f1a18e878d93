package org.rdylib.conformance.lifetimes;

import java.util.List;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.TypeDeclaration;

/** The declared types and interfaces that a random type may mention. */
record Vocabulary(List<Word> types, List<Word> interfaces) {

    /** A declared name and how many lifetimes it takes. */
    record Word(String name, int lifetimes) {}

    static Vocabulary of(List<TypeDeclaration> types, List<InterfaceDeclaration> interfaces) {
        return new Vocabulary(
                types.stream()
                        .map(t -> new Word(t.name(), t.lifetimes().size()))
                        .toList(),
                interfaces.stream()
                        .map(i -> new Word(i.name(), i.lifetimes().size()))
                        .toList());
    }
}
