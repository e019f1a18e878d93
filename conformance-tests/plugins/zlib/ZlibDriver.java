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
import org.rdylib.loader.Result;

/** A host of the system's zlib. The test compiles it together with the stubs that it uses. */
public final class ZlibDriver implements CLibrary {

    @Override
    public List<String> run(String what, Path library, Path folder) throws Exception {
        List<String> out = new ArrayList<>();
        if (what.equals("without-descriptor")) {
            Zlib.load(library);
        }
        try (Zlib zlib = Zlib.loadTrusted(library)) {
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
                case "as-c" -> {
                    byte[] text = "to be, or not to be: that is the question".getBytes();
                    byte[] into = new byte[200];
                    byte[] back = new byte[200];
                    out.add(zlib.version().toString());
                    out.add(Long.toHexString(zlib.crc32(0, text)) + " " + Long.toHexString(zlib.adler32(1, text)) + " "
                            + zlib.bound(text.length));
                    int length = length(zlib.compress(into, text, 9));
                    byte[] deflated = Arrays.copyOf(into, length);
                    out.add("0 " + length + " " + HexFormat.of().formatHex(deflated));
                    int whole = length(zlib.uncompress(back, deflated));
                    out.add("0 " + whole + " " + Arrays.compare(Arrays.copyOf(back, text.length), text));
                    out.add(code(zlib.uncompress(new byte[3], deflated)));
                    out.add(code(zlib.compress(new byte[3], text, 9)));
                    out.add(code(zlib.compress(into, text, 77)));
                }
                case "inflated-by-a-stream" -> {
                    for (byte[] data : samples()) {
                        out.add("" + Arrays.equals(inflate(zlib, compress(zlib, data), data.length), data));
                    }
                }
                case "too-little-room" -> {
                    byte[] data = compress(zlib, "some text, some text".getBytes());
                    uncompress(zlib, data, 3);
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
                        out.add("" + zlib.write(gz, data));
                    }
                    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                        out.add("" + Arrays.equals(in.readAllBytes(), data));
                    }
                    try (GzFile gz = zlib.open(file.toString(), "rb").orElseThrow()) {
                        byte[] back = new byte[data.length];
                        out.add(zlib.read(gz, back) + " " + Arrays.equals(back, data));
                        out.add(zlib.read(gz, new byte[1]) + " " + zlib.atEnd(gz));
                    }
                    out.add("" + zlib.open(folder.resolve("missing/file").toString(), "rb"));
                }
                case "stream-used-after-close" -> {
                    GzFile gz =
                            zlib.open(folder.resolve("x.gz").toString(), "wb").orElseThrow();
                    gz.close();
                    zlib.write(gz, new byte[1]);
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
        byte[] into = new byte[(int) zlib.bound(data.length)];
        return Arrays.copyOf(into, length(zlib.compress(into, data, 9)));
    }

    private static byte[] uncompress(Zlib zlib, byte[] data, int room) {
        byte[] into = new byte[room];
        return Arrays.copyOf(into, length(zlib.uncompress(into, data)));
    }

    private static int length(Result<Long, Integer> result) {
        return switch (result) {
            case Result.Ok<Long, Integer>(Long length) -> Math.toIntExact(length);
            case Result.Err<Long, Integer>(Integer code) -> throw new IllegalStateException("zlib: " + code);
        };
    }

    private static String code(Result<Long, Integer> result) {
        return result instanceof Result.Err<Long, Integer>(Integer code) ? code.toString() : "0";
    }

    /** By a stream that takes a few bytes at a time. */
    private static byte[] inflate(Zlib zlib, byte[] data, int size) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stream = arena.allocate(112, 8);
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, data);
            MemorySegment into = arena.allocate(size);
            if (!(zlib.inflateInit(stream, zlib.version().toString()) instanceof Result.Ok)) {
                throw new IllegalStateException("not begun");
            }
            stream.set(ValueLayout.ADDRESS, 0, in);
            stream.set(ValueLayout.ADDRESS, 24, into);
            stream.set(ValueLayout.JAVA_INT, 32, size);
            int answer = 0;
            for (int at = 0; at < data.length && answer == 0; at += 7) {
                stream.set(ValueLayout.JAVA_INT, 8, Math.min(7, data.length - at));
                answer = zlib.inflate(stream, 0);
            }
            if (answer != 1 || zlib.inflateEnd(stream) != 0) {
                throw new IllegalStateException("zlib: " + answer);
            }
            return into.asSlice(0, stream.get(ValueLayout.JAVA_LONG, 40)).toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
