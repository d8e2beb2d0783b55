import { z } from 'zod';
import { refusal } from './fields';

/**
 * Parameters whose value is no number: a word, a list of words, or a mask of CPUs. Sources: the kernel's documentation, admin-guide/sysctl
 * and networking/ip-sysctl; networking/scaling.
 */
const textual = [
  'kernel.printk_devkmsg',
  'kernel.seccomp.actions_logged',
  'net.core.default_qdisc',
  'net.core.flow_limit_cpu_bitmap',
  'net.core.rps_default_mask',
  'net.ipv4.tcp_allowed_congestion_control',
  'net.ipv4.tcp_congestion_control',
];

/**
 * Parameters without which a node passes no packets to its pods: OVN-Kubernetes sets them. Source: OpenShift's documentation, "Configuring
 * IP forwarding"; kubernetes.io, "Container Runtimes", "Enable IPv4 packet forwarding".
 */
const forwarding = ['net.ipv4.conf.all.forwarding', 'net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding'];

const isNumbers = (value: string): boolean => /^-?(0x[0-9a-f]+|\d+)( +-?(0x[0-9a-f]+|\d+))*$/.test(value);

/** Settings of the kernel by their names, as sysctl.d(5) has them. */
export const sysctlsSchema = z
  .record(
    z
      .string()
      .regex(
        /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/,
        refusal('is not a kernel parameter', 'write it like fs.inotify.max_user_watches'),
      ),
    z.string().regex(
      /^[0-9a-z_-]+( +[0-9a-z_-]+)*$/,
      // The text is told once.
      { message: refusal('is not a value of a kernel parameter', "write it in quotes: '65536'"), abort: true },
    ),
  )
  .superRefine((sysctls, context) => {
    for (const [name, value] of Object.entries(sysctls)) {
      const message = sysctlProblem(name, value);
      if (message !== undefined) context.addIssue({ code: 'custom', message, path: [name] });
    }
  })
  .default({})
  .describe('sysctl settings by name');

function sysctlProblem(name: string, value: string): string | undefined {
  if (forwarding.includes(name) && value !== '1')
    return refusal('would keep packets from pods', 'leave it out: the network of the cluster sets it');
  if (textual.includes(name) || isNumbers(value)) return undefined;
  return refusal('is not a number, which the parameter takes', "write it in digits and in quotes: '65536'");
}
