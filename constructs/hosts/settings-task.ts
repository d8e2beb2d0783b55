import type { HostTask } from './host-first-boot';

export interface SettingsTaskProps {
  /** Path of the parameters with the files of the host, see `HostSettings`. */
  readonly path: string;
  /** Command that brings the host into the state of its files and secrets; it changes nothing where it is already. */
  readonly apply: readonly string[];
}

/** File of a host with settings that says which secrets it has, by the names of the files that they are written into. */
export const settingsSecretsFile = '/etc/commons-host-secrets.json';

/**
 * Program that takes the files of a host out of Parameter Store, writes those that changed, then the secrets that one of them names, and
 * runs the command that brings the host into their state. A secret without a value is left out and said.
 */
const settingsProgram = `#!/usr/bin/python3 -B
import json, re, sys

import commons_host as host


def write_files():
    files = {}
    for name, text in sorted(host.parameters(host.SETTINGS["settings"]["path"], deep=True)):
        file = re.sub("/part-[0-9]+$", "", name)
        files[file] = files.get(file, "") + text
    for file, text in files.items():
        place = host.ROOT / file
        if place.exists() and place.read_text() == text:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        next_one = place.with_name("." + place.name)
        next_one.write_text(text)
        next_one.chmod(0o755 if "/sbin/" in file else 0o644)
        next_one.rename(place)


def write_secrets():
    for file, name in json.loads((host.ROOT / "${settingsSecretsFile.slice(1)}").read_text()).items():
        host.SETTINGS["secrets"] = {file: name}
        try:
            host.write_secrets()
        except OSError as error:
            print(f"{name}: {error}", file=sys.stderr, flush=True)


host.until_done(write_files)
write_secrets()
host.run(*host.SETTINGS["settings"]["apply"])
`;
import { systemdTimer } from './systemd-timer';

/** Units that run the program, by their names. */
const units = {
  'commons-host-settings.service': `[Unit]
Description=Settings of this host
Requires=commons-host.service
After=commons-host.service

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/commons-host-settings
`,
  'commons-host-settings.timer': systemdTimer({
    description: 'Settings of this host every five minutes',
    times: ['OnActiveSec=1s', 'OnUnitActiveSec=5min', 'AccuracySec=5s'],
  }),
};

/** Command of a first boot that has the host take its settings from there on. */
export const startSettings = 'systemctl enable --now commons-host-settings.timer';

/** The task of a host whose files are in Parameter Store: it takes them by itself, so that a change needs no new machine. */
export const settingsTask = (settings: SettingsTaskProps): HostTask => ({
  settings: { settings },
  files: {
    '/usr/local/sbin/commons-host-settings': settingsProgram,
    ...Object.fromEntries(Object.entries(units).map(([name, text]) => [`/etc/systemd/system/${name}`, text])),
  },
});
