package org.rdylib.codegen.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The classes that generated code names. Those of the loader and of foreign memory by name: the generator
 * itself uses neither. */
final class Api {
    private static final String LOADER = "org.rdylib.loader";

    static final ClassName TEXT = ClassName.get(LOADER, "Text");
    static final ClassName C_TEXT = ClassName.get(LOADER, "CText");
    static final ClassName SLICE = ClassName.get(LOADER, "Slice");
    static final ClassName SCALAR_SLICE = ClassName.get(LOADER, "ScalarSlice");
    static final ClassName REF = ClassName.get(LOADER, "Ref");
    static final ClassName MUT = ClassName.get(LOADER, "Mut");
    static final ClassName RESULT = ClassName.get(LOADER, "Result");
    static final ClassName UNIT = ClassName.get(LOADER, "Unit");
    static final ClassName ASYNC = ClassName.get(LOADER, "Async");
    static final ClassName PAIR = ClassName.get(LOADER, "Pair");
    static final ClassName TRIPLE = ClassName.get(LOADER, "Triple");
    static final ClassName UNKNOWN_VARIANT = ClassName.get(LOADER, "UnknownVariant");
    static final ClassName REGION = ClassName.get(LOADER, "Region");

    private static final String FOREIGN = "java.lang.foreign";
    private static final String STUB = LOADER + ".stub";

    static final ClassName MEMORY = ClassName.get(STUB, "Memory");
    static final ClassName VALUES = ClassName.get(STUB, "Values");
    static final ClassName SLICES = ClassName.get(STUB, "Slices");
    static final ClassName SCALAR_ARRAYS = ClassName.get(STUB, "ScalarArrays");
    static final ClassName VIEWS = ClassName.get(STUB, "Views");
    static final ClassName REGIONS = ClassName.get(STUB, "Regions");
    static final ClassName CALL_FRAME = ClassName.get(STUB, "CallFrame");
    static final ClassName CALL_MEMORY = ClassName.get(STUB, "CallMemory");
    static final ClassName COPIES = ClassName.get(STUB, "Copies");
    static final ClassName LIBRARY = ClassName.get(STUB, "Library");
    static final ClassName ENTRANCE = ClassName.get(STUB, "Entrance");
    static final ClassName OWNED = ClassName.get(STUB, "Owned");
    static final ClassName MAKING = ClassName.get(STUB, "Making");
    static final ClassName RECEIVING = ClassName.get(STUB, "Receiving");
    static final ClassName FOREIGN_OBJECT = ClassName.get(STUB, "ForeignObject");
    static final ClassName FOREIGN_FUTURE = ClassName.get(STUB, "ForeignFuture");
    static final ClassName HOST_TARGETS = ClassName.get(STUB, "HostTargets");
    static final ClassName HOST_FUTURE = ClassName.get(STUB, "HostFuture");
    static final ClassName OUTPUT = FOREIGN_FUTURE.nestedClass("Output");
    static final ClassName FOREIGN_OPAQUE = ClassName.get(STUB, "ForeignOpaque");
    static final ClassName CLOSURE_TYPE = ClassName.get(STUB, "ClosureType");
    static final ClassName FUNCTION_TYPE = ClassName.get(STUB, "FunctionType");
    static final ClassName FOREIGN_FUNCTION = ClassName.get(STUB, "ForeignFunction");
    static final ClassName INTERFACE_TYPE = ClassName.get(STUB, "InterfaceType");
    static final ClassName INTERFACE_ENTRY = INTERFACE_TYPE.nestedClass("Entry");
    static final ClassName SENDING = ClassName.get(STUB, "Sending");
    static final ClassName TERMS = ClassName.get(STUB, "Terms");
    static final ClassName HOLDER = TERMS.nestedClass("Holder");
    static final ClassName DOWNCALLS = ClassName.get(STUB, "Downcalls");
    static final ClassName UPCALL = ClassName.get(STUB, "Upcall");
    static final ClassName UPCALLS = ClassName.get(STUB, "Upcalls");
    static final ClassName FAILURES = ClassName.get(STUB, "Failures");
    static final ClassName HOST_DESCRIPTOR = ClassName.get(STUB, "HostDescriptor");
    static final ClassName EXPORT_SYMBOL = ClassName.get(STUB, "ExportSymbol");
    static final ClassName IMPORT_FUNCTION = ClassName.get(STUB, "ImportFunction");
    static final ClassName MALFORMED = ClassName.get(LOADER, "MalformedLibraryException");
    static final ClassName INCOMPATIBLE = ClassName.get(LOADER, "IncompatibleLibraryException");
    static final ClassName UNLINKABLE = ClassName.get(LOADER, "UnlinkableLibraryException");
    static final ClassName OBJECT_BUSY = ClassName.get(LOADER, "ObjectBusyException");
    static final ClassName LIBRARY_IN_USE = ClassName.get(LOADER, "LibraryInUseException");
    static final ClassName UNLOAD_POLICY = ClassName.get(LOADER, "UnloadPolicyException");
    static final ClassName UNLOAD = ClassName.get("org.rdylib.verifier", "Unload");

    static final ClassName VALUE_LAYOUT = ClassName.get(FOREIGN, "ValueLayout");
    static final ClassName MEMORY_LAYOUT = ClassName.get(FOREIGN, "MemoryLayout");
    static final ClassName SEGMENT = ClassName.get(FOREIGN, "MemorySegment");
    static final ClassName SEGMENT_ALLOCATOR = ClassName.get(FOREIGN, "SegmentAllocator");
    static final ClassName FUNCTION_DESCRIPTOR = ClassName.get(FOREIGN, "FunctionDescriptor");
    static final ClassName METHOD_HANDLE = ClassName.get(MethodHandle.class);
    static final ClassName METHOD_HANDLES = ClassName.get(MethodHandles.class);
    static final ClassName METHOD_TYPE = ClassName.get(MethodType.class);
    static final ClassName PATH = ClassName.get(Path.class);
    static final ClassName SET = ClassName.get(Set.class);

    static final ClassName OPTIONAL = ClassName.get(Optional.class);
    static final ClassName LIST = ClassName.get(List.class);

    static final ClassName NULL_MARKED = ClassName.get("org.jspecify.annotations", "NullMarked");
    static final AnnotationSpec NULLABLE = AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable"))
            .build();

    private Api() {}
}
