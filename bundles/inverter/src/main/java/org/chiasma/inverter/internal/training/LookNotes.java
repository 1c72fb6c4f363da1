package org.chiasma.inverter.internal.training;

import java.util.List;
import java.util.function.LongSupplier;
import org.chiasma.api.Progress;

/** Tells the user of the latest look, every ten seconds at most and less often the longer the training takes. */
final class LookNotes {
    private static final double SECONDS = 10;
    private static final double SHARE = 0.2;

    private final Progress progress;
    private final Pace pace;
    private int known;

    LookNotes(Progress progress, LongSupplier nanoTime) {
        this.progress = progress;
        this.pace = new Pace(nanoTime, SECONDS, SHARE);
    }

    /** Tells of the last look if it is new and the time has come. */
    void tell(List<Validation> history) {
        if (history.size() > known && pace.isDue()) {
            Validation look = history.get(history.size() - 1);
            progress.note("%,d samples: loss %.3g, held-out residual %.3g (median), %.3g (95 %%)"
                    .formatted(
                            look.samples(),
                            look.loss(),
                            look.residual().median(),
                            look.residual().p95()));
        }
        known = history.size();
    }
}
