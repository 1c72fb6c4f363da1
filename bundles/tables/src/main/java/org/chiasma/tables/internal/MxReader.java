package org.chiasma.tables.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.chiasma.api.Progress;
import org.chiasma.api.matrix.Axis;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.matrix.MissingValue;
import org.chiasma.api.matrix.RowCollector;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Reads a batch: rows of numbers between commas, every matrix ended by a line {@code END}, all of one shape. K matrices
 * of n x m become a (K n) x m stack, or part {@code k} from 1 to K alone. Axes are anonymous, blank lines ignored.
 */
final class MxReader {
    private final Refusals refusals;
    private final String part;
    private final long wanted;
    private final MxReadOptions options;
    private final MatrixStore store;
    private final Progress progress;

    private double[] row = new double[0];
    private long rowsInBlock;
    private long blockRows;
    private long blocks;

    /** @param part the number of one matrix, or empty for all */
    MxReader(Refusals refusals, String part, MxReadOptions options, MatrixStore store, Progress progress) {
        this.refusals = refusals;
        this.part = part;
        this.wanted = part.matches("[1-9][0-9]{0,17}") ? Long.parseLong(part) : 0;
        this.options = options;
        this.store = store;
        this.progress = progress;
    }

    Matrix read() throws IOException {
        boolean accept = options.nonfinite() == NonFinite.ACCEPT;
        Dialect dialect = new Dialect(
                (byte) ',',
                (byte) '.',
                false,
                new MissingTokens(java.util.List.of()),
                false,
                false,
                accept,
                true,
                "NONFINITE",
                "nonfinite=accept");
        try (InputStream in = TextInput.open(refusals, options.maxBytes(), progress);
                LineBlocks lines = new LineBlocks(in, refusals)) {
            FieldScanner scanner = new FieldScanner(lines, dialect, options.type(), refusals);
            try (RowCollector collector = firstRow(lines, scanner)) {
                blocks(lines, scanner, collector);
                if (wanted > blocks || (wanted == 0 && !part.isEmpty())) {
                    throw refusals.whole(
                            "PART",
                            "found no part #" + part + ", expected #1 to #" + blocks + ", or none for the whole stack");
                }
                MatrixSpec spec = MatrixSpec.dense(
                                Axis.anonymous("rows", collector.rowCount()), Axis.anonymous("columns", row.length))
                        .withElementType(options.type())
                        .withMissing(accept ? MissingValue.NAN : MissingValue.NONE)
                        .withBlockRows(blockRows);
                return collector.seal(spec);
            }
        }
    }

    private RowCollector firstRow(LineBlocks lines, FieldScanner scanner) throws IOException {
        skipBlank(lines);
        if (!lines.next()) {
            throw refusals.line("EMPTY", 1, "found no text, expected rows of numbers; write the file again");
        }
        refuseEmptyBlock(lines);
        row = new double[scanner.countFields()];
        return store.collectRows(row.length, options.type());
    }

    private void blocks(LineBlocks lines, FieldScanner scanner, RowCollector collector) throws IOException {
        for (skipBlank(lines); lines.next(); skipBlank(lines)) {
            if (atEnd(lines)) {
                refuseEmptyBlock(lines);
                endBlock(lines.line);
                lines.skipLine();
            } else {
                if (!scanner.numbers(row)) {
                    throw scanner.refusals().ragged(scanner.countFields(), row.length, "in the first row");
                }
                rowsInBlock++;
                if (wanted == 0 || wanted == blocks + 1) {
                    collector.append(row, 0);
                }
            }
        }
        if (rowsInBlock > 0) {
            if (options.end() == LastEnd.REQUIRED) {
                throw refusals.line(
                        "NOEND",
                        lines.line,
                        "found the end of the file after " + Refusals.count(rowsInBlock, "row")
                                + ", expected a line END; if the file is whole, pass end=optional");
            }
            endBlock(lines.line);
        }
    }

    private void endBlock(long line) {
        if (blocks > 0 && rowsInBlock != blockRows) {
            throw refusals.line(
                    "SHAPE",
                    line,
                    "found matrix " + (blocks + 1) + " with " + Refusals.count(rowsInBlock, "row") + ", expected "
                            + blockRows + " (as the first); put matrices of different shapes into different files");
        }
        blockRows = rowsInBlock;
        rowsInBlock = 0;
        blocks++;
    }

    private void refuseEmptyBlock(LineBlocks lines) {
        if (rowsInBlock == 0 && atEnd(lines)) {
            throw refusals.line(
                    "EMPTYBLOCK",
                    lines.line,
                    "found END without rows before it, expected rows of numbers; remove the line");
        }
    }

    private static void skipBlank(LineBlocks lines) throws IOException {
        while (lines.next() && lines.blank()) {
            lines.skipLine();
        }
    }

    private static boolean atEnd(LineBlocks lines) {
        int from = lines.position;
        byte first = lines.bytes[from];
        if (first != 'E' && first != ' ') {
            return false;
        }
        return new String(lines.bytes, from, lines.lineFeed() - from, StandardCharsets.US_ASCII)
                .strip()
                .equals("END");
    }
}
