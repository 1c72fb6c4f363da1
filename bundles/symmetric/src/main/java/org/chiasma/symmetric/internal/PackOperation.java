package org.chiasma.symmetric.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chiasma.api.NoInputException;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.symmetric.internal.exchange.CoordinateText;
import org.chiasma.symmetric.internal.exchange.TriangleFile;
import org.chiasma.symmetric.internal.exchange.TriangleOrder;
import org.osgi.service.component.annotations.Component;

/** {@code symmetric:pack}: a symmetric matrix from the packed arrays and the text of other programs. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "symmetric:pack",
        summary = "Read a symmetric matrix from a packed array or from coordinates.",
        parameters = PackParameters.class,
        outputs = "packed",
        examples = {
            "symmetric:pack distances.npy --order rows --output z.tiles",
            "symmetric:pack contacts.coo --order coo --size 3114 --output z.tiles"
        })
public final class PackOperation implements MatrixOperation<PackParameters> {
    @Override
    public OperationReport run(PackParameters parameters, OperationContext context) {
        Path file = parameters
                .file()
                .orElseThrow(() -> new UsageException(
                        "E-FLAG-MISSING", "argument FILE: found none, expected the file to read, add it"));
        if (!Files.isRegularFile(file)) {
            throw new NoInputException("E-FILE-ABSENT", file + ": found no such file; check the path");
        }
        Matrix matrix;
        try {
            matrix = read(file, parameters, context);
        } catch (IOException e) {
            throw new NoInputException("E-FILE-UNREADABLE", file + ": cannot be read: " + e + "; check the file", e);
        }
        context.publish("packed", matrix);
        return OperationReport.builder().fact("size", matrix.rowCount()).build();
    }

    private static Matrix read(Path file, PackParameters parameters, OperationContext context) throws IOException {
        return switch (parameters.order()) {
            case ROWS -> TriangleFile.open(file, TriangleOrder.ROWS, parameters.diagonal(), context.progress());
            case COLUMNS -> TriangleFile.open(file, TriangleOrder.COLUMNS, 0, context.progress());
            case DENSE -> TriangleFile.open(file, TriangleOrder.DENSE, 0, context.progress());
            case COO -> CoordinateText.read(file, parameters.size().orElseThrow(), context.store(), context.progress());
        };
    }
}
