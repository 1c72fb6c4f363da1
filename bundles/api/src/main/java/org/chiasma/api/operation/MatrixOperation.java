package org.chiasma.api.operation;

/**
 * One verb of the workbench, registered as a service with the properties of {@link Operation}. An operation translates:
 * it opens its inputs, calls a plain-Java algorithm, publishes what came out and reports. It keeps no state between
 * runs and may run on several threads at once.
 *
 * @param <P> record of parameters, each component annotated with {@link org.chiasma.api.parameter.Parameter}, with a
 *     static field {@code DEFAULTS}, validated in its constructor
 */
public interface MatrixOperation<P extends Record> {
    /**
     * Runs to the end, or throws one of the {@link org.chiasma.api.ChiasmaException}s. Nothing becomes visible on the
     * bus or on disk unless it returns.
     */
    OperationReport run(P parameters, OperationContext context);
}
