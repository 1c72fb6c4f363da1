package org.chiasma.symmetric.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.linalg.LinearAlgebra;
import org.chiasma.symmetric.internal.model.ClosedForm;
import org.chiasma.symmetric.internal.model.MatrixTarget;
import org.chiasma.symmetric.internal.model.SymmetricModel;
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
        Matrix z = example.z().orElseThrow();
        String name = segment.name().isEmpty() ? example.name() : example.name() + " " + segment.name();
        return new TrainingExample(
                name, example.columns().select(columns), new MatrixTarget(z, columns, closedForm.link()));
    }

    /** Fits the closed form. */
    Fitted fit(List<TrainingExample> training) {
        ClosedForm.Fit fit = new ClosedForm(algebra, closedForm.settings(), progress).fit(features.spec(), training);
        SymmetricModel model =
                new SymmetricModel(fit.features(), fit.terms(), closedForm.link(), List.of(), List.of(), Map.of());
        return new Fitted(model, fit.selection());
    }
}
