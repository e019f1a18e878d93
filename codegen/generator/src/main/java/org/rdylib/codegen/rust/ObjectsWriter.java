package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.codegen.rust.Flow.Direction;
import org.rdylib.codegen.rust.Flow.Pointer;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Method;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Type;

/**
 * Writes how objects cross: the table of each interface, filled with the methods of the author's types, and the
 * interface's trait for the objects of the other side.
 *
 * <p>A {@code Box<dyn I>} of the author's does not tell whose type it holds. A trait that stands above {@code I}, and is
 * implemented for all that implement it, does: called through the {@code dyn} it finds the type's own table.
 */
final class ObjectsWriter {

    private final Descriptor descriptor;
    private final Names names;
    private final RustTypes types;
    private final Signatures signatures;
    private final Flow flow;
    private final Bodies bodies;
    private final Closures closures;
    private final Futures futures;
    private final Requirements requirements;
    private final Receivers receivers;
    private final String rt;
    private final Lines out;

    ObjectsWriter(
            Descriptor descriptor,
            Names names,
            RustTypes types,
            Signatures signatures,
            Flow flow,
            Bodies bodies,
            Closures closures,
            Futures futures,
            Requirements requirements,
            String rt,
            Lines out) {
        this.descriptor = descriptor;
        this.names = names;
        this.types = types;
        this.signatures = signatures;
        this.flow = flow;
        this.bodies = bodies;
        this.closures = closures;
        this.futures = futures;
        this.requirements = requirements;
        this.receivers = new Receivers(names, requirements);
        this.rt = rt;
        this.out = out;
    }

    /** The trait above that of an interface of which objects leave the library. */
    String sealedTrait(InterfaceDeclaration i) {
        return names.type(i.name() + "Object", new Names.Owner("object", i.name()));
    }

    String table(InterfaceDeclaration i) {
        return names.type(i.name() + "Table", new Names.Owner("table", i.name()));
    }

    /** What an interface's trait has that is not its author's. */
    List<String> hiddenMethods(InterfaceDeclaration i) {
        if (!comesHome(i)) {
            return List.of();
        }
        return List.of(
                "#[doc(hidden)]",
                "fn __foreign(&self, _: bool, _: " + names.type("boundary") + "::" + names.type("Token") + ") -> "
                        + names.std("Option") + "<" + rt + "::Raw> { " + names.std("Option") + "::None }");
    }

    /** Whether an object of the other side can be given back to it behind a pointer that owns. */
    private boolean comesHome(InterfaceDeclaration i) {
        return Stream.of(Pointer.BOX, Pointer.ARC)
                .anyMatch(p -> flow.crosses(i.name(), Direction.IN, p) && flow.crosses(i.name(), Direction.OUT, p));
    }

    void write() {
        if (descriptor.interfaces().stream().anyMatch(i -> implemented(i))) {
            out.blank().add("/// What only the code here can give: no author calls what asks for it.");
            out.add("pub struct " + names.type("Token") + "(());");
        }
        for (InterfaceDeclaration i : descriptor.interfaces()) {
            if (!flow.ofInterface(i.name()).isEmpty()) {
                writeTable(i);
            }
            if (implemented(i)) {
                sealed(i);
                tableOf(i);
            }
            if (flow.ofInterface(i.name()).contains(Direction.IN)) {
                foreign(i);
            }
        }
        flow.dyns().forEach(this::object);
    }

    private boolean implemented(InterfaceDeclaration i) {
        return flow.ofInterface(i.name()).contains(Direction.OUT);
    }

    private List<String> slots(InterfaceDeclaration i) {
        Scope scope = new Scope("header");
        return i.methods().stream().map(m -> scope.take(m.name())).toList();
    }

    private CFunction function(Method m) {
        return bodies.function(m.signature(), m.signature().receiver().flatMap(Bodies::self));
    }

    private void writeTable(InterfaceDeclaration i) {
        List<String> slots = slots(i);
        out.blank().add("/// The table of objects of `" + i.name() + "`.").add("#[repr(C)]");
        out.open("pub struct " + table(i));
        out.add("header: " + rt + "::Header,");
        for (int k = 0; k < slots.size(); k++) {
            String pointer = function(i.methods().get(k)).pointer();
            boolean isOptional = i.methods().get(k).isOptional();
            out.add(slots.get(k) + ": " + (isOptional ? names.std("Option") + "<" + pointer + ">" : pointer) + ",");
        }
        out.close();
    }

