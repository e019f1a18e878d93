package org.rdylib.codegen.rust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * The functions by which closures cross, one family for each closure signature: its table, what calls a closure of the
 * other side, and what is called of the author's own. Asking for one has it written.
 */
final class Closures {

    private final Names names;
    private final RustTypes types;
    private final Requirements requirements;
    private final String rt;
    private final Map<String, Family> families = new HashMap<>();
    private final Deque<Runnable> unwritten = new ArrayDeque<>();
    private Lines out = new Lines();
    private Optional<Bodies> bodies = Optional.empty();

    Closures(Names names, RustTypes types, Requirements requirements, String rt) {
        this.names = names;
        this.types = types;
        this.requirements = requirements;
        this.rt = rt;
    }

    /** What is written for one closure signature. */
    private final class Family {
        final Signature signature;
        final String name;
        final Set<String> written = new HashSet<>();

        Family(Signature signature) {
            this.signature = signature;
            this.name = "closure" + (families.size() + 1);
        }

        String table() {
            return names.type(
                    "Closure" + name.substring("closure".length()) + "Table", new Names.Owner("closure", name));
        }

        String function(String prefix) {
            return names.value(prefix + "_" + name, new Names.Owner(prefix, name));
        }
    }

    private Family family(Type.Closure closure) {
        Signature s = Generalized.of(closure.signature());
        return families.computeIfAbsent(types.binder(s) + types.called("", s), _ -> new Family(s));
    }

    private void need(Family family, String what, Runnable write) {
        if (family.written.add(what)) {
            unwritten.add(write);
        }
    }

    /** Says how the bodies are written, which ask for closures themselves. */
    void use(Bodies writer) {
        bodies = Optional.of(writer);
    }

    /** Writes all that has been asked for, and what it asks for in turn. */
    void write(Lines lines) {
        out = lines;
        while (!unwritten.isEmpty()) {
            unwritten.remove().run();
        }
    }

    private String path(String item) {
        return names.type("boundary") + "::" + item;
    }

    /** The function that makes a {@code Handle} to a closure of the other side callable. */
    String caller(Type.Closure closure) {
        Family family = family(closure);
        need(family, "table", () -> writeTable(family));
        need(family, "caller", () -> writeCaller(family));
        return path(family.function("call"));
    }

    /** Statements that make {@code name}, a reference to a closure, the words that it is lent as. */
    List<String> lend(Type.Closure closure, boolean isMutable, boolean optional, String name) {
        Family family = family(closure);
        boolean isFn = closure.kind() == ClosureKind.FN;
        String lend = lender(family, isFn);
        List<String> lines = new ArrayList<>();
        if (!isFn) {
            String made = optional ? name + ".map(" + rt + "::Callee::new)" : rt + "::Callee::new(" + name + ")";
            lines.add("let mut " + name + " = " + made + ";");
        } else if (isMutable) {
            lines.add("let " + name + " = " + (optional ? name + ".map(|f| &*f)" : "&*" + name) + ";");
        }
        String reference = isFn ? "&" : "&mut ";
        lines.add(
                optional
                        ? "let " + name + " = " + rt + "::opt_raw(" + name + (isFn ? ".as_ref()" : ".as_mut()")
                                + ".map(" + lend + "));"
                        : "let " + name + " = " + lend + "(" + reference + name + ");");
        return lines;
    }

    private String lender(Family family, boolean isFn) {
        ClosureKind kind = isFn ? ClosureKind.FN : ClosureKind.FN_MUT;
        String table = table(family, kind);
        need(family, "lend " + kind, () -> writeLender(family, kind, table));
        return path(family.function(isFn ? "lend_fn" : "lend_fn_mut"));
    }

    /** The function that makes the table of a closure of the author's. */
    private String table(Family family, ClosureKind kind) {
        need(family, "table", () -> writeTable(family));
        need(family, "callee " + kind, () -> writeCallee(family, kind));
        return path(family.function(calleePrefix(kind)));
    }

    private static IllegalStateException noClosure() {
        return new IllegalStateException("a future is polled, not called");
    }

