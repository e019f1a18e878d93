package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.plan.FunctionPlanner.Nest;
import org.rdylib.codegen.java.plan.Plan.Alternative;
import org.rdylib.codegen.java.plan.Plan.Component;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Variance;
import org.rdylib.spec.layout.CArguments;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/** Makes a {@link Plan} of a descriptor, or finds every reason against one. */
public final class Planner {
    private final Descriptor described;
    private final CheckedDescriptor checked;
    private final Descriptor descriptor;
    private final Layouts layouts;
    private final Names names;
    private final Resolver resolver;
    private final FunctionPlanner functions;
    private final Nest nest;
    private final Set<Diagnostic> refused = new LinkedHashSet<>();

    /**
     * A planner.
     *
     * @param described the descriptor
     * @param checked the same with the names that generated code has for its types
     */
    public Planner(Descriptor described, CheckedDescriptor checked, Target target, String packageName) {
        this.described = described;
        this.checked = checked;
        this.descriptor = checked.descriptor();
        this.layouts = new Layouts(checked, target);
        this.names = new Names(descriptor, packageName);
        this.resolver = new Resolver(checked, target);
        this.functions = new FunctionPlanner(checked, target);
        ClassName library = names.library();
        Scope nested = nested();
        nested.claim(names.imports().simpleName());
        this.nest = new Nest(library, nested, List.of());
    }

    /** Of types nested in an interface: whoever implements that inherits them, and they hide those of the package. */
    private Scope nested() {
        return Scope.ofTypes(names.all());
    }

    /** Everything that is refused; only meaningful after {@link #plan}. */
    public List<Diagnostic> refused() {
        return List.copyOf(refused);
    }

    private Plan.Function require(Plan.Planned planned) {
        refused.addAll(planned.refused());
        return planned.function();
    }

