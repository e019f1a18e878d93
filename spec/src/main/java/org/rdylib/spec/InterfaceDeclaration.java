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

    /** The same interface under another name. */
    public InterfaceDeclaration withName(String name) {
        return new InterfaceDeclaration(name, lifetimes, methods, doc, at);
    }

    /** The same interface with other methods. */
    public InterfaceDeclaration withMethods(List<Method> methods) {
        return new InterfaceDeclaration(name, lifetimes, methods, doc, at);
    }

    /** The same interface with other lifetime parameters, documentation and place. */
    public InterfaceDeclaration withHead(List<LifetimeParameter> lifetimes, Optional<String> doc, Place at) {
        return new InterfaceDeclaration(name, lifetimes, methods, doc, at);
    }
}
