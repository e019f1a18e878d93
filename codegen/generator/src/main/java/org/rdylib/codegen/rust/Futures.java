package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Type;

/** How futures cross: what turns their results from the author's form into the stored one and back. */
final class Futures {

    private final Names names;
    private final RustTypes types;
    private final Conversions conversions;
    private final String rt;

    Futures(Names names, RustTypes types, String rt) {
        this.names = names;
        this.types = types;
        this.conversions = new Conversions(types.in(LifetimeStyle.INFERRED));
        this.rt = rt;
    }

    /** The members of {@code impl Object for} a {@code dyn Future}, for those directions in which it crosses. */
    List<String> object(Flow.Dyn dyn, Type.Closure future) {
        Lines members = new Lines();
        if (dyn.has(Flow.Direction.OUT, Flow.Pointer.BOX)) {
            leaving(future, members);
        }
        if (dyn.has(Flow.Direction.IN, Flow.Pointer.BOX)) {
            entering(future, members);
        }
        return members.lines();
    }

    private void leaving(Type.Closure future, Lines members) {
        String box = names.std("Box");
        Type result = future.signature().result();
        members.open("fn box_raw(this: " + box + "<Self>) -> " + rt + "::Raw");
        members.add(rt + "::Task::raw(" + box + "::into_pin(this), |v| " + conversions.toStored(result, "v") + ")");
        members.close();
    }

    /** As one for {@code 'static}, as closures of the other side are made. */
    private void entering(Type.Closure future, Lines members) {
        RustTypes everlasting = types.in(LifetimeStyle.ERASED);
        Type result = future.signature().result();
        String box = names.std("Box");
        String erased = box + "<" + everlasting.closure(future, Optional.of(new Lifetime.Static(future.at()))) + ">";
        members.open("fn from_box(handle: " + rt + "::Handle<" + rt + "::Boxed>) -> " + box + "<Self>");
        members.open("unsafe");
        members.add("let future: " + erased + " = " + box + "::new(" + rt + "::Foreign::<" + everlasting.stored(result)
                + ", _>::new(handle, |v| " + conversions.toAuthor(result, "v") + "));");
        members.add("::core::mem::transmute::<" + erased + ", " + box + "<Self>>(future)");
        members.close().close();
    }
}
