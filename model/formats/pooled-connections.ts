/** Most connections that each pod of a pooler of a shared cluster has to one database. */
const pooled = 8;

/** Connections of a role past the poolers, for migrations and dumps. */
const direct = 4;

/** Connections that PostgreSQL keeps for superusers, by its default of `superuser_reserved_connections`, with which the operator looks after it. */
const reserved = 3;

/** Most pods of a pooler. */
const poolerPods = 2;

/** How connections of a PostgreSQL server that several databases share are divided. */
export const pooledConnections = {
  pooled,
  direct,
  reserved,
  poolerPods,
  eachDatabase: poolerPods * pooled + direct,
} as const;

/** Connections of each pod of a pooler to the databases of a server together: 80 % of its own, over the pods. */
export const poolConnections = (connections: number, pods: number): number => Math.floor((connections * 0.8) / pods);
