package org.chiasma.bus.internal.operation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.OperationDescription;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationRunner;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.bus.internal.Bus;
import org.chiasma.bus.internal.format.FormatFiles;
import org.chiasma.bus.internal.service.InstalledService;
import org.chiasma.bus.internal.service.InstalledServices;
import org.chiasma.bus.internal.service.ReferencedService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Runs the operations that are registered as services. */
@Component(service = OperationRunner.class)
public final class ServiceOperationRunner implements OperationRunner {
    private final BundleContext context;
    private final Bus core;
    private final MatrixBus bus;
    private final FormatFiles files;
    private final InstalledServices<MatrixOperation<?>, InstalledOperation> services =
            new InstalledServices<>(InstalledOperation::new);

    /**
     * A runner without operations yet.
     *
     * @param context gets operation services and knows this bundle's version
     * @param core knows which names are on the bus
     * @param bus where inputs come from and outputs go
     * @param files the same for files
     */
    @Activate
    public ServiceOperationRunner(
            BundleContext context, @Reference Bus core, @Reference MatrixBus bus, @Reference FormatFiles files) {
        this.context = context;
        this.core = core;
        this.bus = bus;
        this.files = files;
    }

    @Reference(
            service = MatrixOperation.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addOperation(ServiceReference<MatrixOperation<?>> reference) {
        install(reference, new ReferencedService<>(context, reference));
    }

    void removeOperation(ServiceReference<MatrixOperation<?>> reference) {
        services.remove(reference);
    }

    /** Adds an operation under a key of its own. */
    void install(Object key, InstalledService<MatrixOperation<?>> service) {
        services.add(key, service);
    }

    @Override
    public List<OperationDescription> operations() {
        return services.all().stream()
                .map(InstalledOperation::description)
                .sorted(Comparator.comparing(OperationDescription::name))
                .toList();
    }

    @Override
    public OperationDescription describe(String name) {
        return find(name).description();
    }

    @Override
    public Outcome run(String name, Record parameters, Map<String, MatrixReference> outputs, Progress progress) {
        InstalledOperation operation = find(name);
        OperationDescription description = operation.description();
        Targets targets = new Targets(bus, core::holds, files, description.outputs(), outputs);
        PhaseClock clock = new PhaseClock(progress);
        try (Run run = new Run(bus, core::holds, files, description.outputs(), clock)) {
            OperationReport report = operation.run(parameters, run);
            progress.checkCancelled();
            Provenance provenance = new Provenance(
                    name, description.parameters().text(parameters), run.inputs(), versions(operation), clock.stop());
            targets.deliver(run.results(), provenance, progress);
            return new Outcome(report, provenance, run.results());
        }
    }

    private InstalledOperation find(String name) {
        return services.all().stream()
                .filter(operation -> operation.description().name().equals(name))
                .findFirst()
                .orElseThrow(() -> Suggestions.unknown(
                        "E-OP-UNKNOWN",
                        "operation " + name,
                        name,
                        operations().stream().map(OperationDescription::name).toList()));
    }

    private Map<String, String> versions(InstalledOperation operation) {
        Map<String, String> versions = new TreeMap<>(operation.versions());
        versions.put("chiasma", context.getBundle().getVersion().toString());
        versions.put("java", Runtime.version().toString());
        return versions;
    }
}
