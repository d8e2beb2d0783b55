import { podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { applicationPodLabels } from '../../base/pods/process-pod';
import { WebApplication } from '../../base/web-application';

/** Pods of an application that call: the web pods, and those of its workers and jobs if there are any. */
export type CallingPods = 'web-pods' | 'all-pods';

/** The pods of an application as peers of a NetworkPolicy. */
export const callingPeers = (application: string, callers: CallingPods): TrafficRule['peers'] => [
  podsLabelled(WebApplication.podLabels(application)),
  ...(callers === 'all-pods' ? [podsLabelled(applicationPodLabels(application))] : []),
];
