const reservedName =
  /^(namespace|tenant|maintainers|default-deny|dns|secrets-reader)$|-(pooler|data|closed|outside|ports|jobs|migration)$|-(before|db|cache|job|worker|processes)(-|$)/;

/** Whether objects of a tenant's namespace, or of another service's database or cache, take this name of a service. */
export const isReservedServiceName = (name: string): boolean => reservedName.test(name);
