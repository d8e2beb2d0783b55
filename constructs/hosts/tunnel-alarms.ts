import type { AlarmSpec, Metric } from '../observability/alarm';

/** The gateways of a tunnel in the dimensions of CloudWatch metrics. */
export interface WatchedTunnel {
  /** Name of the pair. */
  readonly name: string;
  /** Names of the peers whose silence is an alarm. */
  readonly peers: readonly string[];
  /** CloudWatch namespace of its metrics. */
  readonly metricNamespace: string;
}

/**
 * Alarms of a tunnel, by what its gateways report of themselves once a minute. Peers that send packets, or keep the tunnel open, repeat
 * the handshake every two to three minutes. Source: WireGuard, "Protocol & Cryptography".
 */
export function tunnelAlarms({ name, peers, metricNamespace }: WatchedTunnel): readonly AlarmSpec[] {
  const reported = (metric: string, statistic: Metric['statistic'], of: Metric['dimensions'] = {}): Metric => ({
    namespace: metricNamespace,
    name: metric,
    dimensions: { Gateway: name, ...of },
    statistic,
    periodSeconds: 300,
  });
  return [
    {
      name: 'tunnel-down',
      watches: reported('Active', 'Maximum'),
      when: 'below',
      threshold: 1,
      periods: 2,
      silence: 'wrong',
      summary: 'No gateway serves the tunnel',
      section: 'tunnel-down',
    },
    {
      name: 'tunnel-taken-over',
      watches: reported('TookOver', 'Sum'),
      when: 'above',
      threshold: 0,
      periods: 1,
      silence: 'fine',
      summary: 'One gateway of the tunnel has taken over from the other',
      section: 'tunnel-taken-over',
    },
    ...peers.map((peer): AlarmSpec => ({
      name: `tunnel-peer-${peer}-silent`,
      watches: reported('HandshakeAge', 'Minimum', { Peer: peer }),
      when: 'above',
      threshold: 300,
      periods: 2,
      // The gateways tell, or `tunnel-down` does.
      silence: 'fine',
      summary: `The peer ${peer} has been silent in the tunnel for five minutes`,
      section: 'tunnel-peer-silent',
    })),
  ];
}
