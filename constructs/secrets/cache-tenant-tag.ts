/** Tag of the password of a cache that one service of a tenant has alone; its value is the tenant, who may read it. */
export const cacheTenantTag = 'commons-platform/cache-of-tenant';
