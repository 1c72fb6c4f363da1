package org.chiasma.genomics.internal.hdf5;

import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Refusals;

/**
 * Writes GCTX 1.0: columns by rows on disk, shuffled and deflated in chunks of whole columns, with all metadata; fields that
 * are numbers throughout as numbers, missing metadata as {@code -666}.
 */
public final class GctxWriter {
    private static final int BLOCK = 64;

    private final Refusals refusals;
    private final Progress progress;

    /** Writes the file of {@code refusals}. */
    public GctxWriter(Refusals refusals, Progress progress) {
        this.refusals = refusals;
        this.progress = progress;
    }

    /** Writes {@code matrix}; NaN stays NaN. */
    public void write(Matrix matrix) throws IOException {
        DenseReader.refuseEmpty(refusals, matrix.spec());
        Hdf5Output output = new Hdf5Output(refusals, progress);
        int rows = Math.toIntExact(matrix.rowCount());
        int columns = Math.toIntExact(matrix.columnCount());
        progress.begin("writing " + refusals.file().getFileName(), columns);
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        Object turned = single ? turnedSingle(matrix, rows, columns) : turnedDouble(matrix, rows, columns);
        output.write(file -> {
            file.putAttribute("version", "GCTX1.0");
            WritableGroup top = file.putGroup("0");
            output.put(
                    top.putGroup("DATA").putGroup("0"),
                    "matrix",
                    turned,
                    columns,
                    rows,
                    single ? Float.BYTES : Double.BYTES);
            WritableGroup meta = top.putGroup("META");
            axis(output, meta.putGroup("ROW"), matrix.rows());
            axis(output, meta.putGroup("COL"), matrix.columns());
        });
    }

    private static void axis(Hdf5Output output, WritableGroup group, Axis axis) {
        output.putColumn(group, "id", output.labels(axis), true);
        for (MetadataColumn column : output.metadata(axis, "id")) {
            List<String> values = column.values().stream()
                    .map(value -> value.isEmpty() ? "-666" : value)
                    .toList();
            output.putColumn(group, column.name(), values, false);
        }
    }

    private float[][] turnedSingle(Matrix matrix, int rows, int columns) {
        float[][] turned = new float[columns][rows];
        float[] block = new float[Math.multiplyExact(BLOCK, columns)];
        for (int i = 0; i < rows; i += BLOCK) {
            int tall = Math.min(BLOCK, rows - i);
            progress.checkCancelled();
            matrix.copyBlock(i, 0, tall, columns, block, 0, columns);
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < tall; k++) {
                    turned[j][i + k] = block[k * columns + j];
                }
            }
        }
        return turned;
    }

    private double[][] turnedDouble(Matrix matrix, int rows, int columns) {
        double[][] turned = new double[columns][rows];
        double[] block = new double[Math.multiplyExact(BLOCK, columns)];
        for (int i = 0; i < rows; i += BLOCK) {
            int tall = Math.min(BLOCK, rows - i);
            progress.checkCancelled();
            matrix.copyBlock(i, 0, tall, columns, block, 0, columns);
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < tall; k++) {
                    turned[j][i + k] = block[k * columns + j];
                }
            }
        }
        return turned;
    }
}
