package org.chiasma.completion.internal.baseline;

import java.util.SplittableRandom;
import org.chiasma.api.Progress;
import org.chiasma.completion.internal.solve.Centring;
import org.chiasma.completion.internal.solve.CompletionModel;
import org.chiasma.completion.internal.solve.Offsets;
import org.chiasma.linalg.OffHeapMatrix;

/**
 * Compares a completion with plain means and with low-rank completion on entries hidden from all of them. Every method
 * sees the same entries in every round.
 */
public final class Evaluation {
    private final CompletionModel model;
    private final SoftImpute softImpute;
    private final boolean upright;
    private final Comparison comparison = new Comparison();
    private long hiddenEntries;

    /** @param upright whether the rows of the matrices are what the user calls rows */
    public Evaluation(CompletionModel model, SoftImpute softImpute, boolean upright) {
        this.model = model;
        this.softImpute = softImpute;
        this.upright = upright;
    }

    /**
     * One round.
     *
     * @param observed q x items, {@code NaN} where missing; overwritten
     * @return what the completion predicts for the hidden entries, {@code NaN} elsewhere
     */
    public OffHeapMatrix round(
            OffHeapMatrix observed, HoldOut holdOut, double fraction, SplittableRandom random, Progress progress) {
        try (OffHeapMatrix hidden = holdOut.hide(observed, fraction, random);
                CompletionModel.Completed completed = model.complete(observed, progress)) {
            for (MeanBaseline mean : MeanBaseline.all(observed, upright)) {
                Offsets offsets = mean.offsets();
                comparison.add(mean.name(), score(hidden, offsets::at));
            }
            comparison.add("soft-impute", scoreSoftImpute(observed, hidden, progress));
            Agreement agreement = score(hidden, completed.values()::get);
            comparison.add("tangent kernel", agreement);
            hiddenEntries += agreement.count();
            return predictions(hidden, completed.values());
        }
    }

    /** The scores so far. */
    public Comparison comparison() {
        return comparison;
    }

    /** Entries scored per method, over all rounds. */
    public long hiddenEntries() {
        return hiddenEntries;
    }

    /** Takes the offsets off {@code observed}. */
    private Agreement scoreSoftImpute(OffHeapMatrix observed, OffHeapMatrix hidden, Progress progress) {
        Offsets offsets = Offsets.fit(observed, Centring.TWO_WAY);
        offsets.subtractFrom(observed);
        try (OffHeapMatrix lowRank = softImpute.complete(observed, progress)) {
            return score(hidden, (i, j) -> offsets.at(i, j) + lowRank.get(i, j));
        }
    }

    private static Agreement score(OffHeapMatrix hidden, Prediction prediction) {
        Agreement agreement = new Agreement();
        for (int i = 0; i < hidden.rows(); i++) {
            for (int j = 0; j < hidden.columns(); j++) {
                double truth = hidden.get(i, j);
                if (!Double.isNaN(truth)) {
                    agreement.add(truth, prediction.at(i, j));
                }
            }
        }
        return agreement;
    }

    private static OffHeapMatrix predictions(OffHeapMatrix hidden, OffHeapMatrix completed) {
        OffHeapMatrix predicted = OffHeapMatrix.zeros(hidden.rows(), hidden.columns());
        for (int i = 0; i < hidden.rows(); i++) {
            for (int j = 0; j < hidden.columns(); j++) {
                predicted.set(i, j, Double.isNaN(hidden.get(i, j)) ? Double.NaN : completed.get(i, j));
            }
        }
        return predicted;
    }
}
