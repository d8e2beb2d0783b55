import type { OpenShiftReleaseName } from './openshift-releases';

/** GitLab for an OpenShift release: the versions to install, or `none`. */
export type GitLabAvailability =
  | {
      /** Version of the operator. It contains only a few versions of the chart, so both are raised together. */
      readonly operator: string;
      /** Version of the chart, which determines the version of GitLab. */
      readonly chart: string;
      /** Version of the chart for GitLab Runner; `runnerImage` is the image that this chart uses. */
      readonly runner: string;
      readonly runnerImage: { readonly registry: string; readonly image: string; readonly tag: string };
      /** Whether pods can have user namespaces (`hostUsers: false`) without a technology preview. */
      readonly userNamespaces: boolean;
    }
  /** GitLab is not available for the release; the text says what to do instead. */
  | { readonly none: string };

const current = {
  operator: '3.3.0',
  chart: '10.3.0',
  runner: '0.91.2',
  runnerImage: { registry: 'registry.gitlab.com', image: 'gitlab-org/gitlab-runner', tag: 'alpine-v19.2.2' },
} as const;

/**
 * GitLab by OpenShift release. Sources: docs.gitlab.com/operator/installation (version 3 of the operator requires
 * OpenShift 4.18), redhat-openshift-ecosystem/certified-operators:operators/gitlab-operator-kubernetes/3.3.0 (the
 * charts in the operator), OpenShift's release notes for 4.20 (user namespaces),
 * gitlab.com/gitlab-org/charts/gitlab-runner at the tag of the runner chart (its image).
 */
export const gitlabReleases: Readonly<Record<OpenShiftReleaseName, GitLabAvailability>> = {
  '4.17': { none: 'choose release 4.18 or newer: GitLab’s operator for this chart does not support 4.17' },
  '4.18': { ...current, userNamespaces: false },
  '4.19': { ...current, userNamespaces: false },
  '4.20': { ...current, userNamespaces: true },
};
