package org.chiasma.bus.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.bus.internal.storage.StoredMatrix;

/** Keeps matrices for the life of the process. */
final class MemoryShelf implements Shelf {
    private final ConcurrentNavigableMap<String, Held> held = new ConcurrentSkipListMap<>();

    @Override
    public MatrixSummary put(String name, StoredMatrix matrix, Provenance provenance) {
        MatrixSummary summary = new MatrixSummary(name, matrix.spec(), matrix.bytes(), provenance);
        held.put(name, new Held(summary, matrix));
        return summary;
    }

    @Override
    public boolean holds(String name) {
        return held.containsKey(name);
    }

    @Override
    public Optional<Held> find(String name) {
        return Optional.ofNullable(held.get(name));
    }

    @Override
    public List<MatrixSummary> list() {
        return held.values().stream().map(Held::summary).toList();
    }

    @Override
    public boolean remove(String name) {
        return held.remove(name) != null;
    }

    @Override
    public void close() {
        held.clear();
    }
}
