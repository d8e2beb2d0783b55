import type { HostFiles, MailHostSpec } from './mail-host-spec';
import { mailPlaces } from './mail-places';

const folder = '/etc/rspamd/local.d';

/**
 * Configuration of rspamd: it looks at what comes in (SPF, DKIM, DMARC, lists of bad senders), has senders of odd mail come back, signs
 * what goes out, and holds accounts to their own names in the header `From` too. Sources: docs.rspamd.com, "Modules", "Workers".
 */
export const rspamdFiles = (spec: MailHostSpec): HostFiles => ({
  [`${folder}/options.inc`]: `dns { nameserver = ["127.0.0.1"]; }\nlocal_addrs = ["127.0.0.0/8"];\n`,
  [`${folder}/logging.inc`]: `type = "syslog";\nlevel = "notice";\n`,
  [`${folder}/worker-proxy.inc`]: `bind_socket = "${mailPlaces.milter}";
milter = yes;
timeout = 120s;
upstream "local" {
  default = yes;
  self_scan = yes;
}
count = 2;
`,
  [`${folder}/worker-normal.inc`]: 'enabled = false;\n',
  [`${folder}/worker-controller.inc`]: 'bind_socket = "127.0.0.1:11334";\n',
  [`${folder}/redis.conf`]: 'servers = "127.0.0.1:6379";\n',
  // Its storage is of somebody else, who would learn of every message.
  [`${folder}/fuzzy_check.conf`]: 'enabled = false;\n',
  [`${folder}/arc.conf`]: 'enabled = false;\n',
  [`${folder}/actions.conf`]: 'reject = 15;\nadd_header = 6;\ngreylist = 4;\n',
  [`${folder}/greylist.conf`]: spec.greylisting ? 'enabled = true;\ntimeout = 5min;\n' : 'enabled = false;\n',
  [`${folder}/dmarc.conf`]: 'actions = { quarantine = "add_header"; reject = "reject"; }\n',
  [`${folder}/milter_headers.conf`]: 'use = ["authentication-results", "x-spam-status"];\nskip_authenticated = true;\n',
  [`${folder}/dkim_signing.conf`]: signing(spec),
  [`${folder}/commons-senders.map`]: [
    '# Made from the environment file.\n',
    ...spec.accounts.map(({ user, from }) => `${user} ${from.join(',')}\n`),
  ].join(''),
  '/etc/rspamd/rspamd.local.lua': ownNames,
});

const signing = ({ aliasDomains, relays, keys }: MailHostSpec): string => {
  const selector = keys[0]?.selector ?? '';
  const domains = [...aliasDomains, ...relays.map(({ domain }) => domain)];
  return `enabled = true;
sign_authenticated = true;
sign_local = true;
use_esld = false;
use_domain = "header";
allow_username_mismatch = true;
allow_envfrom_empty = true;
allow_hdrfrom_mismatch = false;
check_pubkey = false;
try_fallback = false;
domain {
${domains.map((domain) => `  ${domain} { selector = "${selector}"; path = "${mailPlaces.secrets}/dkim/${selector}.key"; }\n`).join('')}}
`;
};

/** Postfix compares the sender of the envelope; people see the header. Lua, docs.rspamd.com, "rspamd_task". */
const ownNames = `local senders = require("lua_maps").map_add_from_ucl("${folder}/commons-senders.map", "hash", "senders of accounts")

rspamd_config:register_symbol({
  name = "COMMONS_SENDER",
  type = "prefilter",
  callback = function(task)
    local user = task:get_user()
    if not user then return end
    local from = task:get_from("mime") or {}
    local allowed = senders and senders:get_key(user) or ""
    local address = #from == 1 and from[1].addr:lower() or ""
    for each in allowed:gmatch("[^,]+") do
      if address == each or (each:sub(1, 1) == "@" and address:sub(-#each) == each) then return end
    end
    task:set_pre_result({
      action = "reject",
      module = "commons_sender",
      message = "The header From is no address of account " .. user,
    })
  end,
})
`;
