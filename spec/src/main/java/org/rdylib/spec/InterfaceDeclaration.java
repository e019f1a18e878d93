package org.rdylib.spec;

import java.util.List;
import java.util.Optional;

/** An interface: its methods are the slots of its objects' tables, in this order. */
public record InterfaceDeclaration(
        String name, List<LifetimeParameter> lifetimes, List<Method> methods, Optional<String> doc, Place at) {
    public InterfaceDeclaration {
        lifetimes = List.copyOf(lifetimes);
        methods = List.copyOf(methods);
    }
}
