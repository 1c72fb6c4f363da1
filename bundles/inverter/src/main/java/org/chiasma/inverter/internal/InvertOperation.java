package org.chiasma.inverter.internal;

import java.util.List;
import java.util.Optional;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.operation.MatrixOperation;
import org.chiasma.api.operation.Operation;
import org.chiasma.api.operation.OperationContext;
import org.chiasma.api.operation.OperationReport;
import org.chiasma.api.operation.OperationReport.HeatMap;
import org.chiasma.inverter.internal.inversion.BatchInversion;
import org.chiasma.inverter.internal.inversion.Verdict;
import org.chiasma.inverter.internal.network.ModelDirectory;
import org.chiasma.inverter.internal.remedy.Remedy;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code inverter:invert}: certified inverses of one matrix or of a stack. */
@Component(service = MatrixOperation.class)
@Operation(
        name = "inverter:invert",
        summary = "Invert a matrix or a stack of matrices, and prove every inverse.",
        parameters = InvertParameters.class,
        outputs = {"inverse", "certificate"},
        examples = {
            "inverter:invert matrices.mx --output inverses.mx --certificate-output certificates.gct",
            "inverter:invert covariance.tsv --ridge 0.1 --output precision.tsv",
            "inverter:invert matrices.mx --method network --model m3 --output inverses.mx"
        })
public final class InvertOperation implements MatrixOperation<InvertParameters> {
    private final LinearAlgebra algebra;
    private final Nd4jRuntime runtime;

    /** Wired by the container. */
    @Activate
    public InvertOperation(@Reference LinearAlgebra algebra, @Reference Nd4jRuntime runtime) {
        this.algebra = algebra;
        this.runtime = runtime;
    }

    @Override
    public OperationReport run(InvertParameters parameters, OperationContext context) {
        MatrixStack stack = new MatrixStack(context.open(parameters.matrix()), parameters.matrix());
        if (!parameters.remedies().pinv()) {
            BatchInversion.requireSquare(parameters.matrix().text(), stack.rows(), stack.columns());
        }
        Optional<Remedy> remedy = parameters.remedies().remedy(algebra);
        if (remedy.isPresent()) {
            stack.requireSameLabels();
        }
        StackInversion inversion = inversion(parameters, stack, remedy, context);
        try (InverseOutput output = new InverseOutput(stack, context.store(), parameters.keepGoing())) {
            inversion.invert(stack, output, context.progress());
            if (!parameters.keepGoing()) {
                output.requireAllInverted(wayOut(remedy));
            }
            CertificateTable certificates = output.certificates();
            if (certificates.refused() > 0) {
                context.progress().note(leftOut(certificates, stack));
            }
            noteIllConditioned(certificates, context);
            if (parameters.start().isPresent() && certificates.starts().contains("transpose")) {
                context.progress()
                        .note(
                                "--start: not every inverse there is near enough to iterate from; the transpose took its place");
            }
            Matrix inverse = output.seal();
            context.publish("inverse", inverse);
            context.publish("certificate", certificates.matrix(context.store()));
            return report(stack, inversion, remedy, output, inverse);
        }
    }

    private StackInversion inversion(
            InvertParameters parameters, MatrixStack stack, Optional<Remedy> remedy, OperationContext context) {
        if (parameters.remedies().pinv()) {
            return new PseudoInversion(algebra);
        }
        InversionChoice choice = new InversionChoice(algebra, stack, remedy);
        if (parameters.start().isPresent()) {
            MatrixReference start = parameters.start().get();
            return choice.warm(new MatrixStack(context.open(start), start));
        }
        return switch (parameters.method()) {
            case AUTO -> choice.auto();
            case LAPACK -> choice.lapack();
            case NEWTON -> choice.newton();
            case SCHUR -> choice.schur();
            case NETWORK ->
                choice.network(ModelDirectory.load(parameters.model().orElseThrow(), runtime)
                        .network());
        };
    }

    private static String wayOut(Optional<Remedy> remedy) {
        return remedy.map(tried -> "use a stronger remedy than " + tried.text())
                .orElse("use --ridge, --shrink, --pinv or --nearest-psd");
    }

    private static void noteIllConditioned(CertificateTable certificates, OperationContext context) {
        long count = certificates.count(Verdict.ILL_CONDITIONED);
        if (count > 0) {
            context.progress()
                    .note(
                            "%,d of the matrices are ill-conditioned: a change in the last digits of their entries changes the inverse by up to %.0e of its size"
                                    .formatted(count, certificates.largest("condition") * Math.ulp(1.0)));
        }
    }

    private static String leftOut(CertificateTable certificates, MatrixStack stack) {
        return "%,d of %,d matrices have no inverse (%,d singular, %,d near singular, %,d not finite): their entries are NaN, and the certificate names them"
                .formatted(
                        certificates.refused(),
                        stack.count(),
                        certificates.count(Verdict.SINGULAR),
                        certificates.count(Verdict.NEAR_SINGULAR),
                        certificates.count(Verdict.NOT_FINITE));
    }

    private static OperationReport report(
            MatrixStack stack,
            StackInversion inversion,
            Optional<Remedy> remedy,
            InverseOutput output,
            Matrix inverse) {
        CertificateTable certificates = output.certificates();
        boolean single = stack.count() == 1;
        OperationReport.Builder report = OperationReport.builder()
                .fact("matrices", stack.count())
                .fact("size", stack.rows() + " x " + stack.columns())
                .fact("method", inversion.method());
        remedy.ifPresent(used -> report.fact("remedy", used.text()));
        report.fact(single ? "verdict" : "verdicts", certificates.verdicts())
                .fact("started from", certificates.starts());
        output.facts().forEach(report::fact);
        addLargest(report, single ? "residual" : "largest residual", certificates.largest("residual"));
        addLargest(report, single ? "proven error at most" : "largest proven error", certificates.largest("error"));
        addLargest(report, single ? "condition" : "largest condition", certificates.largest("condition"));
        if (single) {
            if (certificates.largest("rank") >= 0) {
                report.fact("rank", (long) certificates.largest("rank"));
            }
            report.fact("steps", (long) certificates.largest("steps"));
            report.figure(new HeatMap(
                    "Inverse of " + stack.reference(),
                    List.of(
                            new HeatMap.Panel(stack.reference().text(), stack.matrix()),
                            new HeatMap.Panel("inverse", inverse))));
        } else {
            certificates.quantiles().ifPresent(report::table);
            certificates.ranks().ifPresent(report::table);
        }
        return report.build();
    }

    private static void addLargest(OperationReport.Builder report, String name, double value) {
        if (!Double.isNaN(value)) {
            report.fact(name, value);
        }
    }
}
