/** What a service of a tenant is called in the single sign-on. */
export const serviceClient = (tenant: string, service: string): string => `${tenant}-${service}`;
