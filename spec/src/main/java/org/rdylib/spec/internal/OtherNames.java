package org.rdylib.spec.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What types are called where descriptors' authors come from, in C, Java and Rust's library, and what they write here. */
public final class OtherNames {

    private static final Map<String, String> INSTEAD = instead();

    private OtherNames() {}

    /** What to write instead of such a type, as a help. */
    public static Optional<String> help(String name) {
        return Optional.ofNullable(INSTEAD.get(name)).map(instead -> "write " + instead);
    }

    private static Map<String, String> instead() {
        Map<String, String> all = new HashMap<>();
        ofC(all, "short", "i16");
        ofC(all, "int", "i32");
        ofC(all, "long", "i64");
        ofC(all, "unsigned", "u32");
        all.put("void", "an opaque type, `&H`, for what is behind a pointer; a function without a result has no `->`");
        all.put("float", "`f32`");
        all.put("double", "`f64`");
        all.put("boolean", "`bool`");
        all.put("byte", "`u8`, or `i8`, as Java's is");
        all.put("size_t", "`usize`");
        all.put("ssize_t", "`isize`");
        all.put("ptrdiff_t", "`isize`");
        all.put("intptr_t", "`isize`");
        all.put("uintptr_t", "`usize`");
        for (int bits = 8; bits <= 64; bits *= 2) {
            all.put("int" + bits + "_t", "`i" + bits + "`");
            all.put("uint" + bits + "_t", "`u" + bits + "`");
        }
        for (String map : new String[] {"HashMap", "BTreeMap", "Map"}) {
            all.put(map, "`Vec<(K, V)>`");
        }
        for (String list : new String[] {"HashSet", "BTreeSet", "VecDeque", "LinkedList", "List", "Set"}) {
            all.put(list, "`Vec<T>`");
        }
        all.put("Rc", "`Arc<T>`");
        all.put("Cow", "`String`, or `&'a str` for what is borrowed");
        for (String text : new String[] {"OsString", "PathBuf", "Path", "OsStr"}) {
            all.put(text, "`String`, or `&str` for what is borrowed");
        }
        all.put("CString", "`&CStr` for what is borrowed, or `String`");
        all.put("Pin", "`Box<dyn Future<Output = T>>`, which is not moved");
        for (String cell : new String[] {"Cell", "RefCell", "Mutex", "RwLock"}) {
            all.put(cell, "an interface, whose objects look after what they change");
        }
        return Map.copyOf(all);
    }

    private static void ofC(Map<String, String> all, String name, String fixed) {
        String c = name.equals("unsigned") ? "c_uint" : "c_" + name;
        all.put(name, "`" + fixed + "`, or `" + c + "` in an `extern \"C\" fn`");
    }
}
