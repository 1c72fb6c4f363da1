package org.chiasma.genomics.internal.genotype;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import org.chiasma.api.Progress;
import org.chiasma.text.LineBlocks;
import org.chiasma.text.Refusals;
import org.chiasma.text.TextInput;

/**
 * Samples of an Oxford {@code .sample} file: a heading, a line of column types, then a line for each sample. The name is the
 * column {@code ID_2} where it is the second, as PLINK has it, and the first column otherwise.
 */
final class OxfordSamples {
    private static final long MOST_BYTES = 1L << 32;

    private OxfordSamples() {}

    /**
     * Reads the names.
     *
     * @param refusals name the file
     * @param bgen the file it belongs to
     * @throws org.chiasma.api.DataException {@code E-BGEN-COMPANION} if it is absent, {@code E-BGEN-SAMPLEFILE} if it is no
     *     such file
     */
    static List<String> read(Refusals refusals, Refusals bgen, Progress progress) throws IOException {
        if (!Files.isRegularFile(refusals.file())) {
            throw bgen.whole(
                    "COMPANION",
                    "found no names of samples inside and no file " + refusals.file()
                            + ", expected either; put it there, or name it by oxford-samples=");
        }
        try (LineBlocks lines = new LineBlocks(TextInput.open(refusals, MOST_BYTES, progress), refusals)) {
            List<String> heading = fields(lines);
            List<String> types = fields(lines);
            if (heading.isEmpty() || types.isEmpty() || !types.get(0).equals("0")) {
                throw refusals.line(
                        "SAMPLEFILE",
                        types.isEmpty() ? 1 : 2,
                        "found no line of column types that begins with 0, expected it below the heading; add it");
            }
            int column = heading.size() > 1 && heading.get(1).equals("ID_2") ? 1 : 0;
            List<String> names = new ArrayList<>();
            while (lines.next()) {
                long line = lines.line;
                List<String> fields = fields(lines);
                if (fields.isEmpty() && !lines.next()) {
                    break;
                }
                if (fields.size() <= column) {
                    throw refusals.line(
                            "SAMPLEFILE",
                            line,
                            "found " + Refusals.count(fields.size(), "field") + ", expected " + heading.size()
                                    + "; correct the line");
                }
                names.add(fields.get(column));
            }
            return names;
        }
    }

    private static List<String> fields(LineBlocks lines) throws IOException {
        List<String> fields = new ArrayList<>();
        if (lines.next()) {
            Collections.list(new StringTokenizer(lines.takeText())).forEach(field -> fields.add((String) field));
        }
        return fields;
    }
}
