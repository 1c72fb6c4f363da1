package org.chiasma.bus.internal.service;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * An {@link InstalledService} by its reference.
 *
 * @param <S> type of the service
 */
public final class ReferencedService<S> implements InstalledService<S> {
    private final BundleContext context;
    private final ServiceReference<S> reference;

    /**
     * A service that is not touched yet.
     *
     * @param context gets the service
     * @param reference of the service
     */
    public ReferencedService(BundleContext context, ServiceReference<S> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Override
    public @Nullable Object property(String key) {
        return reference.getProperty(key);
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
        return owner().loadClass(className);
    }

    @Override
    public <R> R use(Function<? super S, R> call) {
        S service = context.getService(reference);
        if (service == null) {
            throw new IllegalStateException("the service of " + reference + " could not be activated; see the log");
        }
        try {
            return call.apply(service);
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public String bundle() {
        Bundle owner = owner();
        return owner.getSymbolicName() + " " + owner.getVersion();
    }

    @Override
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        collect(owner(), versions, new HashSet<>());
        return versions;
    }

    private Bundle owner() {
        Bundle owner = reference.getBundle();
        if (owner == null) {
            throw new IllegalStateException("the bundle of " + reference + " has stopped");
        }
        return owner;
    }

    private static void collect(Bundle bundle, Map<String, String> versions, Set<Long> seen) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID || !seen.add(bundle.getBundleId())) {
            return;
        }
        versions.put(bundle.getSymbolicName(), bundle.getVersion().toString());
        for (BundleWire wire : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            collect(wire.getProvider().getBundle(), versions, seen);
        }
    }
}
