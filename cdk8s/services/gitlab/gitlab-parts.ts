import type { Construct } from 'constructs';
import {
  NetworkRules,
  podsLabelled,
  prometheusPeer,
  routersPeer,
  type TrafficRule,
} from '../../base/network/network-rules';

/** A part of GitLab by the `app` label of its pods. */
export type GitLabPart =
  | 'webservice'
  | 'sidekiq'
  | 'gitaly'
  | 'gitlab-shell'
  | 'toolbox'
  | 'migrations'
  | 'gitlab-exporter'
  | 'registry'
  | 'gitlab-pages'
  | 'kas';

/** Labels of the pods of a part. */
export const partLabels = (name: string, part: GitLabPart): Readonly<Record<string, string>> => ({
  app: part,
  release: name,
});

/** Label by which a pod may connect to the database. */
const databaseLabel = 'commons-platform/database';

/**
 * Labels of the pods that use the database: `pooled` through its pooler; `direct` without it, because they hold locks or dump the
 * whole database.
 */
export const databaseUse = {
  pooled: { [databaseLabel]: 'pooled' },
  direct: { [databaseLabel]: 'direct' },
} as const;

/**
 * Ports that the routers send requests to. Agents connect to `agents`; `agentsKubernetes` passes on calls of people and CI to the
 * Kubernetes API of another cluster. Source: gitlab-org/charts/gitlab, values.yaml of each part, and
 * docs.gitlab.com/administration/clusters/kas.
 */
export const publicPorts = {
  application: 8181,
  registry: 5000,
  pages: 8090,
  agents: 8150,
  agentsKubernetes: 8154,
} as const;

/** Ports between parts, and that of Git over SSH. Source: as above. */
const ports = { gitaly: 8075, agentsInternal: 8153, ssh: 2222 } as const;

interface PartTraffic {
  /** Ports that the routers send requests to. */
  readonly public?: readonly number[];
  readonly metrics?: readonly number[];
  readonly from?: readonly Call[];
  /** What it calls outside GitLab. */
  readonly uses: readonly Outside[];
}

interface Call {
  readonly parts: readonly GitLabPart[];
  readonly port: number;
}

type Outside = 'https' | 'ssh' | 'mail' | 'database' | 'direct-database' | 'redis';

/** Traffic of each part: which parts call it, and what it calls. */
const traffic: Readonly<Record<GitLabPart, PartTraffic>> = {
  webservice: {
    public: [publicPorts.application],
    metrics: [8083, 9229],
    from: [
      {
        parts: ['gitlab-shell', 'gitaly', 'gitlab-pages', 'kas', 'sidekiq', 'toolbox', 'registry'],
        port: publicPorts.application,
      },
    ],
    uses: ['https', 'ssh', 'mail', 'database', 'redis'],
  },
  sidekiq: { metrics: [3807], uses: ['https', 'ssh', 'mail', 'database', 'redis'] },
  gitaly: {
    metrics: [9236],
    from: [
      {
        parts: ['webservice', 'sidekiq', 'gitlab-shell', 'toolbox', 'migrations', 'kas', 'gitaly'],
        port: ports.gitaly,
      },
    ],
    // Gitaly itself fetches and pushes mirrors, and writes its backups.
    uses: ['https', 'ssh'],
  },
  'gitlab-shell': { metrics: [9122], uses: [] },
  toolbox: { uses: ['https', 'direct-database', 'redis'] },
  migrations: { uses: ['direct-database', 'redis'] },
  'gitlab-exporter': { metrics: [9168], uses: ['database', 'redis'] },
  registry: {
    public: [publicPorts.registry],
    metrics: [5001],
    from: [{ parts: ['webservice', 'sidekiq', 'toolbox'], port: publicPorts.registry }],
    uses: ['https'],
  },
  'gitlab-pages': { public: [publicPorts.pages], metrics: [9235], uses: ['https'] },
  kas: {
    public: [publicPorts.agents, publicPorts.agentsKubernetes],
    metrics: [8151],
    from: [{ parts: ['webservice', 'sidekiq'], port: ports.agentsInternal }],
    uses: ['redis'],
  },
};

export interface PartRulesProps {
  /** Name of the installation. */
  readonly name: string;
  readonly parts: readonly GitLabPart[];
  /** Blocks from which Git over SSH comes. */
  readonly sshFrom: readonly string[];
  readonly outside: Readonly<Record<Outside, readonly TrafficRule[]>>;
}

/** Adds a NetworkPolicy for every part: the connections that it receives, and those that it opens. */
export function addPartRules(scope: Construct, { name, parts, sshFrom, outside }: PartRulesProps): void {
  const peers = (some: readonly GitLabPart[]) =>
    some.filter((part) => parts.includes(part)).map((part) => podsLabelled(partLabels(name, part)));
  for (const part of parts) {
    const { public: open = [], metrics = [], from = [], uses } = traffic[part];
    const calls = parts.flatMap((called) =>
      (traffic[called].from ?? [])
        .filter((call) => call.parts.includes(part))
        .map(({ port }): TrafficRule => ({ peers: peers([called]), ports: [port] })),
    );
    new NetworkRules(scope, `network-${part}`, {
      name: `${name}-${part}`,
      pods: partLabels(name, part),
      from: [
        ...(open.length === 0 ? [] : [{ peers: [routersPeer], ports: open }]),
        ...(metrics.length === 0 ? [] : [{ peers: [prometheusPeer], ports: metrics }]),
        ...from.map((call) => ({ peers: peers(call.parts), ports: [call.port] })),
        ...(part === 'gitlab-shell'
          ? [{ peers: sshFrom.map((cidr) => ({ ipBlock: { cidr } })), ports: [ports.ssh] }]
          : []),
        ...(part === 'kas' ? [{ peers: peers(['kas']), ports: [8155] }] : []),
      ],
      to: [
        ...calls,
        ...(part === 'kas' ? [{ peers: peers(['kas']), ports: [8155] }] : []),
        ...uses.flatMap((use) => outside[use]),
      ],
    });
  }
}
