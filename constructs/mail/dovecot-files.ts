import type { HostFiles } from './mail-host-spec';
import { mailPlaces } from './mail-places';

/** Configuration of Dovecot 2.4 as what knows passwords of accounts, and nothing else. Source: doc.dovecot.org, 2.4, "SASL". */
export const dovecotFiles: HostFiles = {
  '/etc/dovecot/dovecot.conf': `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols =
ssl = no
auth_mechanisms = plain login
auth_allow_cleartext = yes
passdb passwd-file {
  passwd_file_path = ${mailPlaces.secrets}/accounts
}
service auth {
  unix_listener /var/spool/postfix/private/auth {
    mode = 0600
    user = postfix
    group = postfix
  }
}
`,
};