    private static String generics(InterfaceDeclaration i, String... more) {
        return Stream.concat(i.lifetimes().stream().map(l -> "'" + l.name()), Stream.of(more))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    /** How the words of the author's objects are found. */
    private void sealed(InterfaceDeclaration i) {
        String self = i.name() + RustTypes.generics(i.lifetimes());
        String token = names.type("Token");
        List<String> heads = new ArrayList<>();
        List<String> results = new ArrayList<>();
        for (Pointer p : Pointer.values()) {
            if (flow.crosses(i.name(), Direction.OUT, p)) {
                heads.add("fn " + rawMethod(p) + "(" + receiver(p) + ", _: " + token + ") -> " + rt + "::Raw");
                results.add(raw(i, p));
            }
        }
        out.blank().add("/// All that implements `" + i.name() + "`, as words.");
        out.open("pub trait " + sealedTrait(i) + RustTypes.generics(i.lifetimes()));
        heads.forEach(h -> out.add(h + ";"));
        out.close();
        out.blank()
                .open("impl" + generics(i, names.parameter("T") + ": " + self) + " " + sealedTrait(i)
                        + RustTypes.generics(i.lifetimes()) + " for " + names.parameter("T"));
        for (int k = 0; k < heads.size(); k++) {
            out.open(heads.get(k));
            out.add(results.get(k).lines().toList());
            out.close();
        }
        out.close();
    }

    private String receiver(Pointer pointer) {
        return switch (pointer) {
            case BOX -> "self: " + names.std("Box") + "<Self>";
            case ARC -> "self: " + names.std("Arc") + "<Self>";
            case SHARED -> "&self";
            case EXCLUSIVE -> "&mut self";
        };
    }

    private static String rawMethod(Pointer pointer) {
        return switch (pointer) {
            case BOX -> "__box_raw";
            case ARC -> "__arc_raw";
            case SHARED -> "__ref_raw";
            case EXCLUSIVE -> "__mut_raw";
        };
    }

    private String raw(InterfaceDeclaration i, Pointer pointer) {
        String header = switch (pointer) {
            case BOX -> "boxed";
            case ARC -> "shared";
            case SHARED, EXCLUSIVE -> "borrowed";
        };
        String table = "const { &" + tableFunction(i) + "::" + generics(i, names.parameter("T")) + "(" + rt
                + "::Header::" + header + "::<" + names.parameter("T") + ">("
                + i.methods().size() + ")) as *const " + table(i) + " }.cast()";
        String made = switch (pointer) {
            case BOX -> rt + "::Raw::of_box(self, " + table + ")";
            case ARC -> rt + "::Raw::of_arc(self, " + table + ")";
            case SHARED -> rt + "::Raw { data: ::core::ptr::from_ref(self).cast_mut().cast(), table: " + table + " }";
            case EXCLUSIVE -> rt + "::Raw { data: ::core::ptr::from_mut(self).cast(), table: " + table + " }";
        };
        boolean canBeForeign = comesHome(i) && (pointer == Pointer.BOX || pointer == Pointer.ARC);
        if (!canBeForeign) {
            return made;
        }
        String self = i.name() + RustTypes.generics(i.lifetimes());
        String home = pointer == Pointer.BOX
                ? "return " + rt + "::Raw::of_carrier(self, raw);"
                : "return unsafe { raw.retain() };";
        return "if let " + names.std("Option") + "::Some(raw) = <" + names.parameter("T") + " as " + self
                + ">::__foreign(&self, " + (pointer == Pointer.BOX) + ", " + names.type("Token") + "(())) {\n    "
                + home + "\n}\n" + made;
    }

    private String tableFunction(InterfaceDeclaration i) {
        return names.value(Names.snake(i.name()) + "_table", new Names.Owner("table", i.name()));
    }

    /** The table of a type of the author's. */
    private void tableOf(InterfaceDeclaration i) {
        String self = i.name() + RustTypes.generics(i.lifetimes());
        List<String> slots = slots(i);
        String generics = generics(i, names.parameter("T") + ": " + self);
        out.blank().open("const fn " + tableFunction(i) + generics + "(header: " + rt + "::Header) -> " + table(i));
        for (int k = 0; k < slots.size(); k++) {
            Method m = i.methods().get(k);
            out.open(function(m).head(slots.get(k) + generics));
            boolean asDyn = receivers.needsLonger(m.signature());
            String callee = (asDyn ? i.name() : "<" + names.parameter("T") + " as " + self + ">") + "::" + m.name();
            out.add(bodies.enter(m.signature(), i.name() + "." + m.name(), arguments -> {
                Receiver receiver = m.signature().receiver().orElseThrow();
                List<String> all = new ArrayList<>();
                all.add(asDyn ? receivers.longer(i, receiver) : receivers.object(receiver));
                all.addAll(arguments);
                String call = callee + "(" + String.join(", ", all) + ")";
                return m.isOptional()
                        ? rt + "::implemented(\"" + i.name() + "." + m.name() + "\", " + call + ")"
                        : call;
            }));
            out.close();
        }
        String arguments = generics(i, names.parameter("T"));
        String filled = IntStream.range(0, slots.size())
                .mapToObj(k -> {
                    String function = slots.get(k) + "::" + arguments;
                    boolean isOptional = i.methods().get(k).isOptional();
                    return ", " + slots.get(k) + ": "
                            + (isOptional ? names.std("Option") + "::Some(" + function + ")" : function);
                })
                .collect(joining());
        out.add(table(i) + " { header" + filled + " }");
        out.close();
    }

    /** The interface's trait for objects of the other side. */
    private void foreign(InterfaceDeclaration i) {
        String self = i.name() + RustTypes.generics(i.lifetimes());
        out.blank().add("/// Objects of the other side.");
        String owner = names.parameter("O");
        out.open("impl" + generics(i, owner + ": " + rt + "::Ownership") + " " + self + " for " + rt + "::Handle<"
                + owner + ">");
        List<String> slots = slots(i);
        for (int k = 0; k < slots.size(); k++) {
            Method m = i.methods().get(k);
            List<String> parameters = bodies.parameterNames(m.signature());
            out.open(
                    m.isOptional()
                            ? signatures.optionalHead("", m.name(), m.signature(), parameters)
                            : signatures.head("", m.name(), m.signature(), parameters));
            String slot = "(*object.table.cast::<" + table(i) + ">())." + slots.get(k);
            Receiver.Kind receiver = m.signature().receiver().orElseThrow().kind();
            boolean isOwned = receiver == Receiver.Kind.OWNED;
            // By their paths: the trait may have methods of these names.
            String raw = "let object = " + rt + "::Handle::raw(" + (isOwned ? "&" : "") + "self);";
            String object = isOwned ? "let object = " + rt + "::Handle::into_raw(*self);" : raw;
            if (receiver == Receiver.Kind.EXCLUSIVE && flow.crosses(i.name(), Direction.IN, Pointer.ARC)) {
                // `Arc::get_mut` knows of this module's shares in the object, and of no others.
                out.open("if " + owner + "::IS_COUNTED")
                        .add(rt + "::refuse(::core::format_args!(\"" + i.name() + "." + m.name()
                                + "() needs an object alone that may be shared: it came behind an Arc\"))")
                        .close();
            }
            List<String> body = bodies.leave(m.signature(), i.name() + "." + m.name(), "call", List.of("object.data"));
            out.open("unsafe");
            if (m.isOptional()) {
                out.add(raw);
                out.open("if !object.has_slot(" + k + ")")
                        .add("return " + names.std("Option") + "::None;")
                        .close();
                out.add("let call = " + slot + "?;");
                out.add(isOwned ? List.of(object) : List.of());
                out.open(names.std("Option") + "::Some(").add(body).close(")");
            } else {
                out.add(object);
                out.add("let call = " + slot + ";");
                out.add(body);
            }
            out.close().close();
        }
        if (comesHome(i)) {
            out.open("fn __foreign(&self, boxed: bool, _: " + names.type("Token") + ") -> " + names.std("Option") + "<"
                    + rt + "::Raw>");
            out.add("self.home(boxed)");
            out.close();
        }
        out.close();
    }

    /** How a {@code dyn} type crosses, in the ways in which it does. */
    private void object(Flow.Dyn dyn) {
        switch (dyn.example()) {
            case Type.Closure c -> closure(dyn, c);
            case Type.InterfaceObject o -> interfaceObject(dyn, o);
            case Type t -> throw new IllegalArgumentException("no object at " + t.at());
        }
    }

    private void closure(Flow.Dyn dyn, Type.Closure c) {
        List<String> free = Closures.free(c.signature());
        String generics = free.isEmpty() ? "" : "<" + String.join(", ", free) + ">";
        String type = dynOf(types.closure(c, Optional.of(c.bound()))) + requirements.where(c.signature());
        out.blank().open("unsafe impl" + generics + " " + rt + "::Object for " + type);
        out.add(RustTypes.isFuture(c) ? futures.object(dyn, c) : closures.object(dyn, c));
        out.close();
        if (Closures.isCalledInPlace(dyn, c)) {
            out.add("unsafe impl" + generics + " " + rt + "::Callable for " + type + " {}");
            if (c.kind() == ClosureKind.FN) {
                out.add("unsafe impl" + generics + " " + rt + "::CallableShared for " + type + " {}");
            }
        }
    }

    private static String dynOf(String unbounded) {
        return unbounded + " + '_";
    }

    private void interfaceObject(Flow.Dyn dyn, Type.InterfaceObject o) {
        InterfaceDeclaration i = descriptor.interfaces().stream()
                .filter(d -> d.name().equals(o.name()))
                .findFirst()
                .orElseThrow();
        Type.InterfaceObject declared = new Type.InterfaceObject(
                o.name(),
                i.lifetimes().stream()
                        .<Lifetime>map(l -> new Lifetime.Named(l.name(), l.at()))
                        .toList(),
                o.bounds(),
                o.bound(),
                o.at());
        String type = dynOf(types.interfaceObject(declared, Optional.of(o.bound())));
        String token = names.type("Token") + "(())";
        out.blank().open("unsafe impl" + RustTypes.generics(i.lifetimes()) + " " + rt + "::Object for " + type);
        for (Pointer p : Pointer.values()) {
            boolean owned = p == Pointer.BOX || p == Pointer.ARC;
            if (dyn.has(Direction.OUT, p)) {
                String self = receiver(p).replace("self: ", "this: ");
                String name = rawMethod(p).substring(2);
                out.open("fn " + name + "(" + self + ") -> " + rt + "::Raw");
                out.add(sealedTrait(i) + "::" + rawMethod(p) + "(" + (owned ? "this" : "self") + ", " + token + ")");
                out.close();
            }
            if (owned && dyn.has(Direction.IN, p)) {
                received(p);
            }
        }
        boolean isExclusive = dyn.isUsedInPlace() || dyn.has(Direction.IN, Pointer.EXCLUSIVE);
        if (isExclusive || dyn.has(Direction.IN, Pointer.SHARED)) {
            lent("");
        }
        if (isExclusive) {
            lent("mut ");
        }
        out.close();
        String impl = "unsafe impl" + RustTypes.generics(i.lifetimes()) + " " + rt;
        out.blank().add(impl + "::Interface for " + type + " {}");
        if (dyn.isUsedInPlace()) {
            out.add(impl + "::InPlace for " + type + " {}");
        }
    }

    private void lent(String mutability) {
        out.open("fn from_" + (mutability.isEmpty() ? "ref" : "mut") + "(handle: &" + mutability + rt + "::Handle<" + rt
                + "::Lent>) -> &" + mutability + "Self");
        out.add("handle").close();
    }

    private void received(Pointer pointer) {
        boolean isBox = pointer == Pointer.BOX;
        String owner = names.std(isBox ? "Box" : "Arc");
        out.open("fn from_" + (isBox ? "box" : "arc") + "(handle: " + rt + "::Handle<" + rt + "::"
                + (isBox ? "Boxed" : "Counted") + ">) -> " + owner + "<Self>");
        out.add(owner + "::new(handle)").close();
    }
}
