import type { AlarmSpec } from './alarm';

/** The kind of load balancer in front of the routers. */
export type RouterBalancerKind = 'classic' | 'network';

/**
 * Alarms of the load balancer in front of the routers. The cluster makes it and chooses its name, so each alarm queries
 * all load balancers of its kind. The listeners pass TCP through, so there are no HTTP codes to count. Machines without
 * a router are unhealthy by design, so the alarm counts healthy ones.
 *
 * Metrics: the user guides of classic and of network load balancers, "CloudWatch metrics".
 */
export function routerBalancerAlarms(kind: RouterBalancerKind): readonly AlarmSpec[] {
  switch (kind) {
    case 'classic':
      return [
        unreachable('SELECT MIN(HealthyHostCount) FROM SCHEMA("AWS/ELB", LoadBalancerName)'),
        errors('SELECT SUM(BackendConnectionErrors) FROM SCHEMA("AWS/ELB", LoadBalancerName)', 50),
        {
          name: 'router-balancer-spillover',
          watches: { query: 'SELECT SUM(SpilloverCount) FROM SCHEMA("AWS/ELB", LoadBalancerName)', periodSeconds: 300 },
          when: 'above',
          threshold: 0,
          periods: 1,
          silence: 'fine',
          summary: 'A classic balancer turns connections away because its queue is full',
          section: 'router-balancer-errors',
        },
      ];
    case 'network':
      return [
        unreachable('SELECT MIN(HealthyHostCount) FROM SCHEMA("AWS/NetworkELB", LoadBalancer, TargetGroup)'),
        errors('SELECT SUM(TCP_ELB_Reset_Count) FROM SCHEMA("AWS/NetworkELB", LoadBalancer)', 1000),
      ];
  }
}

const unreachable = (query: string): AlarmSpec => ({
  name: 'router-balancer-unreachable',
  watches: { query, periodSeconds: 60 },
  when: 'below',
  threshold: 1,
  periods: 3,
  silence: 'fine',
  summary: 'A balancer of the cluster has nobody healthy behind it',
  section: 'router-balancer-unreachable',
});

const errors = (query: string, threshold: number): AlarmSpec => ({
  name: 'router-balancer-errors',
  watches: { query, periodSeconds: 300 },
  when: 'above',
  threshold,
  periods: 3,
  silence: 'fine',
  summary: 'Connections between a balancer and the routers fail',
  section: 'router-balancer-errors',
});
