package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.nd4j.Nd4jRuntime;
import org.chiasma.symmetric.internal.model.ClosedForm;
import org.chiasma.symmetric.internal.model.DistanceResidual;
import org.chiasma.symmetric.internal.model.ExpectedByDistance;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.LowRank;
import org.chiasma.symmetric.internal.model.MatrixTarget;
import org.chiasma.symmetric.internal.model.Predictor;
import org.chiasma.symmetric.internal.model.SymmetricModel;
import org.chiasma.symmetric.internal.model.Target;
import org.chiasma.symmetric.internal.model.TrainingExample;
import org.chiasma.symmetric.internal.network.EncoderTraining;
import org.chiasma.symmetric.internal.network.PairHeadTraining;

/** Fits models as the parameters of {@code symmetric:fit} and {@code symmetric:evaluate} say. */
final class ModelFitting {
    private final LinearAlgebra algebra;
    private final FeatureParameters features;
    private final ClosedFormParameters closedForm;
    private final NetworkParameters network;
    private final Nd4jRuntime runtime;
    private final Progress progress;

    ModelFitting(
            LinearAlgebra algebra,
            Nd4jRuntime runtime,
            FeatureParameters features,
            ClosedFormParameters closedForm,
            NetworkParameters network,
            Progress progress) {
        this.algebra = algebra;
        this.runtime = runtime;
        this.features = features;
        this.closedForm = closedForm;
        this.network = network;
        this.progress = progress;
    }

    /**
     * A model and how it was chosen.
     *
     * @param model without labels and facts
     * @param closedForm its low-rank start
     * @param selection what was chosen
     */
    record Fitted(SymmetricModel model, LowRank closedForm, ClosedForm.Selection selection) {}

    /** Every segment of every example. */
    List<TrainingExample> training(List<Example> examples) {
        List<TrainingExample> training = new ArrayList<>();
        for (Example example : examples) {
            for (Example.Segment segment : example.segments()) {
                if (segment.size() > 1) {
                    training.add(training(example, segment, segment.columns()));
                }
            }
        }
        return training;
    }

    /** Number of the bin of each column, for each of {@link #training(List)}. */
    List<int[]> positions(List<Example> examples) {
        List<int[]> positions = new ArrayList<>();
        for (Example example : examples) {
            example.segments().stream()
                    .filter(segment -> segment.size() > 1)
                    .forEach(segment -> positions.add(segment.positions()));
        }
        return positions;
    }

    /** Some columns of a segment, as an example to learn from. */
    TrainingExample training(Example example, Example.Segment segment, int[] columns) {
        return new TrainingExample(
                segment.name().isEmpty() ? example.name() : example.name() + " " + segment.name(),
                example.columns().select(columns),
                target(example, segment, columns));
    }

    /** What is learned and compared: entries on the link's scale, beyond the map's own decay if that is taken off. */
    Target target(Example example, Example.Segment segment, int[] columns) {
        Target scaled = new MatrixTarget(example.z().orElseThrow(), columns, closedForm.link());
        if (!closedForm.distance()) {
            return scaled;
        }
        int[] positions = segment.positions(columns);
        ExpectedByDistance expected = ExpectedByDistance.of(raw(example, columns), positions);
        return new DistanceResidual(scaled, positions, expected, closedForm.link());
    }

    /** What predictions are compared with: sums of contact maps and counts on the model's scale, other entries as they are. */
    Target compared(Example example, Example.Segment segment, int[] columns) {
        return comparesSums() ? target(example, segment, columns) : raw(example, columns);
    }

    /** Whether predictions are compared on the scale on which models add up. */
    boolean comparesSums() {
        return closedForm.distance() || closedForm.link() == Link.LOG1P || closedForm.link() == Link.POISSON;
    }

    /** What is compared, for pictures. */
    String quantity() {
        if (closedForm.distance()) {
            return closedForm.link() == Link.LOG1P ? "log observed / expected" : "entries beyond their decay";
        }
        return comparesSums() ? "log entries" : "entries";
    }

    private static Target raw(Example example, int[] columns) {
        return new MatrixTarget(example.z().orElseThrow(), columns, Link.IDENTITY);
    }

    /** The decay over the training maps, to be restored in predictions. */
    private Optional<ExpectedByDistance> expected(List<TrainingExample> training, List<int[]> positions) {
        if (!closedForm.distance()) {
            return Optional.empty();
        }
        List<Target> raw =
                training.stream().map(example -> example.target().raw()).toList();
        return Optional.of(ExpectedByDistance.of(raw, positions));
    }

    /**
     * Fits the closed form, and the network if one is wanted.
     *
     * @param positions number of the bin of each column, for each example
     */
    Fitted fit(List<TrainingExample> training, List<int[]> positions) {
        ClosedForm.Fit fit = new ClosedForm(algebra, closedForm.settings(), progress).fit(features.spec(), training);
        SymmetricModel model = new SymmetricModel(
                fit.features(),
                predictor(fit, training, positions),
                closedForm.link(),
                expected(training, positions),
                List.of(),
                List.of(),
                Map.of());
        return new Fitted(model, fit.terms(), fit.selection());
    }

    /** Edges and counts are fitted by their likelihood, from the entries as they are. */
    private List<TrainingExample> likelihood(List<TrainingExample> training) {
        if (closedForm.link() != Link.LOGISTIC && closedForm.link() != Link.POISSON) {
            return training;
        }
        return training.stream()
                .map(example -> new TrainingExample(
                        example.name(), example.columns(), example.target().raw()))
                .toList();
    }

    private Predictor predictor(ClosedForm.Fit fit, List<TrainingExample> training, List<int[]> positions) {
        return switch (network.network()) {
            case NONE -> fit.terms();
            case ENCODER ->
                new EncoderTraining(runtime, algebra, network.encoder(features.seed()), progress)
                        .train(fit.features(), fit.terms(), closedForm.link(), likelihood(training))
                        .encoder();
            case PAIRS ->
                new PairHeadTraining(
                                runtime, algebra, network.pairs(features.correlations(), features.seed()), progress)
                        .train(fit.features(), training, positions);
        };
    }
}
