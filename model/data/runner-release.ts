import type { Architecture } from './instance-families';

/** Image of CI jobs that name no image. Source: https://catalog.redhat.com/software/containers/ubi9/ubi */
export const runnerJobImage = 'registry.access.redhat.com/ubi9/ubi:9.8-1790556197';

/**
 * GitLab Runner on hosts, with the SHA-256 of its programs, which a host checks before it starts the runner. The major
 * version must be the same as GitLab's. To check the digests, compare them with `release.sha256` of the version at
 * gitlab-runner-downloads.s3.amazonaws.com.
 */
export const runnerRelease: {
  readonly version: string;
  readonly sha256: Readonly<Record<Architecture, string>>;
} = {
  version: '19.0.1',
  sha256: {
    amd64: '972a2bebaf940a767ac022bfebbc9df077388a85fbf1b6cf3d19eb981d5a92b6',
    arm64: 'fd2d07bf3ee40b495cf0affa46257407dbba9c18e46d6a91001dee938d8b10ac',
  },
};
