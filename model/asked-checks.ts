import type { HostCheckKind } from './data/host-checks';
import type { KeptLifecycle } from './kept-hosts';

type DeclaredCheck = KeptLifecycle['checks'][number];

/** A check as the program on the machine reads it. */
export interface AskedCheck {
  readonly kind: HostCheckKind | 'program';
  readonly name: string;
  /** Value beyond which its alert fires. */
  readonly limit: number;
  /**
   * Folder with backups.
   * @default it is no check of backups
   */
  readonly folder?: string;
  /**
   * File with a certificate.
   * @default it is no check of a certificate
   */
  readonly file?: string;
  /**
   * Program that prints a number.
   * @default it is no check by a program
   */
  readonly command?: string;
}

/** What every machine is asked. */
const always: readonly AskedCheck[] = [
  { kind: 'updates', name: 'updates', limit: 0 },
  { kind: 'restart', name: 'restart', limit: 0 },
];

/** Everything that the machines of a host are asked: what every machine is, and what its entry says. */
export const askedChecks = ({ checks }: KeptLifecycle): readonly AskedCheck[] => [...always, ...checks.map(toAsked)];

function toAsked(check: DeclaredCheck): AskedCheck {
  const { kind } = check;
  switch (kind) {
    case 'backup':
      return { kind, name: check.name, limit: check.hours, folder: check.folder };
    case 'certificate':
      return { kind, name: check.name, limit: check.days, file: check.file };
    case 'mail-queue':
      return { kind, name: kind, limit: check.messages };
    case 'replication':
      return { kind, name: kind, limit: check.seconds };
    case 'program':
      return { kind, name: check.name, limit: check.alert.limit, command: check.command };
  }
}
