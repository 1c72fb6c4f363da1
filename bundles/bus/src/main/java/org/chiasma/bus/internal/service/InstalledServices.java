package org.chiasma.bus.internal.service;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The services of one type that are there now, each described once. A service whose description fails, by a fault of
 * its author, is left out with a line in the log: it must not take the others away. Safe for use by several threads.
 *
 * @param <S> type of the services
 * @param <D> what describes one
 */
public final class InstalledServices<S, D> {
    private static final System.Logger LOG = System.getLogger(InstalledServices.class.getName());

    private final Function<InstalledService<S>, D> describe;
    private final Map<Object, InstalledService<S>> services = new ConcurrentHashMap<>();
    private final Map<Object, Optional<D>> descriptions = new ConcurrentHashMap<>();

    /**
     * No services yet.
     *
     * @param describe reads a description from service properties
     */
    public InstalledServices(Function<InstalledService<S>, D> describe) {
        this.describe = describe;
    }

    /** Adds a service under a key of its own. */
    public void add(Object key, InstalledService<S> service) {
        services.put(key, service);
    }

    /** Removes a service. */
    public void remove(Object key) {
        services.remove(key);
        descriptions.remove(key);
    }

    /** The descriptions of all services that have one. */
    public List<D> all() {
        return services.entrySet().stream()
                .map(entry -> descriptions.computeIfAbsent(entry.getKey(), key -> description(entry.getValue())))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<D> description(InstalledService<S> service) {
        try {
            return Optional.of(describe.apply(service));
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "a service of " + service.bundle() + " is left out: " + e.getMessage(), e);
            return Optional.empty();
        }
    }
}
