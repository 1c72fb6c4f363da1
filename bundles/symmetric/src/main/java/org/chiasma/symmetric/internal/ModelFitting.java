package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Progress;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ClosedForm;
import org.chiasma.symmetric.internal.model.DistanceResidual;
import org.chiasma.symmetric.internal.model.ExpectedByDistance;
import org.chiasma.symmetric.internal.model.Link;
import org.chiasma.symmetric.internal.model.MatrixTarget;
import org.chiasma.symmetric.internal.model.SymmetricModel;
import org.chiasma.symmetric.internal.model.Target;
import org.chiasma.symmetric.internal.model.TrainingExample;

/** Fits models as the parameters of {@code symmetric:fit} and {@code symmetric:evaluate} say. */
final class ModelFitting {
    private final LinearAlgebra algebra;
    private final FeatureParameters features;
    private final ClosedFormParameters closedForm;
    private final Progress progress;

    ModelFitting(
            LinearAlgebra algebra, FeatureParameters features, ClosedFormParameters closedForm, Progress progress) {
        this.algebra = algebra;
        this.features = features;
        this.closedForm = closedForm;
        this.progress = progress;
    }

    /**
     * A model and how it was chosen.
     *
     * @param model without labels and facts
     * @param selection what was chosen
     */
    record Fitted(SymmetricModel model, ClosedForm.Selection selection) {}

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

    private static Target raw(Example example, int[] columns) {
        return new MatrixTarget(example.z().orElseThrow(), columns, Link.IDENTITY);
    }

    /** The decay over all maps, to be restored in predictions. */
    Optional<ExpectedByDistance> expected(List<Example> examples) {
        if (!closedForm.distance()) {
            return Optional.empty();
        }
        ExpectedByDistance.Sums sums = new ExpectedByDistance.Sums();
        for (Example example : examples) {
            for (Example.Segment segment : example.segments()) {
                sums.add(raw(example, segment.columns()), segment.positions());
            }
        }
        return Optional.of(sums.curve());
    }

    /** Fits the closed form. */
    Fitted fit(List<TrainingExample> training, Optional<ExpectedByDistance> expected) {
        ClosedForm.Fit fit = new ClosedForm(algebra, closedForm.settings(), progress).fit(features.spec(), training);
        SymmetricModel model = new SymmetricModel(
                fit.features(), fit.terms(), closedForm.link(), expected, List.of(), List.of(), Map.of());
        return new Fitted(model, fit.selection());
    }
}
