package org.chiasma.symmetric.internal.storage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.symmetric.internal.model.Link;

/**
 * Files of factors: a header of {@link FileKind#FACTORS}, then S (r x r, float64), b (D, float32) and E (D x r, float32,
 * row-major).
 */
public final class FactorsFile {
    private static final int LARGEST_RANK = 4096;

    private FactorsFile() {}

    /**
     * Reads a file.
     *
     * @throws DataException {@code E-FACTORS-MAGIC}, {@code E-FACTORS-VERSION}, {@code E-FACTORS-HEADER}, {@code
     *     E-FACTORS-SIZE}, {@code E-FACTORS-NUMBERS}
     */
    public static FactoredMatrix read(Path file, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileKind.Opened opened = FileKind.FACTORS.open(file, channel);
            Header header = header(opened);
            opened.requireBytes(FileKind.FACTORS, bytes(header.rows.size(), header.rank));
            progress.begin("reading " + file.getFileName(), opened.bytes());
            ByteBuffer numbers = channel.map(FileChannel.MapMode.READ_ONLY, opened.start(), opened.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            double[] core = new double[header.rank * header.rank];
            numbers.asDoubleBuffer().get(core);
            numbers.position(core.length * Double.BYTES);
            float[] biases = new float[(int) header.rows.size()];
            numbers.asFloatBuffer().get(biases);
            numbers.position(numbers.position() + biases.length * Float.BYTES);
            float[] factors = new float[biases.length * header.rank];
            numbers.asFloatBuffer().get(factors);
            progress.advance(opened.bytes());
            return matrix(file, header, core, biases, factors);
        }
    }

    /**
     * Writes factors.
     *
     * @param file does not exist yet
     * @throws DataException {@code E-FACTORS-MATRIX} if {@code matrix} has none
     */
    public static void write(Matrix matrix, Path file, Progress progress) throws IOException {
        if (!(matrix instanceof FactoredMatrix factored)) {
            throw new DataException(
                    "E-FACTORS-MATRIX",
                    file
                            + ": found a matrix of entries, expected the predictions of a low-rank model, which alone have factors; write a .tiles file");
        }
        int rank = factored.rank();
        long size = factored.rowCount();
        JsonObject json = new JsonObject();
        AxesJson.write(factored.rows(), factored.columns(), json);
        json.addProperty("rank", rank);
        json.addProperty("constant", factored.constant());
        json.addProperty("link", factored.link().name().toLowerCase(Locale.ROOT));
        byte[] header = FileKind.FACTORS.encode(json, bytes(size, rank));
        progress.begin("writing " + file.getFileName(), size);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            put(channel, ByteBuffer.wrap(header));
            ByteBuffer numbers = ByteBuffer.allocate(rank * rank * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            numbers.asDoubleBuffer().put(factored.core());
            put(channel, numbers);
            ByteBuffer biases = ByteBuffer.allocate((int) size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size; i++) {
                biases.putFloat(factored.bias(i));
            }
            put(channel, biases.flip());
            ByteBuffer block =
                    ByteBuffer.allocate(Panels.WIDTH * rank * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int first = 0; first < size; first += Panels.WIDTH) {
                progress.checkCancelled();
                block.clear();
                for (int i = first; i < Math.min(size, first + Panels.WIDTH); i++) {
                    block.asFloatBuffer().put(factored.factors(i));
                    block.position(block.position() + rank * Float.BYTES);
                }
                put(channel, block.flip());
                progress.advance(Math.min(Panels.WIDTH, size - first));
            }
        }
    }

    private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long bytes(long size, int rank) {
        long perRow = (1L + rank) * Float.BYTES;
        return Math.addExact(Math.multiplyExact(size, perRow), (long) rank * rank * Double.BYTES);
    }

    private static Header header(FileKind.Opened opened) {
        JsonObject json = opened.json();
        try {
            Axis rows = AxesJson.rows(json);
            long rank = AxesJson.number(json, "rank");
            if (rank < 0 || rank > LARGEST_RANK || rows.size() * (rank + 1) > Integer.MAX_VALUE / Float.BYTES) {
                throw new JsonParseException("rank " + rank + " at size " + rows.size());
            }
            return new Header(
                    rows,
                    AxesJson.columns(json, rows),
                    (int) rank,
                    AxesJson.field(json, "constant").getAsFloat(),
                    Link.valueOf(AxesJson.text(json, "link").toUpperCase(Locale.ROOT)));
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | UnsupportedOperationException e) {
            throw FileKind.FACTORS.malformed(opened.file(), e);
        }
    }

    private static FactoredMatrix matrix(Path file, Header header, double[] core, float[] biases, float[] factors) {
        try {
            return new FactoredMatrix(header.rows, header.columns, factors, core, biases, header.constant, header.link);
        } catch (IllegalArgumentException e) {
            throw FileKind.FACTORS.refusal(
                    file,
                    "NUMBERS",
                    "found numbers that are no factors (" + e.getMessage()
                            + "), expected finite ones and a symmetric core; write the file again",
                    e);
        }
    }

    private record Header(Axis rows, Axis columns, int rank, float constant, Link link) {}
}
