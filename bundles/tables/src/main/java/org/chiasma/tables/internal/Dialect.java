package org.chiasma.tables.internal;

/**
 * How a text format writes fields and numbers.
 *
 * @param delimiter between fields
 * @param decimal the decimal mark
 * @param quotes whether a field may stand between double quotes, inner ones doubled
 * @param missing what stands for no value
 * @param missingOption whether the user can change {@code missing}, for remedies
 * @param decimalOption whether the user can change {@code decimal}, for remedies
 * @param acceptNonFinite whether {@code Inf} is a number, and {@code NaN} if {@code nanIsNonFinite}
 * @param nanIsNonFinite whether {@code NaN} counts as a number that is not finite, rather than as text
 * @param nonFiniteCode last part of the code of that refusal
 * @param nonFiniteOption remedy of that refusal
 */
record Dialect(
        byte delimiter,
        byte decimal,
        boolean quotes,
        MissingTokens missing,
        boolean missingOption,
        boolean decimalOption,
        boolean acceptNonFinite,
        boolean nanIsNonFinite,
        String nonFiniteCode,
        String nonFiniteOption) {}