    private static String calleePrefix(ClosureKind kind) {
        return switch (kind) {
            case FN -> "fn_table_of";
            case FN_MUT -> "fn_mut_table_of";
            case FN_ONCE -> "fn_once_table_of";
            case FUTURE -> throw noClosure();
        };
    }

    private void writeTable(Family family) {
        String what = types.binder(family.signature) + types.called("fn", family.signature);
        out.blank().add("/// The table of closures `" + what + "`.").add("#[repr(C)]");
        out.open("pub struct " + family.table());
        out.add("header: " + rt + "::Header,");
        out.add("call: " + function(family).pointer() + ",");
        out.close();
    }

    private CFunction function(Family family) {
        return bodies.orElseThrow().function(family.signature, Bodies.environment());
    }

    private void writeCaller(Family family) {
        Signature s = family.signature;
        List<String> generics = new ArrayList<>(free(s));
        String owner = names.parameter("O");
        generics.add(owner + ": " + rt + "::Ownership");
        List<String> parameters = bodies.orElseThrow().parameterNames(s);
        out.blank().add("/// Calls such a closure of the other side.");
        out.open("pub fn " + family.function("call") + "<" + String.join(", ", generics) + ">(handle: " + rt
                + "::Handle<" + owner + ">) -> impl " + types.binder(s) + types.called(names.std("Fn"), s)
                + requirements.where(s));
        out.open("move |" + String.join(", ", parameters) + "| unsafe");
        out.add("let object = handle.raw();");
        out.add("let call = (*object.table.cast::<" + family.table() + ">()).call;");
        out.add(bodies.orElseThrow().leave(s, "a closure", "call", List.of("object.data")));
        out.close().close();
    }

    private void writeCallee(Family family, ClosureKind kind) {
        Signature s = family.signature;
        List<String> free = free(s);
        String function = names.parameter("F");
        String bound = function + ": " + types.binder(s) + types.called(names.std(kind.spelling()), s);
        String generics = "<" + String.join(", ", with(free, bound)) + ">";
        String environment = switch (kind) {
            case FN -> function;
            case FN_MUT -> rt + "::Callee<" + function + ">";
            case FN_ONCE -> names.std("Option") + "<" + function + ">";
            case FUTURE -> throw noClosure();
        };
        out.blank().add("/// The table of the author's own, of which the data is a `" + environment + "`.");
        String where = requirements.where(s);
        out.open("pub const fn " + family.function(calleePrefix(kind)) + generics + "(header: " + rt + "::Header) -> "
                + family.table() + where);
        CFunction c = function(family);
        out.open(c.head("call" + generics) + where);
        out.add(bodies.orElseThrow().enter(s, "a closure", arguments -> {
            String joined = "(" + String.join(", ", arguments) + ")";
            return switch (kind) {
                case FN -> "(*data.cast::<" + function + ">())" + joined;
                case FN_MUT -> rt + "::Callee::<" + function + ">::call_mut(data, |function| function" + joined + ")";
                case FN_ONCE -> rt + "::once(&mut *data.cast::<" + environment + ">())" + joined;
                case FUTURE -> throw noClosure();
            };
        }));
        out.close();
        String arguments = "<" + String.join(", ", with(free, function)) + ">";
        out.add(family.table() + " { header, call: call::" + arguments + " }");
        out.close();
    }

    private void writeLender(Family family, ClosureKind kind, String table) {
        Signature s = family.signature;
        List<String> free = free(s);
        boolean isFn = kind == ClosureKind.FN;
        String function = names.parameter("F");
        String bound = function + ": " + types.binder(s) + types.called(names.std(kind.spelling()), s);
        String parameter = isFn ? "closure: &" + function : "closure: &mut " + rt + "::Callee<" + function + ">";
        out.blank().add("/// The words by which such a closure is lent.");
        out.open("pub fn " + family.function(isFn ? "lend_fn" : "lend_fn_mut") + "<"
                + String.join(", ", with(free, bound)) + ">(" + parameter + ") -> " + rt + "::Raw"
                + requirements.where(s));
        out.add(rt + "::Raw { data: ::core::ptr::from_" + (isFn ? "ref(closure).cast_mut()" : "mut(closure)")
                + ".cast(), table: "
                + constant(
                        family, table, free, function, "borrowed", isFn ? function : rt + "::Callee<" + function + ">")
                + " }");
        out.close();
    }

