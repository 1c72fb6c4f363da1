package org.chiasma.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chiasma.api.Provenance;
import org.chiasma.api.UsageException;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.parameter.Parameter;
import org.chiasma.api.parameter.ParameterSchema;
import org.chiasma.shell.internal.render.Json;
import org.chiasma.shell.internal.transform.AxisSelection;
import org.chiasma.shell.internal.transform.MissingEntries;
import org.chiasma.shell.internal.transform.Transformation;

/** Converts any readable matrix to any writable file, in part, turned or filled on the way. */
final class ConvertCommand extends BuiltIn<ConvertCommand.Parameters> {
    /**
     * What the command takes.
     *
     * @param matrix what to convert
     * @param target the file
     * @param region which part of the genome
     * @param bins what signals are gathered in
     * @param rows which rows
     * @param columns which columns
     * @param transpose whether rows become columns
     * @param missing what becomes of missing entries
     * @param type how entries are stored
     */
    public record Parameters(
            @Parameter(position = 0, description = "Name on the bus, or a file.")
            MatrixReference matrix,

            @Parameter(
                    position = 1,
                    value = "FILE",
                    description = "File to write, with options of its format (out.gct?version=1.2); - for TSV on"
                            + " standard output.")
            MatrixReference target,

            @Parameter(
                    value = "CONTIG[:FIRST-LAST]",
                    description =
                            "Only what overlaps this region, counted from 1 with both ends. Read by the format where"
                                    + " it can, from the axis with places otherwise.")
            Optional<String> region,

            @Parameter(
                    value = "BINS",
                    description = "What signals, reads and contacts are gathered in: a size in bases, or a file. For"
                            + " formats that have this option.")
            Optional<String> bins,

            @Parameter(
                    value = "LABELS",
                    description =
                            "Rows to keep, in this order: labels between commas, or a file with one on each line; ^"
                                    + " before it leaves them out.")
            Optional<String> rows,

            @Parameter(value = "LABELS", description = "Columns to keep, as --rows.")
            Optional<String> columns,

            @Parameter(description = "Make rows of the columns and columns of the rows.")
            boolean transpose,

            @Parameter(
                    description = "Missing entries: keep them, zero, mean (of their column; of what is kept of it), or"
                            + " refuse the matrix.")
            MissingEntries missing,

            @Parameter(description = "How entries are stored; as they are when not given.")
            Optional<ElementType> type) {
        /** The values when nothing is given. */
        public static final Parameters DEFAULTS = new Parameters(
                MatrixReference.REQUIRED,
                MatrixReference.REQUIRED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                MissingEntries.KEEP,
                Optional.empty());
    }

    private static final String REGION = "region";
    private static final String BINS = "bins";

    private final Workbench workbench;

    ConvertCommand(Workbench workbench) {
        super(
                "convert",
                "Convert a matrix file to another format, in part, turned or filled on the way.",
                Parameters.class,
                "convert table.tsv.gz table.gct",
                "convert sample-data/genotypes.vcf.gz dosages.tsv.gz --region 22:1-20000000 --transpose",
                "convert sample-data/drug-response.gct complete.npy --missing mean --type float32");
        this.workbench = workbench;
    }

    @Override
    void run(Parameters given, Session session) {
        boolean printed = given.target().text().equals(StandardOutput.REFERENCE);
        if (printed && session.flags().json()) {
            throw StandardOutput.noRoomBesideJson("argument FILE");
        }
        Map<String, String> options = new LinkedHashMap<>();
        Optional<String> ofAxis = given.region();
        if (given.region().isPresent() || given.bins().isPresent()) {
            Optional<FormatDescription> format = workbench.format(given.matrix());
            if (given.region().isPresent() && has(format, REGION)) {
                options.put(REGION, given.region().get());
                ofAxis = Optional.empty();
            }
            given.bins().ifPresent(bins -> {
                if (!has(format, BINS)) {
                    throw new UsageException(
                            "E-CONVERT-BINS",
                            "--bins: found "
                                    + format.map(known -> "format " + known.name())
                                            .orElse("a matrix on the bus")
                                    + ", which has its own rows and columns, expected signals, reads or contacts; leave it"
                                    + " out");
                }
                options.put(BINS, bins);
            });
        }
        MatrixReference source = given.matrix().withOptions(options);
        try (Workbench.Opened opened = workbench.open(source, session.progress())) {
            Matrix matrix = opened.matrix();
            Transformation transformation = transformation(given, ofAxis, matrix);
            Matrix changed = transformation.apply(matrix, workbench.bus(), session.progress());
            Provenance provenance = provenance(given, opened.provenance());
            if (printed) {
                StandardOutput.print(
                        changed,
                        provenance,
                        workbench.files(),
                        session.console().out());
                return;
            }
            workbench.files().save(changed, given.target(), provenance, session.progress());
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("file", given.target().path());
            tree.put("spec", Json.spec(changed.spec()));
            session.answer(
                    "wrote " + given.target().path() + ": " + changed.rows() + " x " + changed.columns() + "\n", tree);
        }
    }

    private static boolean has(Optional<FormatDescription> format, String option) {
        return format.isPresent()
                && format.get().readOptions().fields().stream()
                        .anyMatch(field -> field.name().equals(option));
    }

    private static Transformation transformation(Parameters given, Optional<String> region, Matrix matrix) {
        Optional<int[]> rows = given.rows().map(asked -> AxisSelection.byLabel(matrix.rows(), "--rows", asked));
        Optional<int[]> columns =
                given.columns().map(asked -> AxisSelection.byLabel(matrix.columns(), "--columns", asked));
        if (region.isPresent()) {
            boolean rowPlaces = AxisSelection.hasPlaces(matrix.rows());
            boolean columnPlaces = AxisSelection.hasPlaces(matrix.columns());
            if (!rowPlaces && !columnPlaces) {
                throw new UsageException(
                        "E-SELECT-REGION",
                        "--region: found no places on either axis, expected labels such as chr1:0-1000, or metadata contig"
                                + " and position; leave it out");
            }
            if ((rowPlaces && rows.isPresent()) || (columnPlaces && columns.isPresent())) {
                throw new UsageException(
                        "E-FLAG-CONFLICT", "--region and a list of labels of the same axis: found both, leave one out");
            }
            rows = rowPlaces ? Optional.of(AxisSelection.byRegion(matrix.rows(), region.get())) : rows;
            columns = columnPlaces ? Optional.of(AxisSelection.byRegion(matrix.columns(), region.get())) : columns;
        }
        return new Transformation(rows, columns, given.transpose(), given.missing(), given.type());
    }

    /** How the file was made: the input with its own options, and what was asked for here. */
    private static Provenance provenance(Parameters given, Provenance read) {
        Map<String, String> parameters =
                new LinkedHashMap<>(ParameterSchema.of(Parameters.class).text(given));
        read.parameters().forEach(parameters::putIfAbsent);
        return new Provenance("convert", parameters, read.inputs(), read.versions(), Map.of());
    }
}
