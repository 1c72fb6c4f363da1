package org.chiasma.bus.internal.service;

import java.lang.reflect.Proxy;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** As much of a framework as the components of this bundle ask for. */
public final class FakeFramework {
    private FakeFramework() {}

    /** A context whose bundle is of version 9.8.7 and which knows no framework property. */
    public static BundleContext context() {
        Bundle bundle = proxy(Bundle.class, "getVersion", new Version(9, 8, 7));
        return proxy(BundleContext.class, "getBundle", bundle);
    }

    private static <T> T proxy(Class<T> type, String method, Object result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> called.getName().equals(method) ? result : null));
    }
}