    /** The plan. It is to be carried out only if nothing is {@link #refused}. */
    public Plan plan() {
        List<Plan.Struct> structs = new ArrayList<>();
        List<Plan.PlainEnum> plainEnums = new ArrayList<>();
        List<Plan.Union> unions = new ArrayList<>();
        List<Plan.Opaque> opaques = new ArrayList<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            switch (declaration) {
                case TypeDeclaration.Struct s -> structs.add(struct(s));
                case TypeDeclaration.Enum e when e.hasPayload() -> unions.add(union(e));
                case TypeDeclaration.Enum e -> plainEnums.add(plainEnum(e));
                case TypeDeclaration.Opaque o -> opaques.add(new Plan.Opaque(names.type(o.name()), o));
            }
        }
        refused.addAll(resolver.refused());
        refused.addAll(LargeValues.refused(descriptor, layouts));
        List<Plan.Interface> interfaces =
                descriptor.interfaces().stream().map(this::interfaceOf).toList();
        List<Plan.Export> exports = exports();
        List<Plan.Import> imports = imports();
        Uses uses = new Uses(interfaces, structs, unions);
        exports.forEach(export -> uses.down(export.function()));
        interfaces.forEach(declared -> declared.methods().forEach(uses::down));
        imports.forEach(imported -> uses.up(imported.function()));
        uses.all();
        refused.addAll(uses.refused());
        return new Plan(
                checked,
                new Sizes(layouts),
                new Growing(described, descriptor, new Sizes(layouts)),
                names,
                List.copyOf(structs),
                List.copyOf(plainEnums),
                List.copyOf(unions),
                List.copyOf(opaques),
                interfaces,
                exports,
                imports,
                uses);
    }

    private Plan.Struct struct(TypeDeclaration.Struct struct) {
        Layout layout = layouts.ofType(struct.name());
        List<String> components = Names.components(struct.fields());
        limit(struct.at(), struct.fields().stream().map(Field::type).toList());
        Nest inside = nest(struct, List.of());
        return new Plan.Struct(
                names.type(struct.name()), struct, fields(layout, inside, "", struct.fields(), components));
    }

    /** Of what a variant holds that nobody here knows, only this is known, that it may be used for less long. */
    private void refuseUnlessCovariant(TypeDeclaration.Enum declaration) {
        if (declaration.evolution() == Evolution.APPEND
                && !Set.of(Variance.COVARIANT, Variance.BIVARIANT)
                        .containsAll(checked.variancesOf(declaration.name()))) {
            resolver.refuse(declaration.at(), Lack.FIXED_GROWING_ENUM);
        }
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

    /** Where the closure types of a declared type's fields are nested. */
    private Nest nest(TypeDeclaration declaration, Collection<String> nested) {
        ClassName name = names.type(declaration.name());
        Set<String> taken = new HashSet<>(nested);
        taken.add(name.simpleName());
        List<String> lifetimes =
                declaration.lifetimes().stream().map(Lifetimes::name).toList();
        return new Nest(name, Scope.ofTypes(taken), lifetimes);
    }

    private Plan.Union union(TypeDeclaration.Enum declaration) {
        ClassName name = names.type(declaration.name());
        Layout layout = layouts.ofType(declaration.name());
        Map<String, String> records = names.variants(declaration);
        Set<String> nested = new HashSet<>(records.values());
        declaration.variants().forEach(variant -> nested.add(variant.name()));
        nested.add(names.unknown(declaration));
        Nest inside = nest(declaration, nested);
        refuseUnlessCovariant(declaration);
        return new Plan.Union(
                name,
                declaration,
                declaration.variants().stream()
                        .map(v -> new Alternative(
                                name.nestedClass(records.getOrDefault(v.name(), v.name())),
                                v.name(),
                                v.discriminant(),
                                components(layout, inside, v),
                                v.doc()))
                        .toList(),
                declaration.evolution() == Evolution.APPEND
                        ? Optional.of(name.nestedClass(names.unknown(declaration)))
                        : Optional.empty());
    }

    private List<Component> components(Layout layout, Nest inside, Variant variant) {
        List<String> components = Names.components(variant.payload());
        limit(variant.at(), Types.payloadTypes(variant.payload()));
        return switch (variant.payload()) {
            case Payload.None _ -> List.of();
            case Payload.Fields f -> fields(layout, inside, variant.name(), f.fields(), components);
            case Payload.Positional p ->
                IntStream.range(0, p.types().size())
                        .mapToObj(i -> new Component(
                                components.get(i),
                                Integer.toString(i),
                                field(
                                        inside,
                                        variant.name(),
                                        components.get(i),
                                        Integer.toString(i),
                                        p.types().get(i)),
                                offset(layout, variant.name() + "." + i),
                                Optional.empty()))
                        .toList();
        };
    }

    /** Refuses a record whose constructor no class file can have (JVMS 4.3.3): {@code this} takes a slot too. */
    private void limit(Place place, List<Type> components) {
        int slots = components.stream().mapToInt(this::slots).sum();
        if (slots >= Resolver.MOST_SLOTS) {
            resolver.refuse(
                    place,
                    "a record of these fields would have " + slots + " slots, and a Java constructor takes "
                            + (Resolver.MOST_SLOTS - 1),
                    "put some of them into a struct of their own");
        }
    }

    private int slots(Type type) {
        return type instanceof Type.Scalar scalar
                        && JavaTypes.isWide(layouts.target().fixed(scalar.kind()))
                ? 2
                : 1;
    }

    /** @param variant of which they are; empty for those of a struct */
    private List<Component> fields(
            Layout layout, Nest inside, String variant, List<Field> fields, List<String> components) {
        String prefix = variant.isEmpty() ? "" : variant + ".";
        return IntStream.range(0, fields.size())
                .mapToObj(i -> new Component(
                        components.get(i),
                        fields.get(i).name(),
                        field(
                                inside,
                                variant,
                                components.get(i),
                                fields.get(i).name(),
                                fields.get(i).type()),
                        offset(layout, prefix + fields.get(i).name()),
                        fields.get(i).doc()))
                .toList();
    }

    private Value field(Nest inside, String variant, String component, String field, Type type) {
        String owner = inside.name().simpleName() + (variant.isEmpty() ? "" : "::" + variant);
        return resolver.field(
                type,
                (part, owned) -> functions.inField(
                        inside, Identifiers.type(variant + "_" + component), owner + "." + field, owned, part));
    }

    private static long offset(Layout layout, String path) {
        return layout.slot(path).map(Slot::offset).orElseThrow(() -> new IllegalStateException("no slot " + path));
    }

    private Plan.Interface interfaceOf(InterfaceDeclaration declaration) {
        ClassName name = names.type(declaration.name());
        List<String> lifetimes =
                declaration.lifetimes().stream().map(Lifetimes::name).toList();
        Map<String, String> methods = Names.methods(declaration);
        Nest inside = new Nest(name, nested(), lifetimes);
        List<Plan.Planned> called = declaration.methods().stream()
                .map(m -> functions.downcall(
                        inside,
                        methods.getOrDefault(m.name(), m.name()),
                        declaration.name() + "." + m.name(),
                        m.signature(),
                        m.doc()))
                .toList();
        return new Plan.Interface(
                name,
                names.object(declaration.name()),
                declaration.name(),
                lifetimes,
                called.stream().map(this::require).toList(),
                called.stream().map(m -> functions.implemented(inside, m)).toList(),
                presence(
                        declaration.methods().stream()
                                .map(m -> m.isOptional() ? m.name() : "")
                                .toList(),
                        methods.values()),
                declaration.doc());
    }

    private List<Plan.Export> exports() {
        Map<String, String> methods = Names.exports(descriptor);
        List<String> presence = presence(
                descriptor.exports().stream()
                        .map(e -> e.isOptional() ? e.name() : "")
                        .toList(),
                methods.values());
        Iterator<String> present = presence.iterator();
        return descriptor.exports().stream()
                .map(e -> new Plan.Export(
                        e.name(),
                        descriptor.symbolOf(e),
                        require(functions.exported(
                                nest, methods.getOrDefault(e.name(), e.name()), e.name(), e.signature(), e.doc())),
                        present.next(),
                        e.isLeaf(),
                        CArguments.unusual(e)))
                .toList();
    }

    /** The names of the methods that tell whether optional functions are there. */
    private static List<String> presence(List<String> optional, Collection<String> taken) {
        Set<String> used = new HashSet<>(Identifiers.OF_OBJECT);
        used.addAll(Names.OF_LIBRARY);
        used.addAll(taken);
        Scope scope = Scope.of(used);
        return optional.stream()
                .map(name -> name.isEmpty() ? "" : scope.number(Identifiers.member("has_" + name)))
                .toList();
    }

    private List<Plan.Import> imports() {
        Map<String, String> methods = Names.imports(descriptor);
        return descriptor.imports().stream()
                .map(i -> new Plan.Import(
                        i.name(),
                        require(functions.imported(
                                nest.within(names.imports().simpleName()),
                                methods.getOrDefault(i.name(), i.name()),
                                i.name(),
                                i.signature(),
                                i.doc()))))
                .toList();
    }
}
