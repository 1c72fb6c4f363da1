package org.chiasma.genomics.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.genomics.internal.relationship.BaseWindow;
import org.chiasma.genomics.internal.relationship.Dosages;
import org.chiasma.genomics.internal.relationship.LinkageDisequilibrium;
import org.chiasma.genomics.internal.relationship.LinkageDisequilibrium.Window;
import org.chiasma.linalg.LinearAlgebra;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code genomics:ld}: how correlated variants are. The work is done by {@link LinkageDisequilibrium}. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "genomics:ld",
        summary = "Compute the linkage disequilibrium of variants from dosages: all pairs, or those in a window.",
        parameters = LdParameters.class,
        outputs = "ld",
        examples = {
            "genomics:ld sample-data/genotypes.vcf.gz --output ld.tiles",
            "genomics:ld 'cohort.vcf.gz?region=22' --min-maf 0.05 --window-bases 1000000 --measure r2 --output ld.mtx"
        })
public final class LdOperation implements MatrixOperation<LdParameters> {
    private final LinearAlgebra algebra;

    /** Wired by the container. */
    @Activate
    public LdOperation(@Reference LinearAlgebra algebra) {
        this.algebra = algebra;
    }

    @Override
    public OperationReport run(LdParameters parameters, OperationContext context) {
        Dosages dosages = Dosages.of(context.open(parameters.genotypes()), parameters.rows());
        LinkageDisequilibrium disequilibrium = new LinkageDisequilibrium(
                algebra, dosages, parameters.measure(), parameters.minMaf(), context.progress());
        Optional<Window> window = window(parameters, disequilibrium.variants());
        Matrix matrix = window.isPresent()
                ? disequilibrium.banded(context.store(), window.get())
                : disequilibrium.all(context.store());
        context.publish("ld", matrix);
        return OperationReport.builder()
                .fact("variants", matrix.rowCount())
                .fact("samples", dosages.samples().size())
                .fact("stored entries", matrix.storedEntries())
                .figure(new HeatMap("Linkage disequilibrium", List.of(new HeatMap.Panel("ld", matrix))))
                .build();
    }

    private static Optional<Window> window(LdParameters parameters, Axis variants) {
        int last = Math.toIntExact(variants.size() - 1);
        return parameters
                .windowVariants()
                .map(width -> (Window) variant -> (int) Math.min(last, (long) variant + width))
                .or(() -> parameters.windowBases().map(bases -> BaseWindow.of(variants, bases)));
    }
}
