package org.chiasma.genomics.internal.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.links.SoftLink;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.DataException;
import org.chiasma.text.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * An HDF5 file open for reading. Whatever goes wrong inside its structures is refused in one line; links that lead out of the
 * file are not followed. Paths are written without a leading slash; the empty path is the root.
 */
final class Hdf5File implements Closeable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
    private static final Pattern MISSING_FILTER = Pattern.compile("name='(.*?)' id=(\\d+)");
    private static final int MOST_LINKS = 8;
    /** Deflate makes at most 1,032 bytes of one. */
    private static final long MOST_EXPANSION = 1_100;

    private static final long MOST_ATTRIBUTE_BYTES = 1 << 24;

    private final Refusals refusals;
    private final FileChannel channel;
    private final long size;
    private final long base;
    private final HdfFile root;

    private Hdf5File(Refusals refusals, FileChannel channel, long size, long base, HdfFile root) {
        this.refusals = refusals;
        this.channel = channel;
        this.size = size;
        this.base = base;
        this.root = root;
    }

    /**
     * Opens the file of {@code refusals}.
     *
     * @throws DataException {@code MAGIC} if it is not HDF5, {@code TRUNCATED} if it is shorter than its superblock says, {@code
     *     DAMAGED} if its root cannot be read
     */
    static Hdf5File open(Refusals refusals) throws IOException {
        FileChannel channel = FileChannel.open(refusals.file(), StandardOpenOption.READ);
        try {
            long size = channel.size();
            long base = signature(refusals, channel, size);
            refuseTruncation(refusals, channel, size, base);
            HdfFile root = guarded(refusals, "/", () -> new HdfFile(refusals.file()));
            return new Hdf5File(refusals, channel, size, base, root);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Refusals refusals() {
        return refusals;
    }

    /** Whether there is anything at {@code path}. */
    boolean has(String path) {
        return find(path) != null;
    }

    boolean hasGroup(String path) {
        return find(path) instanceof Group;
    }

    boolean hasDataset(String path) {
        return find(path) instanceof Dataset;
    }

    /** Names in the group at {@code path}, sorted; none if there is no such group. */
    List<String> names(String path) {
        return find(path) instanceof Group group
                ? List.copyOf(new TreeSet<>(
                        guarded(refusals, path, () -> group.getChildren().keySet())))
                : List.of();
    }

    /**
     * The dataset at {@code path}, whose claimed size the file can hold.
     *
     * @throws DataException {@code LAYOUT} if there is none, {@code SIZE} if it claims more than the file can hold
     */
    Dataset dataset(String path) {
        if (!(find(path) instanceof Dataset dataset)) {
            throw layout("no dataset " + path, "one");
        }
        guarded(refusals, path, () -> {
            long bytes = Math.max(1, dataset.getDataType().getSize());
            for (long length : dataset.getDimensionsAsLong()) {
                if (length < 0 || (length > 0 && bytes > mostBytes() / length)) {
                    throw refusals.whole(
                            "SIZE",
                            "found " + path + " of " + Arrays.toString(dataset.getDimensionsAsLong()) + " entries of "
                                    + dataset.getDataType().getSize() + " bytes, expected what a file of " + size
                                    + " bytes can hold; copy or write the file again");
                }
                bytes *= Math.max(1, length);
            }
            return bytes;
        });
        return dataset;
    }

    /** Most bytes that a dataset of this file can have. */
    long mostBytes() {
        return MOST_EXPANSION * size + (1 << 20);
    }

    /** The attribute {@code name} of the object at {@code path} as text, if there is one. */
    Optional<String> text(String path, String name) {
        return attribute(path, name).map(value -> {
            Object first = value.getClass().isArray() && Array.getLength(value) > 0 ? Array.get(value, 0) : value;
            return first.toString();
        });
    }

    /** The attribute {@code name} of the object at {@code path} as texts; none if there is no such attribute. */
    List<String> texts(String path, String name) {
        List<String> texts = new ArrayList<>();
        attribute(path, name).ifPresent(value -> {
            if (value.getClass().isArray()) {
                for (int i = 0; i < Array.getLength(value); i++) {
                    texts.add(String.valueOf(Array.get(value, i)));
                }
            } else {
                texts.add(value.toString());
            }
        });
        return texts;
    }

    private Optional<Object> attribute(String path, String name) {
        Node node = find(path);
        if (node == null) {
            return Optional.empty();
        }
        return guarded(refusals, path + " attribute " + name, () -> {
            Map<String, Attribute> attributes = node.getAttributes();
            Attribute attribute = attributes.get(name);
            if (attribute == null || attribute.isEmpty()) {
                return Optional.empty();
            }
            if (attribute.getSizeInBytes() < 0 || attribute.getSizeInBytes() > MOST_ATTRIBUTE_BYTES) {
                throw refusals.whole(
                        "SIZE",
                        "found the attribute " + name + " of " + path + " of " + attribute.getSizeInBytes()
                                + " bytes, expected at most " + MOST_ATTRIBUTE_BYTES + "; write the file again");
            }
            return Optional.ofNullable(attribute.getData());
        });
    }

    /** Reads {@code buffer} full from an address of HDF5. */
    void read(ByteBuffer buffer, long address) throws IOException {
        fill(channel, buffer, base + address);
    }

    /** Refuses a contiguous dataset that reaches behind the end of the file. */
    void refuseBeyond(String path, long address, long bytes) {
        if (address < 0 || bytes > size - base - address) {
            throw refusals.whole(
                    "CHUNK",
                    "found no data of " + path + " in the file, expected " + bytes
                            + " bytes; it was never written, or the file is damaged; write it again");
        }
    }

    /** A refusal of the layout, which says what groups there are. */
    DataException layout(String found, String expected) {
        List<String> top = names("");
        List<String> some = top.subList(0, Math.min(8, top.size()));
        return refusals.whole(
                "LAYOUT",
                "found " + found + " (the file has " + (top.isEmpty() ? "nothing" : String.join(", ", some))
                        + (some.size() < top.size() ? ", ..." : "") + "), expected " + expected + "; "
                        + otherFormat(top));
    }

    /** A refusal of a part that the file does not have. */
    DataException part(String part, List<String> parts) {
        return refusals.whole(
                "PART",
                "found " + (part.isEmpty() ? "no part" : "part #" + part) + ", expected one of "
                        + (parts.isEmpty()
                                ? "none: the file has no matrix"
                                : "#" + String.join(", #", parts.subList(0, Math.min(40, parts.size())))
                                        + (parts.size() > 40 ? ", ..." : ""))
                        + "; name one behind the file");
    }

    /** Does something with the file's structures; what goes wrong in there is refused. */
    <T> T guarded(String path, Supplier<T> access) {
        return guarded(refusals, path, access);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            guarded(refusals, "/", () -> {
                root.close();
                return "";
            });
        }
    }

    private @Nullable Node find(String path) {
        return find(path, 0);
    }

    private @Nullable Node find(String path, int links) {
        Node node = root;
        StringBuilder walked = new StringBuilder();
        for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            if (!(node instanceof Group group)) {
                return null;
            }
            if (name.isEmpty()) {
                continue;
            }
            Node child =
                    guarded(refusals, walked + name, () -> group.getChildren().get(name));
            if (child instanceof Link link) {
                child = target(link, walked.toString(), links);
            }
            if (child == null) {
                return null;
            }
            node = child;
            walked.append(name).append('/');
        }
        return node;
    }

    private @Nullable Node target(Link link, String parent, int links) {
        String target = guarded(refusals, parent, link::getTargetPath);
        if (!(link instanceof SoftLink) || links >= MOST_LINKS || (target + "/").contains("../")) {
            throw refusals.whole(
                    "LINK",
                    "found the link " + Refusals.shown(parent + link.getName()) + " to " + Refusals.shown(target)
                            + ", expected data in the file itself; copy what it leads to into the file, for example "
                            + "with h5repack --merge");
        }
        return find(target.startsWith("/") ? target.substring(1) : parent + target, links + 1);
    }

    private static String otherFormat(List<String> top) {
        if (top.contains("0")) {
            return "pass format=gctx if this is a GCTX file";
        }
        if (top.contains("obs") && top.contains("var")) {
            return "pass format=h5ad if this is an AnnData file";
        }
        if (top.contains("row_attrs")) {
            return "pass format=loom if this is a loom file";
        }
        if (top.contains("bins") || top.contains("resolutions")) {
            return "pass format=cool if this is a cooler file";
        }
        if (top.contains("matrix")) {
            return "pass format=10x-h5 if Cell Ranger wrote it";
        }
        return "use a file of this format: gctx, h5ad, 10x-h5, loom and cool are known";
    }

    private static <T> T guarded(Refusals refusals, String path, Supplier<T> access) {
        try {
            return access.get();
        } catch (ChiasmaException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw refusal(refusals, path, e);
        }
    }

    private static DataException refusal(Refusals refusals, String path, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException known) {
                return known;
            }
            if (cause instanceof HdfFilterException) {
                Matcher missing = MISSING_FILTER.matcher(String.valueOf(cause.getMessage()));
                if (missing.find()) {
                    return refusals.whole(
                            "FILTER",
                            "found the filter " + Refusals.shown(missing.group(1)) + " (number " + missing.group(2)
                                    + ") at " + path
                                    + ", expected deflate, shuffle, fletcher32, LZF, LZ4 or bitshuffle; rewrite the "
                                    + "file, for example with h5repack -f GZIP=6");
                }
            }
        }
        return new DataException(
                "E-" + refusals.family() + "-DAMAGED",
                refusals.file() + ": found HDF5 structures at " + Refusals.shown(path)
                        + " that cannot be read, expected a whole HDF5 file; copy or write the file again",
                thrown);
    }

    /** Where the superblock is: at 0, or behind a user block at 512, 1024, ... */
    private static long signature(Refusals refusals, FileChannel channel, long size) throws IOException {
        for (long at = 0; at + SIGNATURE.length <= size; at = at == 0 ? 512 : 2 * at) {
            ByteBuffer found = ByteBuffer.allocate(SIGNATURE.length);
            fill(channel, found, at);
            if (Arrays.equals(found.array(), SIGNATURE)) {
                return at;
            }
        }
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(16, size));
        fill(channel, start, 0);
        String text = new String(start.array(), StandardCharsets.ISO_8859_1);
        throw refusals.whole(
                "MAGIC",
                "found no HDF5 signature, expected an HDF5 file; "
                        + (text.startsWith("#1.")
                                ? "this is GCT text: pass format=gct"
                                : text.startsWith("\u001f\u008b") ? "decompress it" : "check the file and its name"));
    }

    private static void refuseTruncation(Refusals refusals, FileChannel channel, long size, long base)
            throws IOException {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(64, size - base)).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, block, base);
        block.flip();
        if (block.limit() < 9) {
            throw refusals.whole("TRUNCATED", "found the end of the file in its head, expected more; copy it again");
        }
        int version = block.get(8);
        int sizeOfOffsets = block.limit() < 14 ? 0 : block.get(version < 2 ? 13 : 9);
        int at = version == 0 ? 40 : version == 1 ? 44 : 28;
        long end = sizeOfOffsets == 8 && block.limit() >= at + 8 ? block.getLong(at) : 0;
        if (end > size) {
            throw refusals.whole(
                    "TRUNCATED",
                    "found " + size + " bytes, expected " + end
                            + " by its superblock; copy or download the file again");
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, at);
            if (n < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += n;
        }
    }
}
