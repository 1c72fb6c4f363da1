package org.chiasma.genomics.internal;

import htsjdk.samtools.SAMFileWriter;
import htsjdk.samtools.SAMFileWriterFactory;
import htsjdk.samtools.SAMRecord;
import htsjdk.samtools.SamInputResource;
import htsjdk.samtools.SamReader;
import htsjdk.samtools.SamReaderFactory;
import htsjdk.samtools.ValidationStringency;
import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small BAM and CRAM files from SAM text, whose fields are separated by blanks. */
final class SamText {
    private SamText() {}

    static Path bam(Path file, String sam, boolean index) throws IOException {
        try (SamReader reader = reader(sam);
                SAMFileWriter writer = new SAMFileWriterFactory()
                        .setCreateIndex(index)
                        .makeBAMWriter(reader.getFileHeader(), true, file)) {
            for (SAMRecord read : reader) {
                writer.addAlignment(read);
            }
        }
        return file;
    }

    /** A CRAM 3.0 file with its index. */
    static Path cram(Path file, String sam, Path fasta) throws IOException {
        try (SamReader reader = reader(sam);
                SAMFileWriter writer = new SAMFileWriterFactory()
                        .setCreateIndex(true)
                        .makeCRAMWriter(reader.getFileHeader(), true, file, fasta)) {
            for (SAMRecord read : reader) {
                writer.addAlignment(read);
            }
        }
        return file;
    }

    /** The content of a BAM file. */
    static byte[] content(Path bam) throws IOException {
        try (BlockCompressedInputStream in = new BlockCompressedInputStream(Files.newInputStream(bam))) {
            return in.readAllBytes();
        }
    }

    /** A BAM file of this content. */
    static Path compressed(byte[] content, Path file) throws IOException {
        try (OutputStream out = new BlockCompressedOutputStream(file.toFile(), 1)) {
            out.write(content);
        }
        return file;
    }

    private static SamReader reader(String sam) {
        byte[] text = sam.replace(' ', '\t').getBytes(StandardCharsets.UTF_8);
        return SamReaderFactory.make()
                .validationStringency(ValidationStringency.SILENT)
                .open(SamInputResource.of(new ByteArrayInputStream(text)));
    }
}
