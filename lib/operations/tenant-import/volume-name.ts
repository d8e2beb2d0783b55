import type { ImportedMount } from './imported-application';

/** A name for a volume: its own, or the end of a path if that says more. */
export function toVolumeName(volume: string, mounts: readonly ImportedMount[]): string {
  const last = (text: string) =>
    text.split(/[/:]/).findLast((part) => /[a-z]/i.test(part) && !part.includes('${')) ?? '';
  const named =
    /[./~$]/.test(volume) || volume.replaceAll(/[^A-Za-z0-9]/g, '').length > 16 ? last(mounts[0]?.path ?? '') : volume;
  const name = named
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 16);
  return name === '' || name === 'data' ? 'files' : name;
}
