package org.chiasma.inverter.internal.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chiasma.api.DataException;
import org.chiasma.nd4j.training.TrainingState;

/**
 * The form of a {@link Checkpoint} on disk: {@value #MAGIC} as a big-endian long, a version, the settings, the networks,
 * and the SHA-256 of all that. Numbers are kept bit by bit.
 */
final class CheckpointFile {
    private static final long MAGIC = 0x4348_4941_534D_4101L;
    private static final int VERSION = 1;
    private static final int CHUNK = 1 << 14;

    private CheckpointFile() {}

    /** Writes {@code checkpoint} to {@code file}. */
    static void write(Checkpoint checkpoint, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            DataOutputStream out = new DataOutputStream(new DigestOutputStream(raw, digest));
            out.writeLong(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(checkpoint.settings().size());
            for (Map.Entry<String, String> setting : checkpoint.settings().entrySet()) {
                out.writeUTF(setting.getKey());
                out.writeUTF(setting.getValue());
            }
            out.writeInt(checkpoint.finished().size());
            for (TrainedMember member : checkpoint.finished()) {
                writeFloats(member.parameters(), out);
                writeHistory(member.history(), out);
            }
            writeSnapshot(checkpoint.running(), out);
            out.flush();
            raw.write(digest.digest());
        }
    }

    /**
     * Reads {@code file}.
     *
     * @throws DataException {@code E-TRAIN-CHECKPOINT} if it is none, or damaged
     */
    static Checkpoint read(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Reading in = new Reading(new DataInputStream(new DigestInputStream(raw, digest)), Files.size(file));
            Checkpoint checkpoint = in.checkpoint();
            byte[] expected = digest.digest();
            if (!Arrays.equals(expected, raw.readNBytes(expected.length + 1))) {
                throw new EOFException("another digest");
            }
            return checkpoint;
        } catch (EOFException | UTFDataFormatException e) {
            throw new DataException(
                    "E-TRAIN-CHECKPOINT",
                    file + ": found a damaged checkpoint, expected one that was written by this version; remove its"
                            + " directory and train again",
                    e);
        }
    }

    private static void writeSnapshot(Snapshot snapshot, DataOutputStream out) throws IOException {
        out.writeDouble(snapshot.lossSum());
        out.writeLong(snapshot.lossSteps());
        writeFloats(snapshot.state().parameters(), out);
        writeFloats(snapshot.state().firstMoments(), out);
        writeFloats(snapshot.state().secondMoments(), out);
        out.writeLong(snapshot.state().steps());
        writeFloats(snapshot.best(), out);
        writeHistory(snapshot.history(), out);
    }

    private static void writeHistory(List<Validation> history, DataOutputStream out) throws IOException {
        out.writeInt(history.size());
        for (Validation look : history) {
            out.writeLong(look.samples());
            out.writeDouble(look.loss());
            out.writeDouble(look.residual().median());
            out.writeDouble(look.residual().p95());
            out.writeDouble(look.residual().p99());
            out.writeDouble(look.residual().max());
            out.writeDouble(look.rate());
        }
    }

    private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
        for (int first = 0; first < values.length; first += CHUNK) {
            int count = Math.min(CHUNK, values.length - first);
            bytes.asFloatBuffer().put(values, first, count);
            out.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads piece by piece; no count makes it allocate more than the file has bytes. */
    private record Reading(DataInputStream in, long size) {
        Checkpoint checkpoint() throws IOException {
            if (in.readLong() != MAGIC || in.readInt() != VERSION) {
                throw new EOFException("another kind of file, or another version");
            }
            Map<String, String> settings = new LinkedHashMap<>();
            for (int i = count(2 * Short.BYTES); i > 0; i--) {
                settings.put(in.readUTF(), in.readUTF());
            }
            List<TrainedMember> finished = new ArrayList<>();
            for (int i = count(2 * Integer.BYTES); i > 0; i--) {
                finished.add(new TrainedMember(floats(), history()));
            }
            return new Checkpoint(settings, finished, snapshot());
        }

        private Snapshot snapshot() throws IOException {
            return new Snapshot(
                    in.readDouble(),
                    in.readLong(),
                    new TrainingState(floats(), floats(), floats(), in.readLong()),
                    floats(),
                    history());
        }

        private List<Validation> history() throws IOException {
            List<Validation> history = new ArrayList<>();
            for (int i = count(7 * Long.BYTES); i > 0; i--) {
                history.add(new Validation(
                        in.readLong(),
                        in.readDouble(),
                        new Quantiles(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                        in.readDouble()));
            }
            return history;
        }

        private float[] floats() throws IOException {
            float[] values = new float[count(Float.BYTES)];
            ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
            for (int first = 0; first < values.length; first += CHUNK) {
                int count = Math.min(CHUNK, values.length - first);
                in.readFully(bytes.array(), 0, count * Float.BYTES);
                bytes.asFloatBuffer().get(values, first, count);
            }
            return values;
        }

        /** A count of items that take at least {@code bytes} each. */
        private int count(int bytes) throws IOException {
            int count = in.readInt();
            if (count < 0 || (long) count * bytes > size) {
                throw new EOFException("a count of " + count);
            }
            return count;
        }
    }
}
