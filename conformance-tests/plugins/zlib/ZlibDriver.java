package org.rdylib.conformance.zlib;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.rdylib.conformance.plugins.CLibrary;
import org.rdylib.loader.Mut;
import org.rdylib.verifier.Unload;

/** A host of the system's zlib. The test compiles it together with the stubs that it uses. */
public final class ZlibDriver implements CLibrary {

    @Override
    public List<String> run(String what, Path library, Path folder) throws Exception {
        List<String> out = new ArrayList<>();
        if (what.equals("without-descriptor")) {
            Zlib.load(library);
        }
        try (Zlib zlib = Zlib.loadTrusted(library, Unload.NEVER)) {
            switch (what) {
                case "version" -> out.add(zlib.version().toString());
                case "checksums" -> {
                    for (byte[] data : samples()) {
                        CRC32 crc = new CRC32();
                        crc.update(data);
                        Adler32 adler = new Adler32();
                        adler.update(data);
                        out.add((zlib.crc32(0, data) == crc.getValue()) + " "
                                + (zlib.adler32(1, data) == adler.getValue()));
                    }
                    out.add(Long.toHexString(zlib.crc32(0, "123456789".getBytes())));
                }
                case "deflated-here-and-inflated-by-java" -> {
                    for (byte[] data : samples()) {
                        byte[] deflated = compress(zlib, data);
                        Inflater inflater = new Inflater();
                        inflater.setInput(deflated);
                        byte[] back = new byte[data.length];
                        int length = inflater.inflate(back);
                        out.add("" + (length == data.length && Arrays.equals(back, data) && back.length == length));
                    }
                }
                case "deflated-by-java-and-inflated-here" -> {
                    for (byte[] data : samples()) {
                        Deflater deflater = new Deflater();
                        deflater.setInput(data);
                        deflater.finish();
                        byte[] deflated = new byte[data.length + 100];
                        int length = deflater.deflate(deflated);
                        out.add(""
                                + Arrays.equals(uncompress(zlib, Arrays.copyOf(deflated, length), data.length), data));
                    }
                }
                case "damaged" -> {
                    byte[] data = compress(zlib, "some text, some text".getBytes());
                    data[data.length - 1] ^= 1;
                    uncompress(zlib, data, 100);
                }
                case "stream" -> {
                    Path file = folder.resolve("data.gz");
                    byte[] data = samples().getLast();
                    try (GzFile gz = zlib.open(file.toString(), "wb9").orElseThrow()) {
                        out.add("" + zlib.write(data, 1, gz));
                    }
                    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                        out.add("" + Arrays.equals(in.readAllBytes(), data));
                    }
                    try (GzFile gz = zlib.open(file.toString(), "rb").orElseThrow()) {
                        byte[] back = new byte[data.length];
                        out.add(zlib.read(back, 1, gz) + " " + Arrays.equals(back, data));
                        out.add(zlib.read(new byte[1], 1, gz) + " " + zlib.atEnd(gz));
                    }
                    out.add("" + zlib.open(folder.resolve("missing/file").toString(), "rb"));
                }
                case "stream-used-after-close" -> {
                    GzFile gz =
                            zlib.open(folder.resolve("x.gz").toString(), "wb").orElseThrow();
                    gz.close();
                    zlib.write(new byte[1], 1, gz);
                }
                default -> throw new IllegalArgumentException(what);
            }
        }
        return out;
    }

    private static List<byte[]> samples() {
        byte[] random = new byte[100_000];
        new Random(7).nextBytes(random);
        return List.of(
                new byte[] {0},
                "hello, hello, hello".getBytes(),
                new byte[50_000],
                random,
                HexFormat.of().parseHex("00ff80"),
                random.clone());
    }

    private static byte[] compress(Zlib zlib, byte[] data) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(zlib.bound(data.length));
            Mut<Long> length = Mut.of(into.byteSize());
            check(zlib.compress(into, length, data, 9));
            return into.asSlice(0, length.get()).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static byte[] uncompress(Zlib zlib, byte[] data, int room) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(room);
            Mut<Long> length = Mut.of((long) room);
            check(zlib.uncompress(into, length, data));
            return into.asSlice(0, length.get()).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("zlib: " + code);
        }
    }
}
