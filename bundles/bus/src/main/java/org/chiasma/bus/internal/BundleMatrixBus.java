package org.chiasma.bus.internal;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.chiasma.api.Provenance;
import org.chiasma.api.bus.MatrixBus;
import org.chiasma.api.bus.MatrixLease;
import org.chiasma.api.bus.MatrixSummary;
import org.chiasma.api.matrix.ElementType;
import org.chiasma.api.matrix.Matrix;
import org.chiasma.api.matrix.MatrixDraft;
import org.chiasma.api.matrix.MatrixSpec;
import org.chiasma.api.matrix.RowCollector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** One bundle's view of the bus. When the bundle stops or releases the service, what it forgot is returned. */
@Component(service = MatrixBus.class, scope = ServiceScope.BUNDLE)
public final class BundleMatrixBus implements MatrixBus {
    private final Bus bus;
    private final Set<BusLease> leases = ConcurrentHashMap.newKeySet();
    // weak: a draft that was dropped instead of closed may go to the garbage collector
    private final Set<MatrixDraft> drafts = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Set<RowCollector> collectors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * A facade for one bundle.
     *
     * @param bus behind it
     */
    @Activate
    public BundleMatrixBus(@Reference Bus bus) {
        this.bus = bus;
    }

    /** Returns leases and discards drafts that are still open. */
    @Deactivate
    public void close() {
        Set.copyOf(leases).forEach(BusLease::close);
        synchronized (drafts) {
            drafts.forEach(MatrixDraft::close);
            drafts.clear();
        }
        synchronized (collectors) {
            collectors.forEach(RowCollector::close);
            collectors.clear();
        }
    }

    @Override
    public MatrixDraft create(MatrixSpec spec) {
        MatrixDraft draft = bus.store().create(spec);
        drafts.add(draft);
        return draft;
    }

    @Override
    public RowCollector collectRows(long columnCount, ElementType elementType) {
        RowCollector collector = bus.store().collectRows(columnCount, elementType);
        collectors.add(collector);
        return collector;
    }

    @Override
    public MatrixSummary publish(String name, Matrix matrix, Provenance provenance) {
        return bus.publish(name, matrix, provenance);
    }

    @Override
    public MatrixLease acquire(String name) {
        BusLease lease = new BusLease(bus.find(name), leases::remove);
        leases.add(lease);
        return lease;
    }

    @Override
    public List<MatrixSummary> list() {
        return bus.list();
    }

    @Override
    public void remove(String name) {
        bus.remove(name);
    }
}
