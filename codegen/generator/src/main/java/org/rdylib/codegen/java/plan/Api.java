package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The classes that generated code names. Those of the loader and of foreign memory by name: the generator
 * itself uses neither. */
public final class Api {
    private static final String LOADER = "org.rdylib.loader";

    static final ClassName TEXT = ClassName.get(LOADER, "Text");
    static final ClassName C_TEXT = ClassName.get(LOADER, "CText");
    static final ClassName SLICE = ClassName.get(LOADER, "Slice");
    static final ClassName SCALAR_SLICE = ClassName.get(LOADER, "ScalarSlice");
    static final ClassName REF = ClassName.get(LOADER, "Ref");
    static final ClassName MUT_SLICE = ClassName.get(LOADER, "MutSlice");
    static final ClassName MUT_SCALAR_SLICE = ClassName.get(LOADER, "MutScalarSlice");
    static final ClassName MUT_REF = ClassName.get(LOADER, "MutRef");
    public static final ClassName MUT = ClassName.get(LOADER, "Mut");
    public static final ClassName RESULT = ClassName.get(LOADER, "Result");
    public static final ClassName UNIT = ClassName.get(LOADER, "Unit");
    static final ClassName ASYNC = ClassName.get(LOADER, "Async");
    static final ClassName PAIR = ClassName.get(LOADER, "Pair");
    static final ClassName TRIPLE = ClassName.get(LOADER, "Triple");
    public static final ClassName UNKNOWN_VARIANT = ClassName.get(LOADER, "UnknownVariant");
    public static final ClassName REGION = ClassName.get(LOADER, "Region");

    private static final String FOREIGN = "java.lang.foreign";
    private static final String STUB = LOADER + ".stub";

    public static final ClassName MEMORY = ClassName.get(STUB, "Memory");
    public static final ClassName VALUES = ClassName.get(STUB, "Values");
    public static final ClassName SLICES = ClassName.get(STUB, "Slices");
    public static final ClassName SCALAR_ARRAYS = ClassName.get(STUB, "ScalarArrays");
    public static final ClassName VIEWS = ClassName.get(STUB, "Views");
    public static final ClassName MUT_VIEWS = ClassName.get(STUB, "MutViews");
    public static final ClassName REPLACING = ClassName.get(STUB, "Replacing");
    public static final ClassName REGIONS = ClassName.get(STUB, "Regions");
    public static final ClassName CALL_FRAME = ClassName.get(STUB, "CallFrame");
    public static final ClassName CALL_MEMORY = ClassName.get(STUB, "CallMemory");
    public static final ClassName COPIES = ClassName.get(STUB, "Copies");
    public static final ClassName LIBRARY = ClassName.get(STUB, "Library");
    public static final ClassName ENTRANCE = ClassName.get(STUB, "Entrance");
    public static final ClassName OWNED = ClassName.get(STUB, "Owned");
    public static final ClassName KEPT_PLACE = ClassName.get(STUB, "KeptPlace");
    public static final ClassName MAKING = ClassName.get(STUB, "Making");
    public static final ClassName RECEIVING = ClassName.get(STUB, "Receiving");
    public static final ClassName FOREIGN_OBJECT = ClassName.get(STUB, "ForeignObject");
    public static final ClassName FOREIGN_FUTURE = ClassName.get(STUB, "ForeignFuture");
    public static final ClassName HOST_TARGETS = ClassName.get(STUB, "HostTargets");
    public static final ClassName HOST_FUTURE = ClassName.get(STUB, "HostFuture");
    public static final ClassName OUTPUT = FOREIGN_FUTURE.nestedClass("Output");
    public static final ClassName FOREIGN_OPAQUE = ClassName.get(STUB, "ForeignOpaque");
    public static final ClassName CLOSURE_TYPE = ClassName.get(STUB, "ClosureType");
    public static final ClassName FUNCTION_TYPE = ClassName.get(STUB, "FunctionType");
    public static final ClassName FOREIGN_FUNCTION = ClassName.get(STUB, "ForeignFunction");
    public static final ClassName INTERFACE_TYPE = ClassName.get(STUB, "InterfaceType");
    public static final ClassName ENTRY = ClassName.get(STUB, "Entry");
    public static final ClassName TABLES = ClassName.get(STUB, "Tables");
    public static final ClassName SENDING = ClassName.get(STUB, "Sending");
    public static final ClassName TERMS = ClassName.get(STUB, "Terms");
    public static final ClassName HOLDER = TERMS.nestedClass("Holder");
    public static final ClassName DOWNCALLS = ClassName.get(STUB, "Downcalls");
    public static final ClassName UPCALL = ClassName.get(STUB, "Upcall");
    public static final ClassName FAILURES = ClassName.get(STUB, "Failures");
    public static final ClassName HOST_DESCRIPTOR = ClassName.get(STUB, "HostDescriptor");
    public static final ClassName EXPORT_SYMBOL = ClassName.get(STUB, "ExportSymbol");
    public static final ClassName EXHAUSTED = ClassName.get(STUB, "Exhausted");
    public static final ClassName IMPORT_FUNCTION = ClassName.get(STUB, "ImportFunction");
    public static final ClassName MALFORMED = ClassName.get(LOADER, "MalformedLibraryException");
    public static final ClassName INCOMPATIBLE = ClassName.get(LOADER, "IncompatibleLibraryException");
    public static final ClassName UNLINKABLE = ClassName.get(LOADER, "UnlinkableLibraryException");
    public static final ClassName OBJECT_BUSY = ClassName.get(LOADER, "ObjectBusyException");
    public static final ClassName LIBRARY_IN_USE = ClassName.get(LOADER, "LibraryInUseException");
    public static final ClassName UNLOAD_POLICY = ClassName.get(LOADER, "UnloadPolicyException");
    public static final ClassName UNLOAD = ClassName.get("org.rdylib.verifier", "Unload");

    public static final ClassName VALUE_LAYOUT = ClassName.get(FOREIGN, "ValueLayout");
    public static final ClassName MEMORY_LAYOUT = ClassName.get(FOREIGN, "MemoryLayout");
    public static final ClassName SEGMENT = ClassName.get(FOREIGN, "MemorySegment");
    public static final ClassName SEGMENT_ALLOCATOR = ClassName.get(FOREIGN, "SegmentAllocator");
    public static final ClassName FUNCTION_DESCRIPTOR = ClassName.get(FOREIGN, "FunctionDescriptor");
    public static final ClassName METHOD_HANDLE = ClassName.get(MethodHandle.class);
    public static final ClassName METHOD_HANDLES = ClassName.get(MethodHandles.class);
    public static final ClassName PATH = ClassName.get(Path.class);
    public static final ClassName SET = ClassName.get(Set.class);

    public static final ClassName OPTIONAL = ClassName.get(Optional.class);
    public static final ClassName LIST = ClassName.get(List.class);

    public static final ClassName NULL_MARKED = ClassName.get("org.jspecify.annotations", "NullMarked");
    public static final AnnotationSpec NULLABLE = AnnotationSpec.builder(
                    ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();

    private Api() {}
}
