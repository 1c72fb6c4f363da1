package org.chiasma.genomics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.chiasma.api.Progress;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.genotype.BcfReadOptions;
import org.chiasma.genomics.internal.genotype.BgenReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkReadOptions;
import org.chiasma.genomics.internal.genotype.PlinkWriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged binary genotypes are read or refused in one line, never anything else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BinaryGenotypesDamageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "?field=ds", "?field=gp&haploid=double"})
    void damagedBcf(String tail) throws IOException {
        FormatTrial bcf = FormatTrial.of(new BcfFormat(), BcfReadOptions.class, NoParameters.class);
        assertTrue(bcf.damage(bcf(), folder.resolve("x.bcf"), tail, 150, 11) > 20);
    }

    @Test
    void damagedBlocksOfBcf() throws IOException {
        Path packed = folder.resolve("x.bcf");
        try (OutputStream out = new BlockCompressedOutputStream(packed.toFile())) {
            out.write(bcf());
        }
        FormatTrial bcf = FormatTrial.of(new BcfFormat(), BcfReadOptions.class, NoParameters.class);
        assertTrue(bcf.damage(Files.readAllBytes(packed), packed, "?eof=warn", 150, 12) > 20);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "1, 0", "1, 1"})
    void damagedBgen(int layout, int compression) throws IOException {
        BgenContent content = new BgenContent(layout, compression, true, "a", "b", "c");
        for (int i = 1; i < 5; i++) {
            if (layout == 1) {
                content.variant1(i, "A,G", 32768, 0, 0, 0, 32768, 0, 0, 0, 32768);
            } else {
                content.variant(i, "A,G", new int[] {2, 2, 130}, i % 2 == 0, 8 * i, 0, 9, 1, 0, 0, 0);
            }
        }
        FormatTrial bgen = FormatTrial.of(new BgenFormat(), BgenReadOptions.class, NoParameters.class);
        assertTrue(bgen.damage(content.bytes(), folder.resolve("x.bgen"), "", 125, 13) > 15);
    }

    /** The damaged file is {@code trial}; it takes the place of one of the three, which all are called {@code trial.*}. */
    @ParameterizedTest
    @ValueSource(strings = {"bed", "bim", "fam"})
    void damagedPlink(String ending) throws IOException {
        Path bed = Files.write(folder.resolve("trial.bed"), new byte[] {0x6C, 0x1B, 1, 7, 8, 9, 10});
        Files.writeString(folder.resolve("trial.bim"), "1\trs1\t0\t100\tG\tA\n1\t.\t0\t5e+05\tT\tC\n");
        Files.writeString(
                folder.resolve("trial.fam"), "f a 0 0 1 -9\nf b 0 0 1 -9\nf c 0 0 1 -9\nf d 0 0 1 -9\nf e 0 0 1 -9\n");
        Path damaged = folder.resolve("trial");
        byte[] valid = Files.readAllBytes(folder.resolve("trial." + ending));
        Path replaced = MatrixFormat.companion(bed, ending);
        FormatTrial plink = FormatTrial.of(
                new InPlaceOf<>(new PlinkFormat(), bed, replaced), PlinkReadOptions.class, PlinkWriteOptions.class);
        assertTrue(plink.damage(valid, damaged, "", 130, 14) > 10);
    }

    @Test
    void damagedIndexOfBcf() throws IOException {
        Path packed = folder.resolve("trial.bcf");
        long from;
        try (BlockCompressedOutputStream out = new BlockCompressedOutputStream(packed.toFile())) {
            out.write(new BcfContent("a", "b", "c").bytes());
            out.flush();
            from = out.getFilePointer();
            byte[] all = bcf();
            int header = new BcfContent("a", "b", "c").bytes().length;
            out.write(all, header, all.length - header);
        }
        long to = (Files.size(packed) - 28) << 16;
        FormatTrial bcf = FormatTrial.of(
                new InPlaceOf<>(new BcfFormat(), packed, folder.resolve("trial.bcf.csi")),
                BcfReadOptions.class,
                NoParameters.class);
        Path index = folder.resolve("trial");
        Files.write(index, BcfTest.csi(4681, from, to));
        assertEquals(3, bcf.read(index, "?region=22").columnCount());
        assertTrue(bcf.damage(Files.readAllBytes(index), index, "?region=22", 130, 15) > 13);
    }

    private static byte[] bcf() {
        return new BcfContent("a", "b", "c")
                .site(
                        100,
                        "A,G",
                        BcfContent.gt("0/1", "1/1", "./."),
                        BcfContent.floats(BcfContent.DS, 1, 1, 2, Float.NaN),
                        BcfContent.floats(BcfContent.GP, 3, 0, 1, 0, 0, 0, 1, 1, 0, 0))
                .site(
                        200,
                        "A,G,TTTTTTTTTTTTTTTTTTTT",
                        BcfContent.gt(2, 2, "0/1", "1/2", "0/0"),
                        BcfContent.floats(BcfContent.DS, 2, 1, 0, 1, 1, 0, 0))
                .bytes();
    }

    /** Reads {@code main} after the damaged file has taken the place of a file that belongs to it. */
    private record InPlaceOf<R extends Record, W extends Record>(MatrixFormat<R, W> format, Path main, Path replaced)
            implements MatrixFormat<R, W> {
        @Override
        public boolean recognises(byte[] head) {
            return format.recognises(head);
        }

        @Override
        public Matrix read(Path file, String part, R options, MatrixStore store, Progress progress) throws IOException {
            Files.copy(file, replaced, StandardCopyOption.REPLACE_EXISTING);
            return format.read(main, part, options, store, progress);
        }

        @Override
        public void write(Matrix matrix, Path file, W options, Progress progress) throws IOException {
            format.write(matrix, file, options, progress);
        }
    }
}
