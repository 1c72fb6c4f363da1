package org.chiasma.bus.internal.operation;

import java.util.Map;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.bus.internal.service.InstalledService;

/** An operation with its description; the operation itself is activated only to run. */
final class InstalledOperation {
    private final InstalledService<MatrixOperation<?>> service;
    private final OperationDescription description;

    InstalledOperation(InstalledService<MatrixOperation<?>> service) {
        this.service = service;
        this.description = new OperationDescription(
                service.text(Operation.PREFIX_ + "name"),
                service.text(Operation.PREFIX_ + "summary"),
                service.texts(Operation.PREFIX_ + "outputs"),
                service.texts(Operation.PREFIX_ + "examples"),
                ParameterSchema.of(service.recordClass(Operation.PREFIX_ + "parameters")),
                service.bundle());
    }

    OperationDescription description() {
        return description;
    }

    Map<String, String> versions() {
        return service.versions();
    }

    OperationReport run(Record parameters, OperationContext context) {
        Record own = description.parameters().type().cast(parameters);
        return service.use(operation -> typed(operation).run(own, context));
    }

    @SuppressWarnings("unchecked") // the record was cast to the class that the operation declares
    private static MatrixOperation<Record> typed(MatrixOperation<?> operation) {
        return (MatrixOperation<Record>) operation;
    }
}
