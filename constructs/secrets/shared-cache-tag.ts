/** Tag of a secret that the platform has for services of tenants; its value is the shared cache that it opens. */
export const sharedCacheTag = 'commons-platform/shared-cache';