    private String constant(
            Family family, String table, List<String> free, String closure, String header, String environment) {
        String arguments = "::<" + String.join(", ", with(free, closure)) + ">";
        return "const { &" + table + arguments + "(" + rt + "::Header::" + header + "::<" + environment
                + ">(1)) as *const " + path(family.table()) + " }.cast()";
    }

    private static List<String> with(List<String> all, String last) {
        List<String> list = new ArrayList<>(all);
        list.add(last);
        return list;
    }

    /** The lifetimes of a closure's signature that it does not bind itself. */
    static List<String> free(Signature signature) {
        SequencedSet<String> all = new LinkedHashSet<>();
        Set<String> bound = new HashSet<>();
        Deque<Type> open = new ArrayDeque<>();
        open(signature, open, bound);
        while (!open.isEmpty()) {
            Type next = open.pop();
            switch (next) {
                case Type.Reference r -> add(r.lifetime(), all);
                case Type.Named n -> n.arguments().forEach(l -> add(l, all));
                case Type.InterfaceObject o -> {
                    o.arguments().forEach(l -> add(l, all));
                    add(o.bound(), all);
                }
                case Type.Closure c -> {
                    add(c.bound(), all);
                    open(c.signature(), open, bound);
                }
                case Type.Function f -> {
                    add(f.bound(), all);
                    open(f.signature(), open, bound);
                }
                case Type _ -> Types.parts(next).reversed().forEach(open::push);
            }
            if (next instanceof Type.Reference r) {
                open.push(r.target());
            }
        }
        return all.stream().filter(l -> !bound.contains(l)).toList();
    }

    private static void open(Signature signature, Deque<Type> open, Set<String> bound) {
        signature.lifetimes().forEach(l -> bound.add("'" + l.name()));
        open.push(signature.result());
        signature.parameters().reversed().forEach(p -> open.push(p.type()));
    }

    private static void add(Lifetime lifetime, Set<String> all) {
        if (lifetime instanceof Lifetime.Named n) {
            all.add("'" + n.name());
        }
    }

    /** The members of {@code impl Object for} a closure type, for those ways in which it crosses. */
    List<String> object(Flow.Dyn dyn, Type.Closure closure) {
        Lines members = new Lines();
        for (Flow.Pointer pointer : Flow.Pointer.values()) {
            if (dyn.has(Flow.Direction.OUT, pointer)) {
                leaving(closure, pointer, members);
            }
        }
        for (Flow.Pointer pointer : List.of(Flow.Pointer.BOX, Flow.Pointer.ARC)) {
            if (dyn.has(Flow.Direction.IN, pointer)) {
                entering(closure, pointer, members);
            }
        }
        if (dyn.has(Flow.Direction.IN, Flow.Pointer.SHARED)
                || dyn.has(Flow.Direction.IN, Flow.Pointer.EXCLUSIVE)
                || isCalledInPlace(dyn, closure)) {
            lent(closure, members);
        }
        return members.lines();
    }

    /** Whether such closures are called where their words lie. */
    static boolean isCalledInPlace(Flow.Dyn dyn, Type.Closure closure) {
        return dyn.isUsedInPlace() && (closure.kind() == ClosureKind.FN || closure.kind() == ClosureKind.FN_MUT);
    }

