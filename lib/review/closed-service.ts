/** Whether a Service is one without pods, for which the routers answer 503: see `ClosedService` in cdk8s/base/network/public-route.ts. */
export const isClosedService = (name: string): boolean => name.endsWith('-closed');
