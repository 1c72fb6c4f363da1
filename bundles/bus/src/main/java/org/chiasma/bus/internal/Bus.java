package org.chiasma.bus.internal;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chiasma.api.NoInputException;
import org.chiasma.api.Provenance;
import org.chiasma.api.UsageException;
import org.chiasma.api.bus.MatrixListener;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixReference;
import org.chiasma.api.matrix.MatrixStore;
import org.chiasma.api.parameter.Suggestions;
import org.chiasma.bus.internal.storage.Budget;
import org.chiasma.bus.internal.storage.Memory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The one bus behind every bundle's facade. Framework properties: {@code chiasma.workspace}, a directory that keeps
 * matrices between runs; {@code chiasma.max.bytes}, the limit on all entries together. Nothing touches the disk before
 * the first matrix.
 */
@Component(service = Bus.class, immediate = true) // a delayed one would lose the matrices with its last user
public final class Bus {
    private static final System.Logger LOG = System.getLogger(Bus.class.getName());

    private final Supplier<Storage> start;
    private final List<MatrixListener> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Storage storage;

    /** Reads the framework properties. */
    @Activate
    public Bus(BundleContext context) {
        this(() -> Storage.start(
                context.getProperty("chiasma.workspace"),
                new Budget(() -> limit(context.getProperty("chiasma.max.bytes"))),
                Memory.MAPPED_FROM,
                Memory.LARGEST_SLICE));
    }

    /** A bus over what {@code start} makes at the first need. */
    Bus(Supplier<Storage> start) {
        this.start = start;
    }

    /** Removes temporary files. */
    @Deactivate
    public synchronized void close() {
        if (storage != null) {
            storage.close();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addListener(MatrixListener listener) {
        listeners.add(listener);
    }

    void removeListener(MatrixListener listener) {
        listeners.remove(listener);
    }

    /** Whether there is a matrix of that name; cheaper than to list or to acquire. */
    public boolean holds(String name) {
        return MatrixReference.isName(name) && storage().shelf().holds(name);
    }

    MatrixStore store() {
        return storage().store();
    }

    MatrixSummary publish(String name, Matrix matrix, Provenance provenance) {
        if (!MatrixReference.isName(name)) {
            throw new UsageException(
                    "E-BUS-NAME",
                    "matrix name \"" + name + "\": expected letters, digits and _ . - with no . or - in front");
        }
        MatrixSummary summary = storage().shelf().put(name, storage().store().adopt(matrix), provenance);
        tell(listener -> listener.published(summary));
        return summary;
    }

    Shelf.Held find(String name) {
        return storage().shelf().find(name).orElseThrow(() -> unknown(name));
    }

    List<MatrixSummary> list() {
        return storage().shelf().list();
    }

    void remove(String name) {
        if (!storage().shelf().remove(name)) {
            throw unknown(name);
        }
        tell(listener -> listener.removed(name));
    }

    private synchronized Storage storage() {
        Storage started = storage;
        if (started == null) {
            started = start.get();
            storage = started;
        }
        return started;
    }

    private void tell(Consumer<MatrixListener> message) {
        for (MatrixListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a listener of the matrix bus failed", e);
            }
        }
    }

    private NoInputException unknown(String name) {
        List<String> names = list().stream().map(MatrixSummary::name).toList();
        List<String> near = Suggestions.near(name, names);
        String remedy = names.isEmpty()
                ? "the bus is empty; load a file first"
                : near.isEmpty()
                        ? "there are " + String.join(", ", names)
                        : "did you mean " + String.join(" or ", near) + "?";
        return new NoInputException("E-BUS-UNKNOWN", "matrix " + name + ": not on the bus; " + remedy);
    }

    private static long limit(@Nullable String property) {
        if (property == null || property.isBlank()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(property.strip());
        } catch (NumberFormatException e) {
            throw new UsageException(
                    "E-FLAG-VALUE", "chiasma.max.bytes: found \"" + property + "\", expected a number of bytes", e);
        }
    }
}
