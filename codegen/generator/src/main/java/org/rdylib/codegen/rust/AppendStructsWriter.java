package org.rdylib.codegen.rust;

import java.util.List;
import org.rdylib.spec.Field;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.TypeDeclaration;

/** Writes how the fields of a struct to which later versions may add some are lent out of its {@code Box}. */
final class AppendStructsWriter {

    private final Names names;
    private final RustTypes types;
    private final String rt;
    private final Lines out;

    AppendStructsWriter(Names names, RustTypes types, String rt, Lines out) {
        this.names = names;
        this.types = types;
        this.rt = rt;
        this.out = out;
    }

    /** @param where what holds of the struct's lifetimes, beginning with {@code  where}; or nothing */
    void fields(TypeDeclaration.Struct s, String where) {
        String[] declared = s.lifetimes().stream().map(LifetimeParameter::name).toArray(String[]::new);
        String lent = "'" + new Scope(declared).take("lent");
        String generics = RustTypes.generics(s.lifetimes());
        String more = generics.isEmpty() ? ">" : ", " + generics.substring(1);
        String fields = GrowingStructs.fields(names, s);
        List<String> own = s.fields().stream().map(Field::name).toList();
        out.blank().add("/// The fields of a [`" + s.name() + "`] in a `Box`, each by itself.");
        out.open("pub struct " + fields + "<" + lent + more + where);
        s.fields().forEach(f -> out.add("pub " + f.name() + ": &" + lent + " mut " + types.stored(f.type()) + ","));
        out.close();
        out.blank().open("impl" + generics + " " + rt + "::BoxGrowing<" + s.name() + generics + ">" + where);
        out.add("/// The fields, to be written to. There may be more of them than this version knows, so the struct is"
                + " never");
        out.add("/// written to, nor moved, as a whole.");
        out.open("pub fn fields_mut(&mut self) -> " + fields + "<'_" + more);
        out.add("let known = unsafe { self.known_mut() };");
        out.open(fields);
        own.forEach(name -> out.add(name + ": &mut known." + name + ","));
        out.close().close().close();
    }
}
