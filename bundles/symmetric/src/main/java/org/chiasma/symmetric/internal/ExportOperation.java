package org.chiasma.symmetric.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.symmetric.internal.exchange.CoordinateText;
import org.chiasma.symmetric.internal.exchange.TriangleArray;
import org.chiasma.symmetric.internal.exchange.TriangleFile;
import org.chiasma.symmetric.internal.exchange.TriangleOrder;
import org.chiasma.symmetric.internal.query.GenomicBins;
import org.chiasma.symmetric.internal.storage.SymmetryCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code symmetric:export}: a symmetric matrix in the forms of other programs. {@code symmetric:pack} goes back. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:export",
        summary = "Write a symmetric matrix as coordinates, for cooler, or as a packed array.",
        parameters = ExportParameters.class,
        examples = {
            "symmetric:export z.tiles --as coo --above 0.5 --to z.coo",
            "symmetric:export z.tiles --as cooler --bins bins.bed --to z.coo",
            "symmetric:export z.tiles --as rows --to z.npy"
        })
public final class ExportOperation implements MatrixOperation<ExportParameters> {
    private final MatrixFiles files;

    /** Wired by the container. */
    @Activate
    public ExportOperation(@Reference MatrixFiles files) {
        this.files = files;
    }

    @Override
    public OperationReport run(ExportParameters parameters, OperationContext context) {
        Path target = parameters
                .to()
                .orElseThrow(() -> new UsageException(
                        "E-FLAG-MISSING", "--to: found no file to write, expected one, add --to FILE"));
        Matrix matrix = context.open(parameters.matrix());
        SymmetryCheck.DEFAULT.require(parameters.matrix().text(), matrix, context.progress());
        OperationReport.Builder report =
                OperationReport.builder().fact("size", matrix.rowCount()).fact("file", target.toString());
        switch (parameters.as()) {
            case COO -> coordinates(matrix, parameters, value -> true, target, context);
            case COOLER -> cooler(matrix, parameters, target, context, report);
            case ROWS -> array(matrix, TriangleOrder.ROWS, target, context);
            case COLUMNS -> array(matrix, TriangleOrder.COLUMNS, target, context);
            case DENSE -> array(matrix, TriangleOrder.DENSE, target, context);
        }
        return report.build();
    }

    /** Returns whether all values are whole. */
    private boolean coordinates(
            Matrix matrix,
            ExportParameters parameters,
            CoordinateText.Filter filter,
            Path target,
            OperationContext context) {
        double above = parameters.above().orElse(Double.NEGATIVE_INFINITY);
        CoordinateText.Filter both =
                parameters.above().isPresent() ? value -> value > above && filter.accepts(value) : filter;
        AtomicBoolean whole = new AtomicBoolean();
        files.writeAtomically(
                target, temporary -> whole.set(CoordinateText.write(matrix, both, temporary, context.progress())));
        return whole.get();
    }

    private void cooler(
            Matrix matrix,
            ExportParameters parameters,
            Path target,
            OperationContext context,
            OperationReport.Builder report) {
        GenomicBins bins = parameters
                .bins()
                .map(file -> GenomicBins.read(file, matrix.rowCount()))
                .orElseGet(() -> GenomicBins.of(parameters.matrix().text(), matrix.rows()));
        Path bed = target.resolveSibling(target.getFileName() + ".bed");
        boolean whole = coordinates(matrix, parameters, value -> !Double.isNaN(value), target, context);
        files.writeAtomically(bed, temporary -> write(bins, temporary));
        report.fact("bins", bed.toString())
                .fact(
                        "next",
                        "cooler load -f coo " + (whole ? "" : "--count-as-float ") + bed + " " + target + " OUT.cool");
    }

    private static void write(GenomicBins bins, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (GenomicBins.Bin bin : bins.bins()) {
                out.append(bin.chromosome()).append('\t').append(Long.toString(bin.start()));
                out.append('\t').append(Long.toString(bin.end())).append('\n');
            }
        }
    }

    private void array(Matrix matrix, TriangleOrder order, Path target, OperationContext context) {
        files.writeAtomically(target, temporary -> TriangleArray.write(matrix, order, temporary, context.progress()));
        String description = TriangleArray.describe(matrix, order);
        files.writeAtomically(
                TriangleFile.beside(target),
                temporary -> Files.writeString(temporary, description, StandardCharsets.UTF_8));
    }
}
