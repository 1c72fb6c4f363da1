package org.chiasma.symmetric.internal.model;

/**
 * Between the entries of Z and the scale on which a model adds up e_i' S e_j + b_i + b_j. Every link is strictly
 * increasing, so the largest predictions are the largest sums. {@code NaN} stays {@code NaN}.
 */
public enum Link {
    /** Real values as they are. */
    IDENTITY {
        @Override
        public double toScale(double entry) {
            return entry;
        }

        @Override
        public double toEntry(double sum) {
            return sum;
        }
    },
    /** Counts from zero: log(1 + z), fitted by squared error. */
    LOG1P {
        @Override
        public double toScale(double entry) {
            return Math.log1p(entry);
        }

        @Override
        public double toEntry(double sum) {
            return Math.expm1(sum);
        }
    },
    /** Counts from zero as Poisson variables whose mean is exp of the sum; the scale of one count is log(z + 1/2). */
    POISSON {
        @Override
        public double toScale(double entry) {
            return Math.log(entry + 0.5);
        }

        @Override
        public double toEntry(double sum) {
            return Math.exp(sum);
        }
    },
    /** Correlations: Fisher's z = artanh(r), fitted by squared error; correlations beyond 0.9999 count as 0.9999. */
    FISHER {
        @Override
        public double toScale(double entry) {
            double r = Math.max(-LARGEST_CORRELATION, Math.min(LARGEST_CORRELATION, entry));
            return 0.5 * Math.log((1 + r) / (1 - r));
        }

        @Override
        public double toEntry(double sum) {
            return Math.tanh(sum);
        }
    },
    /** Networks of edges 0 and 1, or probabilities: log odds; the scale of an edge is that of 0.99 and 0.01. */
    LOGISTIC {
        @Override
        public double toScale(double entry) {
            double p = Math.max(1 - LARGEST_PROBABILITY, Math.min(LARGEST_PROBABILITY, entry));
            return Math.log(p / (1 - p));
        }

        @Override
        public double toEntry(double sum) {
            return 1 / (1 + Math.exp(-sum));
        }
    };

    private static final double LARGEST_CORRELATION = 0.9999;
    private static final double LARGEST_PROBABILITY = 0.99;

    /** An entry of Z on the model's scale. */
    public abstract double toScale(double entry);

    /** The entry of Z that a sum predicts. */
    public abstract double toEntry(double sum);
}
