package org.chiasma.genomics.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.chiasma.api.fixture.FormatTrial;
import org.chiasma.api.parameter.NoParameters;
import org.chiasma.genomics.internal.hdf5.Bg2ReadOptions;
import org.chiasma.genomics.internal.hdf5.Bg2WriteOptions;
import org.chiasma.genomics.internal.hdf5.CoolReadOptions;
import org.chiasma.genomics.internal.hdf5.GctxReadOptions;
import org.chiasma.genomics.internal.hdf5.H5adReadOptions;
import org.chiasma.genomics.internal.hdf5.LoomReadOptions;
import org.chiasma.genomics.internal.hdf5.TenxReadOptions;

/** Formats in HDF5 by the ending of a file, and the small files that {@code benchmarks/genomics-peers/hdf5_small.py} made. */
final class Hdf5Trials {
    private Hdf5Trials() {}

    static FormatTrial of(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "gctx" -> FormatTrial.of(new GctxFormat(), GctxReadOptions.class, NoParameters.class);
            case "h5ad" -> FormatTrial.of(new H5adFormat(), H5adReadOptions.class, NoParameters.class);
            case "h5" -> FormatTrial.of(new TenxFormat(), TenxReadOptions.class, NoParameters.class);
            case "loom" -> FormatTrial.of(new LoomFormat(), LoomReadOptions.class, NoParameters.class);
            case "cool", "mcool" -> FormatTrial.of(new CoolFormat(), CoolReadOptions.class, NoParameters.class);
            case "bg2", "gz" -> FormatTrial.of(new Bg2Format(), Bg2ReadOptions.class, Bg2WriteOptions.class);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A copy of a small file in {@code folder}. */
    static Path file(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, bytes(name));
        return file;
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Hdf5Trials.class.getResourceAsStream("hdf5/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
