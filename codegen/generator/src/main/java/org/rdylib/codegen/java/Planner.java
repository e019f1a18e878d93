package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.Plan.Alternative;
import org.rdylib.codegen.java.Plan.Argument;
import org.rdylib.codegen.java.Plan.Component;
import org.rdylib.codegen.java.Resolver.Position;
import org.rdylib.codegen.java.Resolver.Site;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/** Makes a {@link Plan} of a descriptor, or finds every reason against one. */
final class Planner {
    private final CheckedDescriptor checked;
    private final Descriptor descriptor;
    private final Layouts layouts;
    private final Names names;
    private final Resolver resolver;

    Planner(CheckedDescriptor checked, Target target, String packageName) {
        this.checked = checked;
        this.descriptor = checked.descriptor();
        this.layouts = new Layouts(checked, target);
        this.names = new Names(descriptor, packageName);
        this.resolver = new Resolver(checked);
    }

    /** Everything that is refused; only meaningful after {@link #plan}. */
    List<Diagnostic> refused() {
        return resolver.refused();
    }

    /** The plan. It is to be carried out only if nothing is {@link #refused}. */
    Plan plan() {
        List<Plan.Struct> structs = new ArrayList<>();
        List<Plan.PlainEnum> plainEnums = new ArrayList<>();
        List<Plan.Union> unions = new ArrayList<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            switch (declaration) {
                case TypeDeclaration.Struct s -> structs.add(struct(s));
                case TypeDeclaration.Enum e when e.hasPayload() -> unions.add(union(e));
                case TypeDeclaration.Enum e -> plainEnums.add(plainEnum(e));
            }
        }
        return new Plan(
                checked,
                new Sizes(layouts),
                names,
                List.copyOf(structs),
                List.copyOf(plainEnums),
                List.copyOf(unions),
                descriptor.interfaces().stream().map(this::interfaceOf).toList(),
                exports(),
                imports());
    }

    private Plan.Struct struct(TypeDeclaration.Struct struct) {
        Layout layout = layouts.ofType(struct.name());
        List<String> components = Names.components(struct.fields());
        return new Plan.Struct(names.type(struct.name()), struct, fields(layout, "", struct.fields(), components));
    }

    private Plan.PlainEnum plainEnum(TypeDeclaration.Enum declaration) {
        Map<String, String> constants = names.variants(declaration);
        return new Plan.PlainEnum(
                names.type(declaration.name()),
                declaration,
                declaration.variants().stream()
                        .map(v -> new Plan.Constant(
                                constants.getOrDefault(v.name(), v.name()), v.discriminant(), v.doc()))
                        .toList());
    }

    private Plan.Union union(TypeDeclaration.Enum declaration) {
        ClassName name = names.type(declaration.name());
        Layout layout = layouts.ofType(declaration.name());
        Map<String, String> records = names.variants(declaration);
        return new Plan.Union(
                name,
                declaration,
                declaration.variants().stream()
                        .map(v -> new Alternative(
                                name.nestedClass(records.getOrDefault(v.name(), v.name())),
                                v.name(),
                                v.discriminant(),
                                components(layout, v),
                                v.doc()))
                        .toList());
    }

    private List<Component> components(Layout layout, Variant variant) {
        List<String> components = Names.components(variant.payload());
        return switch (variant.payload()) {
            case Payload.None _ -> List.of();
            case Payload.Fields f -> fields(layout, variant.name() + ".", f.fields(), components);
            case Payload.Positional p ->
                IntStream.range(0, p.types().size())
                        .mapToObj(i -> new Component(
                                components.get(i),
                                Integer.toString(i),
                                resolver.field(p.types().get(i)),
                                offset(layout, variant.name() + "." + i),
                                Optional.empty()))
                        .toList();
        };
    }

    private List<Component> fields(Layout layout, String prefix, List<Field> fields, List<String> components) {
        return IntStream.range(0, fields.size())
                .mapToObj(i -> new Component(
                        components.get(i),
                        fields.get(i).name(),
                        resolver.field(fields.get(i).type()),
                        offset(layout, prefix + fields.get(i).name()),
                        fields.get(i).doc()))
                .toList();
    }

    private static long offset(Layout layout, String path) {
        return layout.slot(path).map(Slot::offset).orElseThrow(() -> new IllegalStateException("no slot " + path));
    }

    private Plan.Interface interfaceOf(InterfaceDeclaration declaration) {
        ClassName name = names.type(declaration.name());
        List<String> lifetimes =
                declaration.lifetimes().stream().map(Lifetimes::name).toList();
        Map<String, String> methods = Names.methods(declaration);
        Scope nested = Scope.ofTypes(Set.of(name.simpleName()));
        return new Plan.Interface(
                name,
                names.object(declaration.name()),
                lifetimes,
                declaration.methods().stream()
                        .map(m -> downcall(
                                name,
                                nested,
                                methods.getOrDefault(m.name(), m.name()),
                                m.signature(),
                                lifetimes,
                                m.doc()))
                        .toList(),
                declaration.doc());
    }

    private List<Plan.Export> exports() {
        Map<String, String> methods = Names.exports(descriptor);
        ClassName library = names.library();
        Scope nested =
                Scope.ofTypes(Set.of(library.simpleName(), names.imports().simpleName()));
        return descriptor.exports().stream()
                .map(e -> new Plan.Export(
                        descriptor.symbolOf(e),
                        downcall(
                                library,
                                nested,
                                methods.getOrDefault(e.name(), e.name()),
                                e.signature(),
                                List.of(),
                                e.doc())))
                .toList();
    }

    private List<Plan.Function> imports() {
        Map<String, String> methods = Names.imports(descriptor);
        return descriptor.imports().stream()
                .map(i -> {
                    if (i.signature().convention() == Convention.C) {
                        resolver.refuse(i.signature().at(), "an `extern \"C\"` import");
                    }
                    return upcall(methods.getOrDefault(i.name(), i.name()), i.signature(), Set.of(), i.doc());
                })
                .toList();
    }

    /** A function of the library that Java calls. */
    private Plan.Function downcall(
            ClassName container,
            Scope nested,
            String name,
            Signature signature,
            List<String> self,
            Optional<String> doc) {
        signature
                .receiver()
                .filter(receiver -> receiver.kind() == Receiver.Kind.OWNED)
                .ifPresent(receiver -> resolver.refuse(receiver.at(), "`self: Box<Self>`"));
        List<Bounds.Outlives> bounds = Bounds.of(checked, signature, self);
        Set<String> seeds = stored(signature);
        seeds.addAll(self);
        seeds.addAll(Lifetimes.in(signature.result()));
        Set<String> reaching = Bounds.reaching(bounds, seeds);
        return function(
                name, signature, reaching, bounds, doc, Position.PARAMETER, Position.RESULT, parameter -> closure -> {
                    String preferred = Identifiers.type(name) + Identifiers.type(parameter);
                    return new Plan.Callback(
                            container.nestedClass(nested.claim(preferred)),
                            closure.kind(),
                            upcall("call", closure.signature(), reaching, Optional.empty()));
                });
    }

    /**
     * A function of Java that the library calls.
     *
     * @param outer the lifetimes of the signature around it that reach something there
     */
    private Plan.Function upcall(String name, Signature signature, Set<String> outer, Optional<String> doc) {
        List<Bounds.Outlives> bounds = Bounds.of(checked, signature, List.of());
        Set<String> seeds = stored(signature);
        seeds.addAll(outer);
        seeds.addAll(Lifetimes.in(signature.result()));
        Set<String> reaching = Bounds.reaching(bounds, seeds);
        return function(
                name,
                signature,
                reaching,
                bounds,
                doc,
                Position.CALLBACK_PARAMETER,
                Position.CALLBACK_RESULT,
                parameter -> closure -> {
                    throw new IllegalStateException(closure.at() + ": refused");
                });
    }

    private Plan.Function function(
            String name,
            Signature signature,
            Set<String> reaching,
            List<Bounds.Outlives> bounds,
            Optional<String> doc,
            Position parameters,
            Position result,
            java.util.function.Function<String, java.util.function.Function<Type.Closure, Plan.Callback>> callbacks) {
        if (signature.isUnsafe()) {
            resolver.refuse(signature.at(), "an `unsafe` signature");
        }
        List<String> arguments = Names.parameters(signature.parameters(), Planner::unnamed);
        List<Argument> resolved = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Site site = new Site(parameters, reaching, callbacks.apply(arguments.get(i)));
            resolved.add(new Argument(
                    arguments.get(i), resolver.of(signature.parameters().get(i).type(), site)));
        }
        Site site = new Site(result, reaching, closure -> {
            throw new IllegalStateException(closure.at() + ": refused");
        });
        return new Plan.Function(
                name,
                signature,
                List.copyOf(resolved),
                resolver.of(signature.result(), site),
                Set.copyOf(reaching),
                bounds,
                doc);
    }

    /** The lifetimes for which a call may leave something behind, beside its result. */
    private static Set<String> stored(Signature signature) {
        Set<String> stored = new HashSet<>(Set.of(Lifetimes.DYLIB));
        signature.parameters().forEach(parameter -> store(parameter.type(), Set.of(), stored));
        return stored;
    }

    /** Adds the lifetimes of what a callee can write to, or ask its caller for. */
    private static void store(Type type, Set<String> bound, Set<String> stored) {
        Set<String> inner = new HashSet<>(bound);
        if (type instanceof Type.Closure closure) {
            closure.signature().lifetimes().stream().map(Lifetimes::name).forEach(inner::add);
            storeAll(closure.signature().result(), inner, stored);
        } else if (type instanceof Type.Reference reference
                && reference.mutability() == Mutability.EXCLUSIVE
                && !(reference.target() instanceof Type.Closure)) {
            storeAll(reference.target(), inner, stored);
        }
        Types.parts(type).forEach(part -> store(part, inner, stored));
    }

    private static void storeAll(Type type, Set<String> bound, Set<String> stored) {
        Lifetimes.in(type).stream().filter(name -> !bound.contains(name)).forEach(stored::add);
    }

    private static String unnamed(Parameter parameter) {
        Type type = parameter.type() instanceof Type.Reference reference ? reference.target() : parameter.type();
        return switch (type) {
            case Type.Named named -> Identifiers.member(named.name());
            case Type.Str _, Type.CStr _ -> "text";
            case Type.Slice _ -> "items";
            case Type _ -> "value";
        };
    }
}
