/** Path that answers 200 while the service works: pods are asked for it, and a Prometheus outside asks each host. */
export const automationHealth = '/healthz';
