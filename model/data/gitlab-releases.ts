import type { OpenShiftReleaseName } from './openshift-releases';

/** What an OpenShift release can have of GitLab. */
export type GitLabAvailability =
  | {
      /** Version of the operator; it carries a few versions of the chart only, so both are raised together. */
      readonly operator: string;
      /** Version of the chart, which stands for a version of GitLab. */
      readonly chart: string;
      /** Version of the runners' chart, and the image that it brings. */
      readonly runner: string;
      readonly runnerImage: { readonly registry: string; readonly image: string; readonly tag: string };
      /** Whether pods may have user ids of their own (`hostUsers: false`) without a technology preview. */
      readonly userNamespaces: boolean;
    }
  /** Nothing; what to do about it. */
  | { readonly none: string };

const current = {
  operator: '3.3.0',
  chart: '10.3.0',
  runner: '0.91.2',
  runnerImage: { registry: 'registry.gitlab.com', image: 'gitlab-org/gitlab-runner', tag: 'alpine-v19.2.2' },
} as const;

/**
 * GitLab by OpenShift release. Sources: docs.gitlab.com/operator/installation (the operator's line 3 asks for 4.18),
 * redhat-openshift-ecosystem/certified-operators:operators/gitlab-operator-kubernetes/3.3.0 (the chart it carries),
 * OpenShift's release notes for 4.20 (user namespaces), gitlab.com/gitlab-org/charts/gitlab-runner at the tag of the runners'
 * chart (its image).
 */
export const gitlabReleases: Readonly<Record<OpenShiftReleaseName, GitLabAvailability>> = {
  '4.17': { none: 'choose release 4.18 or newer: GitLab’s operator for this chart does not support 4.17' },
  '4.18': { ...current, userNamespaces: false },
  '4.19': { ...current, userNamespaces: false },
  '4.20': { ...current, userNamespaces: true },
};
