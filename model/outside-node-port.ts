/**
 * First node port of outside ports. Below 30086 is the band that Kubernetes leaves to numbers chosen by people, where that of GitLab
 * is. Source: kubernetes.io/blog/2023/05/11/nodeport-dynamic-and-static-allocation.
 */
const first = 30700;

/** Prime number of node ports from `first` on; the last one is below the end of Kubernetes' range, 32767. */
const count = 2053;

/**
 * Node port by which a balancer reaches the pods behind a port to the outside. It follows from the number alone, so that it never
 * changes, whatever else is declared; a rule finds two numbers with the same node port.
 */
export const outsideNodePort = (outsidePort: number): number => first + (outsidePort % count);
