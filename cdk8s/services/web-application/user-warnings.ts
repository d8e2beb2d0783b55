import { findingIf, type Finding } from '../../../model/finding';
import { serviceProcesses } from './placed-processes';
import type { WebApplicationService } from './web-application-schema';

/**
 * Variables by which images that start as root learn as whom to go on. Sources: LinuxServer.io, "Understanding PUID and PGID", which
 * many other images follow; those of Forgejo and Gitea (`USER_UID`), Paperless-ngx and GitLab by sameersbn (`USERMAP_UID`), and images
 * that change their user by gosu (`LOCAL_USER_ID`).
 */
const userVariables = ['PUID', 'PGID', 'USERMAP_UID', 'USERMAP_GID', 'USER_UID', 'USER_GID', 'LOCAL_USER_ID'] as const;

/** Warnings on settings that choose the user of a program: OpenShift does, and such an image starts as root to change to another. */
export const userWarnings = (service: WebApplicationService): readonly Finding[] =>
  [{ at: [], settings: service.settings }, ...serviceProcesses(service)].flatMap(({ at, settings }) => {
    const name = userVariables.find((each) => Object.hasOwn(settings, each));
    return findingIf(
      name !== undefined,
      [...at, 'settings', name ?? ''],
      'chooses the user that an image which starts as root changes to, and no pod starts as root',
      'remove it, and use an image that runs with any user id, as its makers say; many have one without root beside it',
    );
  });
