/** A timer unit of systemd that every start waits for. */
export interface SystemdTimer {
  readonly description: string;
  /** Lines of its section `[Timer]`, for example `OnUnitActiveSec=5min`. */
  readonly times: readonly string[];
  /**
   * A line that says when it does not start, for example `ConditionUser=builds`.
   *
   * @default it always starts
   */
  readonly condition?: string;
}

/** The text of such a unit. Source: systemd.timer(5). */
export const systemdTimer = ({ description, times, condition }: SystemdTimer): string => `[Unit]
Description=${description}
${condition === undefined ? '' : `${condition}\n`}
[Timer]
${times.join('\n')}

[Install]
WantedBy=timers.target
`;
