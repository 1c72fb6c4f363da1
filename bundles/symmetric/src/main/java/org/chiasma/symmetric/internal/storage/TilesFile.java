package org.chiasma.symmetric.internal.storage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasma.api.DataException;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Layout;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MissingValue;

/** Files of tiles: a header of {@link FileKind#TILES}, then the tiles of a {@link TileGrid}. */
public final class TilesFile {
    /** Most bytes of a mapped slice; whole tiles. */
    private static final long LARGEST_SLICE = 1L << 30;

    private TilesFile() {}

    /**
     * Maps a file, read-only. Its length is checked before, so that a cut file cannot be read.
     *
     * @throws DataException {@code E-TILES-MAGIC}, {@code E-TILES-VERSION}, {@code E-TILES-HEADER}, {@code E-TILES-SIZE}
     */
    public static TiledMatrix open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileKind.Opened opened = FileKind.TILES.open(file, channel);
            Content content = content(opened);
            TileGrid grid = content.grid;
            opened.requireBytes(FileKind.TILES, grid.bytes(content.type.bytes()));
            List<Long> starts = sliceStarts(grid, content.type);
            ByteBuffer[] slices = new ByteBuffer[starts.size()];
            for (int k = 0; k < slices.length; k++) {
                long end = k + 1 < slices.length ? starts.get(k + 1) : opened.bytes();
                slices[k] =
                        channel.map(FileChannel.MapMode.READ_ONLY, opened.start() + starts.get(k), end - starts.get(k));
            }
            return new TiledMatrix(
                    content.spec,
                    grid,
                    content.type,
                    slices,
                    starts.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /**
     * Writes a matrix; one that is not symmetric by its layout is checked first. Constant memory; direct I/O where there
     * is any. The lower half of diagonal tiles is that above the diagonal, so what is read is exactly symmetric.
     *
     * @param file does not exist yet
     * @throws DataException {@code E-SYMMETRIC-*} if it is not symmetric, {@code E-TILES-RANGE} if an entry is beyond
     *     {@code type}
     */
    public static void write(Matrix matrix, Path file, StoredType type, int edge, Progress progress)
            throws IOException {
        SymmetryCheck.DEFAULT.require(file.toString(), matrix, progress);
        Axis rows = matrix.rows();
        TileGrid grid = new TileGrid(rows.size(), edge);
        JsonObject json = new JsonObject();
        AxesJson.write(rows, matrix.columns(), json);
        json.addProperty("edge", edge);
        json.addProperty("type", type.word());
        json.addProperty("missing", matrix.spec().missing().name().toLowerCase(Locale.ROOT));
        byte[] header = FileKind.TILES.encode(json, grid.bytes(type.bytes()));
        progress.begin("writing " + file.getFileName(), grid.bytes(type.bytes()));
        try (AlignedOutput output = AlignedOutput.create(file, header)) {
            TileSource source = MatrixTiles.of(matrix, file.toString());
            new TilesWriter(grid, type, source, rows, file, output, header.length, progress).write();
        }
    }

    private static Content content(FileKind.Opened opened) {
        JsonObject json = opened.json();
        try {
            Axis rows = AxesJson.rows(json);
            TileGrid grid = new TileGrid(rows.size(), Math.toIntExact(AxesJson.number(json, "edge")));
            StoredType type = StoredType.valueOf(AxesJson.text(json, "type").toUpperCase(Locale.ROOT));
            MissingValue missing =
                    MissingValue.valueOf(AxesJson.text(json, "missing").toUpperCase(Locale.ROOT));
            MatrixSpec spec = MatrixSpec.dense(rows, AxesJson.columns(json, rows))
                    .withElementType(ElementType.FLOAT32)
                    .withLayout(Layout.PACKED_SYMMETRIC)
                    .withMissing(missing);
            return new Content(spec, grid, type);
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | UnsupportedOperationException e) {
            throw FileKind.TILES.malformed(opened.file(), e);
        }
    }

    private static List<Long> sliceStarts(TileGrid grid, StoredType type) {
        List<Long> starts = new ArrayList<>();
        int side = grid.side();
        for (int a = 0; a < side; a++) {
            for (int b = a; b < side; b++) {
                long start = grid.offset(a, b, type.bytes());
                long end = start + TileGrid.aligned((long) grid.entries(a, b) * type.bytes());
                if (starts.isEmpty() || end - starts.get(starts.size() - 1) > LARGEST_SLICE) {
                    starts.add(start);
                }
            }
        }
        return starts;
    }

    private record Content(MatrixSpec spec, TileGrid grid, StoredType type) {}
}
