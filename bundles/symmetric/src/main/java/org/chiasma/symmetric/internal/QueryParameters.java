package org.chiasma.symmetric.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chiasma.api.UsageException;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;

/**
 * Parameters of {@code symmetric:query}: one question.
 *
 * @param matrix what is asked
 * @param top how many of the largest pairs
 * @param everyRow whether the largest of every row are wanted
 * @param above threshold of pairs
 * @param absolute whether magnitudes count
 * @param row one row
 * @param rows rows of a block
 * @param columns columns of a block
 * @param region place in a genome
 * @param bins where the rows lie in it
 * @param most most pairs of an answer
 */
public record QueryParameters(
        @Parameter(position = 0, description = "The symmetric matrix; of factors only what is asked for is computed.")
        MatrixReference matrix,

        @Parameter(
                value = "K",
                description =
                        "The K largest pairs, 100 where nothing else is asked; with --row the K largest entries of that row, with --every-row of each.")
        Optional<Integer> top,

        @Parameter(description = "With --top: the largest entries of every row.")
        boolean everyRow,

        @Parameter(value = "X", description = "All pairs above this value.")
        Optional<Double> above,

        @Parameter(description = "Rank and compare magnitudes.")
        boolean absolute,

        @Parameter(value = "LABEL", description = "One row, by its label or its ordinal from 1.")
        Optional<String> row,

        @Parameter(
                value = "LABEL,...",
                description = "Rows of a block: labels, ordinals, or ranges of them as FIRST..LAST.")
        List<String> rows,

        @Parameter(value = "LABEL,...", description = "Columns of the block; by default the same as --rows.")
        List<String> columns,

        @Parameter(
                value = "CHR:START-END",
                description =
                        "The block of the bins that overlap a region (from 0, end not included), or a chromosome.")
        Optional<String> region,

        @Parameter(description = "BED file with one bin for each row, where labels are not like chr1:0-1000000.")
        Optional<Path> bins,

        @Parameter(value = "N", description = "Most pairs that --above gives; more are refused.")
        int most) {
    /** Every default; the matrix and a question have to be given. */
    public static final QueryParameters DEFAULTS = new QueryParameters(
            MatrixReference.REQUIRED,
            Optional.empty(),
            false,
            Optional.empty(),
            false,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            1_000_000);

    /** Checks that there is one question. */
    public QueryParameters {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        if (top.isPresent() && top.get() < 1) {
            throw new IllegalArgumentException("--top: found " + top.get() + ", expected at least 1");
        }
        if (most < 1) {
            throw new IllegalArgumentException("--most: found " + most + ", expected at least 1");
        }
        if (above.isPresent() && above.get().isNaN()) {
            throw new IllegalArgumentException("--above: found NaN, expected a number");
        }
        List<String> asked = Stream.of(
                        above.map(x -> "--above"),
                        row.map(x -> "--row"),
                        rows.isEmpty() ? Optional.<String>empty() : Optional.of("--rows"),
                        region.map(x -> "--region"),
                        everyRow ? Optional.of("--every-row") : Optional.<String>empty())
                .flatMap(Optional::stream)
                .toList();
        if (asked.size() > 1) {
            throw new UsageException(
                    "E-FLAG-CONFLICT",
                    "found " + String.join(" and ", asked) + ", expected one question, ask them one by one");
        }
        requireCompany(columns.isEmpty() || !rows.isEmpty(), "--columns", "--rows");
        requireCompany(bins.isEmpty() || region.isPresent(), "--bins", "--region");
        requireCompany(!everyRow || top.isPresent(), "--every-row", "--top");
    }

    private static void requireCompany(boolean met, String flag, String other) {
        if (!met) {
            throw new UsageException(
                    "E-FLAG-MISSING", flag + ": found it without " + other + ", expected both, add that");
        }
    }
}
