package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chiasma.api.DataException;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.symmetric.internal.model.ColumnValues;
import org.chiasma.symmetric.internal.query.GenomicBins;
import org.chiasma.symmetric.internal.storage.SymmetryCheck;

/** Opens examples and checks that their matrices belong together. */
final class ExampleReader {
    private static final Path LABELS = Path.of("labels");

    private final OperationContext context;
    private final Optional<Path> bins;

    ExampleReader(OperationContext context, Optional<Path> bins) {
        this.context = context;
        this.bins = bins;
    }

    /** All examples of a command. */
    static List<Example> read(ExampleParameters parameters, OperationContext context) {
        parameters.require();
        ExampleReader reader = new ExampleReader(context, parameters.bins());
        SymmetryCheck check = new SymmetryCheck(parameters.tolerance());
        List<Example> examples = new ArrayList<>();
        for (int k = 0; k < parameters.x().size(); k++) {
            MatrixReference reference = parameters.z().get(k);
            Matrix z = context.open(reference);
            check.require(reference.text(), z, context.progress());
            examples.add(reader.read(parameters.x().get(k), parameters.y().get(k), reference.text(), Optional.of(z)));
        }
        return examples;
    }

    /**
     * One example.
     *
     * @param name of it
     * @param z symmetric
     */
    Example read(MatrixReference xReference, MatrixReference yReference, String name, Optional<Matrix> z) {
        Matrix x = context.open(xReference);
        Matrix y = context.open(yReference);
        long columns = z.map(Matrix::columnCount).orElse(x.columnCount());
        requireColumns(xReference, x, columns);
        requireColumns(yReference, y, columns);
        if (columns < 2) {
            throw new DataException(
                    "E-SYMMETRIC-SHAPE",
                    name + ": found " + columns + " columns, expected at least two, which make a pair");
        }
        Axis axis = x.columns();
        axis = agreed(xReference, axis, yReference.text(), y.columns());
        if (z.isPresent()) {
            axis = agreed(xReference, axis, name, z.get().columns());
        }
        List<Example.Segment> segments = segments(name, axis);
        int[] starts = segments.stream().mapToInt(Example.Segment::first).toArray();
        return new Example(name, axis, ColumnValues.of(x, y, starts), z, segments);
    }

    private List<Example.Segment> segments(String name, Axis axis) {
        if (bins.isEmpty()) {
            return Example.whole(Math.toIntExact(axis.size()));
        }
        Path file = bins.get();
        GenomicBins read = file.equals(LABELS) ? GenomicBins.of(name, axis) : GenomicBins.read(file, axis.size());
        return Example.byChromosome(file.equals(LABELS) ? name : file.toString(), read);
    }

    private static void requireColumns(MatrixReference reference, Matrix matrix, long columns) {
        if (matrix.spec().isStack() || matrix.columnCount() != columns) {
            String remedy = matrix.rowCount() == columns ? "; transpose it" : "; take the columns of Z, in its order";
            throw new DataException(
                    "E-SYMMETRIC-SHAPE",
                    "%s: found %d x %d, expected %d columns, one for each column of Z%s"
                            .formatted(reference, matrix.rowCount(), matrix.columnCount(), columns, remedy));
        }
        if (matrix.rowCount() == 0) {
            throw new DataException(
                    "E-SYMMETRIC-SHAPE", reference + ": found no rows, expected at least one value for every column");
        }
    }

    /** The labels of two axes that have to be the same; those of one if the other has none. */
    private static Axis agreed(MatrixReference first, Axis left, String second, Axis right) {
        if (!left.isLabelled() || !right.isLabelled()) {
            return left.isLabelled() ? left : right;
        }
        for (int j = 0; j < left.size(); j++) {
            if (!left.label(j).equals(right.label(j))) {
                throw new DataException(
                        "E-SYMMETRIC-LABELS",
                        "%s and %s: found column %d labelled %s and %s, expected the same labels in the same order; sort the columns alike"
                                .formatted(first, second, j + 1, left.label(j), right.label(j)));
            }
        }
        return left;
    }
}
