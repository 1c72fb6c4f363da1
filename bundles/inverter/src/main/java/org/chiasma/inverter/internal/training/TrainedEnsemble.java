package org.chiasma.inverter.internal.training;

import java.util.List;

/**
 * Networks whose training has ended, and how good they are together.
 *
 * @param members each with its history
 * @param parameters trained numbers of one network
 * @param heldOut how many matrices the quality is of
 * @param residual quantiles of |I - A X|_F of the mean of their answers
 * @param inBasin mean answers with |I - A X|_2 below 1
 * @param scatter answered entries against those of the certified inverses
 */
public record TrainedEnsemble(
        List<TrainedMember> members, long parameters, int heldOut, Quantiles residual, long inBasin, Scatter scatter) {
    /** Copies {@code members}. */
    public TrainedEnsemble {
        members = List.copyOf(members);
    }

    /** Share of the answers from which Newton-Schulz iteration contracts at once. */
    public double basinShare() {
        return (double) inBasin / heldOut;
    }
}
