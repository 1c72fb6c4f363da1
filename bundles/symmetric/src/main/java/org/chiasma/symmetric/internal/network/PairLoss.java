package org.chiasma.symmetric.internal.network;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * What training makes small, over the ordered pairs i != j of a block of b columns. The signed outputs of a column are F =
 * (e, b, 1) and F' = (s e, 1, b), so that the prediction of all pairs is P = F F'^T.
 */
enum PairLoss {
    /**
     * The mean squared error of a fully observed block, without its b x b prediction: |Z|^2 - 2 tr(F'^T Z F) + tr(K K) -
     * sum P_ii^2 with K = F^T F'. The constant |Z|^2 is left out. ENTRIES holds Z with a zero diagonal.
     */
    SQUARED {
        @Override
        SDVariable of(EncoderGraph network) {
            SameDiff graph = network.graph();
            SDVariable entries = network.placeholder(EncoderGraph.ENTRIES, -1);
            SDVariable left = left(network);
            SDVariable right = right(network);
            SDVariable cross = graph.sum(entries.mmul(left).mul(right));
            SDVariable k = graph.linalg().mmul(left, right, true, false, false);
            SDVariable squares = graph.sum(k.mul(graph.transpose(k)));
            SDVariable diagonal = graph.sum(left.mul(right), 1);
            SDVariable sum = squares.sub(cross.mul(2)).sub(graph.sum(diagonal.mul(diagonal)));
            return sum.mul(graph.sum(network.placeholder(EncoderGraph.WEIGHTS, 1)));
        }
    },
    /** The weighted squared error: WEIGHTS holds zeros for missing pairs and the diagonal, and adds up to one. */
    MASKED {
        @Override
        SDVariable of(EncoderGraph network) {
            SDVariable difference = predictions(network).sub(network.placeholder(EncoderGraph.ENTRIES, -1));
            return weighted(network, difference.mul(difference));
        }
    },
    /** The weighted negative log likelihood of edges 0 and 1 with log odds P. */
    LOGISTIC {
        @Override
        SDVariable of(EncoderGraph network) {
            SDVariable predictions = predictions(network);
            SDVariable edges = network.placeholder(EncoderGraph.ENTRIES, -1);
            return weighted(network, network.graph().nn().softplus(predictions).sub(edges.mul(predictions)));
        }
    },
    /** The weighted negative log likelihood of counts with mean exp P, but for a constant. */
    POISSON {
        @Override
        SDVariable of(EncoderGraph network) {
            SDVariable predictions = predictions(network);
            SDVariable counts = network.placeholder(EncoderGraph.ENTRIES, -1);
            return weighted(network, network.graph().math().exp(predictions).sub(counts.mul(predictions)));
        }
    },
    /** sum of outputs times GRADIENT: its gradient is that of any loss whose gradient with respect to the outputs is known. */
    GIVEN {
        @Override
        SDVariable of(EncoderGraph network) {
            SDVariable gradient = network.placeholder(EncoderGraph.GRADIENT, network.signs().length + 1);
            return network.graph().sum(network.all().mul(gradient));
        }
    };

    abstract SDVariable of(EncoderGraph network);

    /** The loss of one pair, but for what no prediction changes. */
    double of(double entry, double predicted) {
        return switch (this) {
            case SQUARED, MASKED, GIVEN -> (entry - predicted) * (entry - predicted);
            case LOGISTIC -> Math.max(predicted, 0) + Math.log1p(Math.exp(-Math.abs(predicted))) - entry * predicted;
            case POISSON -> Math.exp(predicted) - entry * predicted;
        };
    }

    /** (e, b, 1), by products with constants: they have cheap gradients, concatenation has not. */
    private static SDVariable left(EncoderGraph network) {
        int r = network.signs().length;
        double[] one = new double[r + 2];
        one[r + 1] = 1;
        return network.all()
                .mmul(network.matrix(widening(network.signs(), false)))
                .add(network.row(one));
    }

    /** (s e, 1, b). */
    private static SDVariable right(EncoderGraph network) {
        int r = network.signs().length;
        double[] one = new double[r + 2];
        one[r] = 1;
        return network.all()
                .mmul(network.matrix(widening(network.signs(), true)))
                .add(network.row(one));
    }

    private static double[][] widening(int[] signs, boolean signed) {
        int r = signs.length;
        double[][] matrix = new double[r + 1][r + 2];
        for (int k = 0; k < r; k++) {
            matrix[k][k] = signed ? signs[k] : 1;
        }
        matrix[r][signed ? r + 1 : r] = 1;
        return matrix;
    }

    private static SDVariable predictions(EncoderGraph network) {
        return network.graph().linalg().mmul(left(network), right(network), false, true, false);
    }

    private static SDVariable weighted(EncoderGraph network, SDVariable losses) {
        return network.graph().sum(losses.mul(network.placeholder(EncoderGraph.WEIGHTS, -1)));
    }
}
