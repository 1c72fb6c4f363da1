package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read or refused, never anything else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AlignmentDamageTest {
    private static final String SAM = "@HD VN:1.6 SO:coordinate\n@SQ SN:chr1 LN:100\n@SQ SN:chr2 LN:45\n"
            + "@RG ID:a SM:one\n@RG ID:b SM:two\n"
            + "r1 0 chr1 1 60 10M * 0 0 ACGTACGTAC IIIIIIIIII RG:Z:a\n".repeat(20)
            + "r2 16 chr1 6 30 5M5D5M * 0 0 * * NM:i:5 XB:B:s,1,2 RG:Z:b\n"
            + "r7 0 chr2 36 60 10= * 0 0 * * XA:A:x RG:Z:b\n";

    @TempDir
    Path directory;

    @Test
    void damagedBlocksOfBam() throws IOException {
        FormatTrial trial = FormatTrial.of(new BamFormat(), BamReadOptions.class, NoParameters.class);
        byte[] valid = Files.readAllBytes(SamText.bam(directory.resolve("valid.bam"), SAM, false));
        int refused = trial.damage(valid, directory.resolve("damaged.bam"), "?bins=10", 400, 7);
        assertTrue(refused > 200, refused + " refused");
    }

    @Test
    void damagedContentOfBam() throws IOException {
        FormatTrial trial =
                FormatTrial.of(new Compressing(directory.resolve("in")), BamReadOptions.class, NoParameters.class);
        byte[] valid = SamText.content(SamText.bam(directory.resolve("valid.bam"), SAM, false));
        int refused = trial.damage(
                valid, directory.resolve("damaged.bam"), "?bins=10M&rows=sample&gaps=skip&exclude-flags=0", 600, 11);
        assertTrue(refused > 200, refused + " refused");
    }

    @Test
    void damagedCram() throws IOException {
        Path reference = CramFormatTest.reference(directory.resolve("ref.fa"));
        FormatTrial trial = FormatTrial.of(new CramFormat(), CramReadOptions.class, NoParameters.class);
        byte[] valid = Files.readAllBytes(CramFormatTest.cram(directory.resolve("valid.cram"), reference));
        int refused = trial.damage(
                valid,
                directory.resolve("damaged.cram"),
                "?bins=10&rows=sample&eof=warn&reference=" + reference,
                300,
                13);
        assertTrue(refused > 200, refused + " refused");
    }

    /** Reads BAM whose content was damaged, in blocks that are whole. */
    private record Compressing(Path folder) implements MatrixFormat<BamReadOptions, NoParameters> {
        @Override
        public boolean recognises(byte[] head) {
            return new BamFormat().recognises(head);
        }

        @Override
        public Matrix read(Path file, String part, BamReadOptions options, MatrixStore store, Progress progress)
                throws IOException {
            Files.createDirectories(folder);
            Path whole = folder.resolve(file.getFileName());
            SamText.compressed(Files.readAllBytes(file), whole);
            return new BamFormat().read(whole, part, options, store, progress);
        }
    }
}
