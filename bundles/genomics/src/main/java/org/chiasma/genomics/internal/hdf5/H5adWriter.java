package org.chiasma.genomics.internal.hdf5;

import io.jhdf.api.WritableGroup;
import io.jhdf.api.WritableNode;
import java.io.IOException;
import java.util.List;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.CsrMatrix;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MetadataColumn;
import org.chiasma.text.Refusals;

/**
 * Writes AnnData files of encoding 0.1.0 (anndata 0.8 and later): rows as observations, columns as variables, {@code X} as CSR
 * if the matrix is, dense otherwise, metadata as columns of {@code obs} and {@code var}.
 */
public final class H5adWriter {
    private final Refusals refusals;
    private final Progress progress;

    /** Writes the file of {@code refusals}. */
    public H5adWriter(Refusals refusals, Progress progress) {
        this.refusals = refusals;
        this.progress = progress;
    }

    /** Writes {@code matrix}; NaN stays NaN. */
    public void write(Matrix matrix) throws IOException {
        DenseReader.refuseEmpty(refusals, matrix.spec());
        Hdf5Output output = new Hdf5Output(refusals, progress);
        progress.begin("writing " + refusals.file().getFileName(), matrix.rowCount());
        progress.note(refusals.file() + ": " + matrix.rows().name() + " are written as observations, "
                + matrix.columns().name() + " as variables");
        if (matrix instanceof CsrMatrix sparse && sparse.storedEntries() > Integer.MAX_VALUE - 64) {
            throw refusals.whole(
                    "SIZE",
                    "found " + sparse.storedEntries() + " stored entries, expected fewer than 2^31; split the matrix");
        }
        output.write(file -> {
            encoding(file, "anndata", "0.1.0");
            if (matrix instanceof CsrMatrix sparse) {
                sparse(output, file.putGroup("X"), sparse);
            } else {
                dense(output, file, matrix);
            }
            table(output, file.putGroup("obs"), matrix.rows());
            table(output, file.putGroup("var"), matrix.columns());
        });
    }

    private static void encoding(WritableNode node, String type, String version) {
        node.putAttribute("encoding-type", type);
        node.putAttribute("encoding-version", version);
    }

    private void dense(Hdf5Output output, WritableGroup file, Matrix matrix) {
        int rows = Math.toIntExact(matrix.rowCount());
        int columns = Math.toIntExact(matrix.columnCount());
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        Object values;
        if (single) {
            float[][] all = new float[rows][columns];
            for (int i = 0; i < rows; i++) {
                matrix.copyBlock(i, 0, 1, columns, all[i], 0, columns);
            }
            values = all;
        } else {
            double[][] all = new double[rows][columns];
            for (int i = 0; i < rows; i++) {
                matrix.copyRow(i, all[i], 0);
            }
            values = all;
        }
        progress.advance(rows);
        encoding(output.put(file, "X", values, rows, columns, single ? Float.BYTES : Double.BYTES), "array", "0.2.0");
    }

    private void sparse(Hdf5Output output, WritableGroup group, CsrMatrix matrix) {
        int rows = Math.toIntExact(matrix.rowCount());
        // jHDF writes no empty array: a matrix without entries gets a stored zero
        boolean empty = matrix.storedEntries() == 0;
        int count = empty ? 1 : Math.toIntExact(matrix.storedEntries());
        boolean single = matrix.spec().elementType() == ElementType.FLOAT32;
        int[] starts = new int[rows + 1];
        int[] indices = new int[count];
        float[] singles = new float[single ? count : 0];
        double[] doubles = new double[single ? 0 : count];
        int[] rowColumns = new int[Math.toIntExact(matrix.columnCount())];
        double[] rowValues = new double[rowColumns.length];
        for (int i = 0; i < rows; i++) {
            int n = matrix.copySparseRow(i, rowColumns, rowValues);
            System.arraycopy(rowColumns, 0, indices, starts[i], n);
            for (int k = 0; k < n; k++) {
                if (single) {
                    singles[starts[i] + k] = (float) rowValues[k];
                } else {
                    doubles[starts[i] + k] = rowValues[k];
                }
            }
            starts[i + 1] = starts[i] + (empty && i == 0 ? 1 : n);
            progress.advance(1);
        }
        encoding(group, "csr_matrix", "0.1.0");
        group.putAttribute("shape", new long[] {rows, matrix.columnCount()});
        if (single) {
            output.put(group, "data", singles, count, 1, Float.BYTES);
        } else {
            output.put(group, "data", doubles, count, 1, Double.BYTES);
        }
        output.put(group, "indices", indices, count, 1, Integer.BYTES);
        output.put(group, "indptr", starts, rows + 1, 1, Integer.BYTES);
    }

    private static void table(Hdf5Output output, WritableGroup group, Axis axis) {
        List<MetadataColumn> columns = output.metadata(axis, "_index");
        encoding(group, "dataframe", "0.2.0");
        group.putAttribute("_index", "_index");
        String[] names = columns.stream().map(MetadataColumn::name).toArray(String[]::new);
        // jHDF writes no empty array; anndata takes an empty text for one
        Object order = names.length == 0 ? "" : names;
        group.putAttribute("column-order", order);
        encoding(output.putColumn(group, "_index", output.labels(axis), true), "string-array", "0.2.0");
        for (MetadataColumn column : columns) {
            var dataset = output.putColumn(group, column.name(), column.values(), false);
            boolean text = dataset.getData() instanceof String[];
            encoding(dataset, text ? "string-array" : "array", "0.2.0");
        }
    }
}
