package org.chiasma.symmetric.internal.model;

/** How the solution W is shrunk along the eigenvectors of G with eigenvalues g_a and g_b. */
public enum RidgeKind {
    /** Two ridge regressions, of the rows and then of the columns: 1 / ((g_a + l) (g_b + l)). */
    TWO_STEP {
        @Override
        double filter(double a, double b, double ridge) {
            return 1 / ((a + ridge) * (b + ridge));
        }
    },
    /** One ridge regression on the pairs: 1 / (g_a g_b + l^2), the minimum of |Z - Phi W Phi'|^2 + l^2 |W|^2. */
    KRONECKER {
        @Override
        double filter(double a, double b, double ridge) {
            return 1 / (a * b + ridge * ridge);
        }
    };

    /** The factor of entry (a, b) of V' M V. */
    abstract double filter(double a, double b, double ridge);
}
