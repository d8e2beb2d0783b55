/**
 * Key of the tag on the password of a cache that only one service of a tenant uses. Its value is the tenant, who may
 * read the password.
 */
export const cacheTenantTag = 'commons-platform/cache-of-tenant';
