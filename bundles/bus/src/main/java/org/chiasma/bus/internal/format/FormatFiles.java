package org.chiasma.bus.internal.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chiasma.api.ChiasmaException;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Progress;
import org.chiasma.api.Provenance;
import org.chiasma.api.format.FormatDescription;
import org.chiasma.api.format.MatrixFiles;
import org.chiasma.api.format.MatrixFormat;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.bus.internal.io.ExitCleanup;
import org.chiasma.bus.internal.io.ScratchDirectory;
import org.chiasma.bus.internal.io.ShownName;
import org.chiasma.bus.internal.io.StagedFiles;
import org.chiasma.bus.internal.json.ProvenanceJson;
import org.chiasma.bus.internal.service.InstalledService;
import org.chiasma.bus.internal.service.ReferencedService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Reads and writes files by the installed formats. Within the bundle it also stages several files at once. */
@Component(service = {MatrixFiles.class, FormatFiles.class})
public final class FormatFiles implements MatrixFiles {
    private static final String PROVENANCE = ".provenance.json";

    private final BundleContext context;
    private final InstalledFormats formats = new InstalledFormats();
    private final ExitCleanup cleanup = new ExitCleanup();
    private final ScratchDirectory scratch = ScratchDirectory.temporary();
    private final Supplier<InputStream> standardInput;

    /**
     * Files without formats yet.
     *
     * @param context gets format services
     */
    @Activate
    public FormatFiles(BundleContext context) {
        this(context, () -> System.in);
    }

    FormatFiles(BundleContext context, Supplier<InputStream> standardInput) {
        this.context = context;
        this.standardInput = standardInput;
    }

    /** Removes temporary files of writes that are not finished. */
    @Deactivate
    public void close() {
        cleanup.close();
        scratch.close();
    }

    @Reference(
            service = MatrixFormat.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addFormat(ServiceReference<MatrixFormat<?, ?>> reference) {
        install(reference, new ReferencedService<>(context, reference));
    }

    void removeFormat(ServiceReference<MatrixFormat<?, ?>> reference) {
        formats.remove(reference);
    }

    /** Adds a format under a key of its own. */
    void install(Object key, InstalledService<MatrixFormat<?, ?>> service) {
        formats.add(key, service);
    }

    @Override
    public List<FormatDescription> formats() {
        return formats.all().stream().map(InstalledFormat::description).toList();
    }

    @Override
    public Optional<FormatDescription> formatOf(MatrixReference reference) {
        Path path = path(reference);
        if (SpooledInput.isNeededFor(path)) {
            return Optional.empty();
        }
        InputFile file = new InputFile(path);
        try {
            return Optional.of(
                    formats.toRead(reference, path, file.head(), Progress.NONE).description());
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    @Override
    public LoadedMatrix load(MatrixReference reference, MatrixStore store, Progress progress) {
        Path path = path(reference);
        if (!SpooledInput.isNeededFor(path)) {
            return load(reference, path, formats::toRead, store, progress);
        }
        try (SpooledInput spooled = SpooledInput.of(path, standardInput.get(), scratch, progress)) {
            ShownName shown = spooled.shown();
            try {
                return load(reference, spooled.file(), formats::toReadPiped, store, shown.in(progress));
            } catch (ChiasmaException e) {
                throw shown.in(e);
            }
        }
    }

    private LoadedMatrix load(
            MatrixReference reference, Path path, FormatChoice choice, MatrixStore store, Progress progress) {
        InputFile file = new InputFile(path);
        try {
            InstalledFormat format = choice.of(reference, path, file.head(), progress);
            Matrix matrix = format.read(path, reference.part(), optionsOf(reference), store, progress);
            return new LoadedMatrix(matrix, format.name(), file.digest(reference.text(), progress));
        } catch (IOException e) {
            throw file.failure(e);
        }
    }

    @Override
    public void save(Matrix matrix, MatrixReference target, Provenance provenance, Progress progress) {
        try (StagedFiles staged = stagedFiles()) {
            stage(matrix, target, provenance, progress, staged);
            staged.commit();
        }
    }

    @Override
    public void writeAtomically(Path target, FileWriter writer) {
        try (StagedFiles staged = stagedFiles()) {
            staged.stage(target, writer);
            staged.commit();
        }
    }

    /** An empty set of files that will appear together. */
    public StagedFiles stagedFiles() {
        return new StagedFiles(cleanup);
    }

    /** Adds a matrix and its provenance to {@code staged}. */
    public void stage(
            Matrix matrix, MatrixReference target, Provenance provenance, Progress progress, StagedFiles staged) {
        Path path = path(target);
        InstalledFormat format = formats.toWrite(target, path);
        Record options = format.bindWriteOptions(optionsOf(target));
        staged.stage(
                path,
                format.companions(),
                (temporary, shown) -> format.write(matrix, temporary, options, shown.in(progress)));
        String text = ProvenanceJson.text(provenance);
        staged.stage(
                path.resolveSibling(path.getFileName() + PROVENANCE),
                temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
    }

    /** Refuses a target that {@link #stage} would refuse, before work is spent on what goes there. */
    public void checkTarget(MatrixReference target) {
        Path path = path(target);
        InstalledFormat format = formats.toWrite(target, path);
        format.bindWriteOptions(optionsOf(target));
        StagedFiles.check(path);
        format.companions().forEach(ending -> StagedFiles.check(MatrixFormat.companion(path, ending)));
    }

    /** Whether a target names a file rather than a matrix on the bus: by its directory, its ending, or its options. */
    public boolean isFile(MatrixReference target) {
        String text = target.path();
        return text.indexOf('/') >= 0
                || text.indexOf('\\') >= 0
                || !MatrixReference.isName(text)
                || !target.options().isEmpty()
                || formats.byEnding(path(target)).isPresent();
    }

    private static Map<String, String> optionsOf(MatrixReference reference) {
        Map<String, String> options = new LinkedHashMap<>(reference.options());
        options.remove(InstalledFormats.FORMAT);
        return options;
    }

    private static Path path(MatrixReference reference) {
        try {
            return Path.of(reference.path());
        } catch (InvalidPathException e) {
            throw new NoInputException(
                    "E-FILE-ABSENT", reference.path() + ": found no path of this system: " + e.getReason(), e);
        }
    }

    @FunctionalInterface
    private interface FormatChoice {
        InstalledFormat of(MatrixReference reference, Path file, byte[] head, Progress progress);
    }
}
