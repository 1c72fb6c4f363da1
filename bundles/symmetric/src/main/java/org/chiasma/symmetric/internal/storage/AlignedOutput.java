package org.chiasma.symmetric.internal.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * A file written in aligned pieces, past the page cache where system and file system can: the cache costs a copy and
 * pushes out what others need. Several threads may write different pieces.
 */
final class AlignedOutput implements AutoCloseable {
    private final FileChannel channel;

    private AlignedOutput(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates a file that begins with {@code header}.
     *
     * @param header a multiple of {@link TileGrid#ALIGNMENT} bytes
     */
    static AlignedOutput create(Path file, byte[] header) throws IOException {
        ByteBuffer bytes = buffer(header.length).put(header).flip();
        Optional<OpenOption> direct = directOption();
        if (direct.isPresent()) {
            try {
                return create(file, bytes.duplicate(), direct.get());
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
                // Refused at opening, as an option or by the system, or at the first write: a buffered file does.
                Files.deleteIfExists(file);
            }
        }
        return create(file, bytes);
    }

    /** A buffer that {@link #write} takes: direct memory, aligned, little-endian. */
    static ByteBuffer buffer(int bytes) {
        int whole = Math.toIntExact(TileGrid.aligned(bytes) + TileGrid.ALIGNMENT);
        return ByteBuffer.allocateDirect(whole)
                .alignedSlice(TileGrid.ALIGNMENT)
                .limit(bytes)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes all that remains in {@code bytes}; position and length are multiples of the alignment. */
    void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static AlignedOutput create(Path file, ByteBuffer header, OpenOption... further) throws IOException {
        Set<OpenOption> options = new java.util.HashSet<>(Set.of(further));
        options.add(StandardOpenOption.CREATE_NEW);
        options.add(StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(file, options);
        try {
            AlignedOutput output = new AlignedOutput(channel);
            output.write(header, 0);
            return output;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Found by name: it is the JDK's own, not of the Java platform, and no package that a bundle could always import. */
    private static Optional<OpenOption> directOption() {
        try {
            Class<?> options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption", true, ClassLoader.getPlatformClassLoader());
            for (Object option : options.getEnumConstants()) {
                if (option instanceof OpenOption direct && option.toString().equals("DIRECT")) {
                    return Optional.of(direct);
                }
            }
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
