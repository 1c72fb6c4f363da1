package org.chiasma.bus.internal.format;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;

/** A file about to be read: what is wrong with it before any format looks, its first bytes, its digest. */
final class InputFile {
    private static final int HEAD = 512;
    private static final int BLOCK = 1 << 18;

    private final Path path;

    /** Refuses what no format could read. */
    InputFile(Path path) {
        this.path = path;
        if (!Files.exists(path)) {
            throw new NoInputException(
                    "E-FILE-ABSENT", path + ": found no such file; check the path, relative to the current directory");
        }
        if (Files.isDirectory(path)) {
            throw new NoInputException(
                    "E-FILE-DIRECTORY", path + ": found a directory, expected a file" + matrixInside());
        }
        if (!Files.isReadable(path)) {
            throw new NoInputException("E-FILE-UNREADABLE", path + ": permission denied; expected a readable file");
        }
        if (!Files.isRegularFile(path)) {
            throw new NoInputException(
                    "E-FILE-UNREADABLE", path + ": found a device, expected a file, a pipe, or - for standard input");
        }
    }

    /** Names the matrix of a directory that 10x software wrote. */
    private String matrixInside() {
        for (String name : new String[] {"matrix.mtx.gz", "matrix.mtx"}) {
            if (Files.isRegularFile(path.resolve(name))) {
                return "; read " + path.resolve(name);
            }
        }
        return "";
    }

    /** Up to 512 bytes from the start of the content, decompressed if the file is gzip. */
    byte[] head() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] raw = in.readNBytes(2);
            if (raw.length == 0) {
                throw empty("it has no bytes");
            }
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(raw), in);
            if (raw.length < 2 || (raw[0] & 0xff) != 0x1f || (raw[1] & 0xff) != 0x8b) {
                return all.readNBytes(HEAD);
            }
            return inflated(all);
        }
    }

    /** Size and SHA-256 of the bytes on disk. */
    Provenance.Input digest(String reference, Progress progress) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(path), sha256())) {
            byte[] block = new byte[BLOCK];
            long bytes = 0;
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                progress.checkCancelled();
                bytes += n;
            }
            String digest = HexFormat.of().formatHex(in.getMessageDigest().digest());
            return new Provenance.Input(reference, bytes, digest);
        }
    }

    /** Says in one line why reading failed. */
    ChiasmaException failure(IOException cause) {
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return new DataException(
                    "E-FILE-TRUNCATED",
                    path + ": found compressed or binary data that is damaged or cut short (" + cause.getMessage()
                            + "), expected a whole file; get it again",
                    cause);
        }
        return new NoInputException("E-FILE-UNREADABLE", path + ": cannot be read: " + cause.getMessage(), cause);
    }

    private byte[] inflated(InputStream compressed) throws IOException {
        byte[] head = new byte[HEAD];
        int length = 0;
        try (InputStream content = new GZIPInputStream(compressed)) {
            int n = content.read(head, 0, HEAD);
            while (n > 0) {
                length += n;
                n = content.read(head, length, HEAD - length);
            }
        } catch (EOFException | ZipException e) {
            if (length == 0) {
                throw e;
            }
            // enough to recognise the format, whose reader refuses the rest with its position
            return java.util.Arrays.copyOf(head, length);
        }
        if (length == 0) {
            throw empty("it is the gzip of nothing");
        }
        return java.util.Arrays.copyOf(head, length);
    }

    private DataException empty(String found) {
        return new DataException("E-FILE-EMPTY", path + ": found an empty file (" + found + "), expected a matrix");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
