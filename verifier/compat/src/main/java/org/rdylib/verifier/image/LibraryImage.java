package org.rdylib.verifier.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.rdylib.spec.Code;

/**
 * What a library's file says about it. The file is only read, and may be anything at all: whatever it holds, the
 * outcome is an image or a {@link LibraryImageException}, in time and memory that its size bounds.
 *
 * @param machine what the library is for
 * @param notes the descriptors in it, each of another library name, in the file's order
 * @param dependencies what it needs to be opened
 */
public record LibraryImage(Machine machine, List<DescriptorNote> notes, Dependencies dependencies) {

    public LibraryImage {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the library at {@code path}.
     *
     * @param wanted the machine that it must be for
     * @throws LibraryImageException {@link Code#UNREADABLE}, {@link Code#NOT_A_LIBRARY}, {@link
     *     Code#TRUNCATED_LIBRARY}, {@link Code#OTHER_MACHINE}, {@link Code#MALFORMED_NOTE}, {@link Code#HASH_MISMATCH}
     *     or {@link Code#AMBIGUOUS_DESCRIPTOR}; that it has no descriptor is told by {@link #descriptor()}
     */
    public static LibraryImage read(Path path, Machine wanted) throws LibraryImageException {
        // Opening a pipe would wait for its other end.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new LibraryImageException(
                    Code.NOT_A_LIBRARY,
                    "is not a shared library: this is " + (Files.isDirectory(path) ? "a folder" : "no regular file"));
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(Source.of(channel), wanted, Optional.empty());
        } catch (IOException e) {
            throw Source.unreadable(e);
        }
    }

    /**
     * Reads the library that {@code channel} is open on, from the file's start; the channel's position stays as it is,
     * and the channel open.
     *
     * @param wanted the machine that it must be for
     * @param known a descriptor that it may well have. If it has another instead, that is still being checked against its
     *     hash: {@link DescriptorNote#requireIntact} tells, before anything is done on its word
     * @throws LibraryImageException as {@link #read(Path, Machine)}
     */
    public static LibraryImage read(FileChannel channel, Machine wanted, Optional<KnownDescriptor> known)
            throws LibraryImageException {
        return read(Source.of(channel), wanted, known);
    }

    /**
     * Reads the library whose bytes are those that remain in {@code bytes}, whose position stays as it is.
     *
     * @param wanted the machine that it must be for
     * @throws LibraryImageException as {@link #read(Path, Machine)}, but for {@link Code#UNREADABLE}
     */
    public static LibraryImage read(ByteBuffer bytes, Machine wanted) throws LibraryImageException {
        return read(Source.of(bytes), wanted, Optional.empty());
    }

    private static LibraryImage read(Source source, Machine wanted, Optional<KnownDescriptor> known)
            throws LibraryImageException {
        ElfFile file = ElfFile.read(source, wanted);
        Dependencies dependencies = DynamicReader.read(file);
        LibraryImage image = new LibraryImage(file.machine(), NoteReader.read(file, known), dependencies);
        image.requireDistinct();
        return image;
    }

    /**
     * The library's only descriptor.
     *
     * @throws LibraryImageException {@link Code#NO_DESCRIPTOR}, or {@link Code#AMBIGUOUS_DESCRIPTOR} if there are several
     */
    public DescriptorNote descriptor() throws LibraryImageException {
        if (notes.isEmpty()) {
            throw noDescriptor();
        }
        if (notes.size() > 1) {
            throw new LibraryImageException(
                    Code.AMBIGUOUS_DESCRIPTOR,
                    "has descriptors of several libraries, and none was chosen: " + String.join(", ", libraries()));
        }
        return notes.getFirst();
    }

    /**
     * The library's descriptor of that name.
     *
     * @throws LibraryImageException {@link Code#NO_DESCRIPTOR} if there is none, or none of that name, {@link
     *     Code#MALFORMED_NOTE} if a note has no name
     */
    public DescriptorNote descriptor(String library) throws LibraryImageException {
        for (DescriptorNote note : notes) {
            if (note.library().equals(library)) {
                return note;
            }
        }
        if (notes.isEmpty()) {
            throw noDescriptor();
        }
        throw new LibraryImageException(
                Code.NO_DESCRIPTOR,
                "has no descriptor of the library " + library + ", only of " + String.join(", ", libraries()));
    }

    private static LibraryImageException noDescriptor() {
        return new LibraryImageException(
                Code.NO_DESCRIPTOR,
                "has no descriptor: there is no note of rdylib in it. A plugin in C is built with the generated"
                        + " LIBRARY_abi.c, too, and one in Rust has `abi::export!`");
    }

    private List<String> libraries() throws LibraryImageException {
        TreeSet<String> names = new TreeSet<>();
        for (DescriptorNote note : notes) {
            names.add(note.library());
        }
        return List.copyOf(names);
    }

    private void requireDistinct() throws LibraryImageException {
        // One note needs no name: comparing its bytes may be all that is ever done with it.
        if (notes.size() < 2) {
            return;
        }
        for (DescriptorNote note : notes) {
            note.requireIntact();
        }
        if (libraries().size() < notes.size()) {
            throw new LibraryImageException(
                    Code.AMBIGUOUS_DESCRIPTOR,
                    "has several descriptors of one library: " + notes.size() + " notes, of "
                            + String.join(", ", libraries()));
        }
    }
}