    private void leaving(Type.Closure closure, Flow.Pointer pointer, Lines members) {
        Family family = family(closure);
        List<String> free = free(closure.signature());
        String box = names.std("Box") + "<Self>";
        String option = names.std("Option");
        ClosureKind kind = closure.kind();
        String table = table(family, kind);
        switch (pointer) {
            case BOX -> {
                String environment = environment(kind, box);
                String made = switch (kind) {
                    case FN -> "this";
                    case FN_MUT -> rt + "::Callee::new(this)";
                    case FN_ONCE -> option + "::Some(this)";
                    case FUTURE -> throw noClosure();
                };
                members.open("fn box_raw(this: " + box + ") -> " + rt + "::Raw");
                members.add("let table = " + constant(family, table, free, box, "boxed", environment) + ";");
                members.add(rt + "::Raw::of_box(" + names.std("Box") + "::new(" + made + "), table)");
                members.close();
            }
            case ARC -> {
                need(family, "share", () -> writeSharer(family, table));
                String parameters = String.join(", ", bodies.orElseThrow().parameterNames(closure.signature()));
                members.open("fn arc_raw(this: " + names.std("Arc") + "<Self>) -> " + rt + "::Raw");
                members.add(path(family.function("share")) + "(move |" + parameters + "| this(" + parameters + "))");
                members.close();
            }
            case SHARED -> {
                members.open("fn ref_raw_of_box(this: &" + box + ") -> " + rt + "::Raw");
                members.add(lender(family, true) + "(this)");
                members.close();
            }
            case EXCLUSIVE -> {
                boolean isFn = kind == ClosureKind.FN;
                members.open("fn mut_raw_of_box(this: &mut " + rt + "::Callee<" + box + ">) -> " + rt + "::Raw");
                members.add(isFn ? lender(family, true) + "(this.function())" : lender(family, false) + "(this)");
                members.close();
            }
        }
    }

    private String environment(ClosureKind kind, String closure) {
        return switch (kind) {
            case FN -> closure;
            case FN_MUT -> rt + "::Callee<" + closure + ">";
            case FN_ONCE -> names.std("Option") + "<" + closure + ">";
            case FUTURE -> throw noClosure();
        };
    }

    private void writeSharer(Family family, String table) {
        Signature s = family.signature;
        List<String> free = free(s);
        String function = names.parameter("F");
        String bound = function + ": " + types.binder(s) + types.called(names.std("Fn"), s);
        out.blank().add("/// The words by which such a closure is shared.");
        out.open("pub fn " + family.function("share") + "<" + String.join(", ", with(free, bound)) + ">(closure: "
                + function + ") -> " + rt + "::Raw" + requirements.where(s));
        out.add("let table = " + constant(family, table, free, function, "shared", function) + ";");
        out.add(rt + "::Raw::of_arc(" + names.std("Arc") + "::new(closure), table)");
        out.close();
    }

    /**
     * A closure of the other side is made callable as one for {@code 'static}: nothing in its words has a lifetime, but
     * rustc would have those of its signature outlive its bound.
     */
    private void entering(Type.Closure closure, Flow.Pointer pointer, Lines members) {
        boolean isBox = pointer == Flow.Pointer.BOX;
        String owner = names.std(isBox ? "Box" : "Arc");
        String erased = types.in(LifetimeStyle.ERASED).closure(closure, Optional.of(new Lifetime.Static(closure.at())));
        members.open("fn from_" + (isBox ? "box" : "arc") + "(handle: " + rt + "::Handle<" + rt + "::"
                + (isBox ? "Boxed" : "Counted") + ">) -> " + owner + "<Self>");
        members.add(
                "let closure: " + owner + "<" + erased + "> = " + owner + "::new(" + caller(closure) + "(handle));");
        members.add("unsafe { ::core::mem::transmute::<" + owner + "<" + erased + ">, " + owner + "<Self>>(closure) }");
        members.close();
    }

    private void lent(Type.Closure closure, Lines members) {
        String erased = types.in(LifetimeStyle.ERASED).closure(closure, Optional.empty());
        members.open("fn lend(handle: " + rt + "::Handle<" + rt + "::Lent>, with: &mut dyn " + names.std("FnMut")
                + "(&mut Self))");
        members.add("let closure: &mut (" + erased + ") = &mut " + caller(closure) + "(handle);");
        members.add("with(unsafe { ::core::mem::transmute::<&mut (" + erased + "), &mut Self>(closure) })");
        members.close();
    }
}
