package org.chiasma.api.operation;

import java.util.List;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.matrix.MatrixReference;

/**
 * Runs operations by name: opens their inputs from bus and files, keeps leases for the length of the run, records
 * provenance, and publishes or writes the results once the run has succeeded. Shell, one-shot command and web page all
 * come through here.
 */
public interface OperationRunner {
    /** The installed operations sorted by name. Does not activate any. */
    List<OperationDescription> operations();

    /**
     * The operation called {@code name}.
     *
     * @throws org.chiasma.api.UsageException {@code E-OP-UNKNOWN} with near names if there is none
     */
    OperationDescription describe(String name);

    /**
     * Runs an operation.
     *
     * @param name {@code scope:name}
     * @param parameters its parameter record, an instance of {@code describe(name).parameters().type()}
     * @param outputs target by output name: a name on the bus, or a file. Outputs that are not named here are
     *     returned but go nowhere.
     * @return the report, the provenance, and every output
     */
    Outcome run(String name, Record parameters, Map<String, MatrixReference> outputs, Progress progress);

    /**
     * What a run left.
     *
     * @param report what it says
     * @param provenance how the outputs were made
     * @param outputs every published matrix by output name, in the order of publication
     */
    record Outcome(OperationReport report, Provenance provenance, Map<String, org.chiasma.api.matrix.Matrix> outputs) {}
}
