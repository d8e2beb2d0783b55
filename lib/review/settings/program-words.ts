import { z } from 'zod';
import type { ReviewClass } from '../review-finding';
import { shortList } from '../../short-list';
import type { ProgramSetting } from './program-settings';
import { plainText } from './setting-words';

/** What another value of a program's setting does; settings of which the same is said are named together. */
export interface ProgramChange {
  readonly class: ReviewClass;
  readonly what: string;
  /** The setting, and its value where that tells more. */
  readonly named: string;
}

type Judge = (setting: ProgramSetting) => ProgramChange | undefined;

/** Says what a setting does by its name and value: of a usual change nothing. */
export function programChange(setting: ProgramSetting): ProgramChange | undefined {
  for (const judge of judges) {
    const change = judge(setting);
    if (change !== undefined) return change;
  }
  return undefined;
}

/** Variables by which a loader or a runtime takes code from a folder. Source: ld.so(8), bash(1), and the manuals of the runtimes. */
const folders =
  /^(LD_(PRELOAD|AUDIT|LIBRARY_PATH)|GCONV_PATH|BASH_ENV|PYTHONSTARTUP|PERL5LIB|RUBYLIB|NODE_PATH|PHP_INI_SCAN_DIR|DOTNET_STARTUP_HOOKS)$/;

/** Options of a runtime that load code. */
const options = /^(NODE_OPTIONS|RUBYOPT|PERL5OPT|(JAVA_TOOL|_JAVA|JDK_JAVA)_OPTIONS|JAVA_OPTS|CATALINA_OPTS)$/;
const loading =
  /(^|\s)(-r|--require|--import|--(experimental-)?loader|--inspect\S*|-M\S+|-I\S*|-(javaagent|agent(lib|path))\b)/;

/** Folders that only the image fills. */
const ofImage = /^(\/usr\/|\/lib)/;

const proxies = /^(https?|all|ftp)_proxy$/i;

/** Where an SDK finds its service, which it calls with the credentials of the pod. Source: AWS SDKs and Tools Reference Guide; client-go. */
const services =
  /^(AWS_(ENDPOINT_URL\w*|CONTAINER_\w+|EC2_METADATA_SERVICE_ENDPOINT)|KUBERNETES_(SERVICE|PORT)\w*|KUBERNETES_MASTER)$/;

/** Variables by which a program checks with whom it talks, and that are on where they are not set. */
const checks = /(REJECT_UNAUTHORIZED|HTTPS?_?VERIFY|(SSL|TLS|CERT)_?VERIFY|VERIFY_?(SSL|TLS|CERT|PEER)\w*)$/i;
const unchecked =
  /((SSL|TLS)_?NO_?VERIFY|NO_?VERIFY_?(SSL|TLS)|(SSL|TLS|SKIP)\w*INSECURE|INSECURE_?(SSL|TLS|SKIP\w*)|SKIP_?(SSL|TLS)_?VERIF\w*)$/i;
/** What jobs and services write to, which has no host. */
const places = /(BUCKET|DESTINATION|REPOSITORY|TARGET|VAULT)/;
/** Whose events start commands. Source: images/automation-hooks, `HOOKS`. */
const callers = /^HOOKS\[[^\]]*\]\.project$/;
const sslMode = /SSL_?MODE$/i;

/** Lists of those who may, by their name. Of one's own hosts a further one is usual. */
const lists = /(allow|permi(t|ssion)|trusted|admin|owner|moderator|(?<!dis)allowlist|whitelist|origins)/i;
const notLists = /(disallow|hosts?$|time|days|size|count|limit|level|url$)/i;
const switches = /(^|[_.])(allow|anonymous|guests?|registrations?|sign_?ups?|open_?reg\w*|debug)([_.]|$)/i;

/** Settings that the rules for logins and mail judge. */
const judgedElsewhere = /^(DISCOURSE_ENABLE|DISCOURSE_DEVELOPER|CMD)_|SMTP|ISSUER|(OIDC|OPENID|OAUTH)/;

const toChange = (danger: ReviewClass, what: string, { name, after }: ProgramSetting): ProgramChange => ({
  class: danger,
  what,
  named: `${name} is ${plainText(after)}`,
});

const said = ({ after }: ProgramSetting): string => (after === undefined ? '' : plainText(after));

const judges: readonly Judge[] = [
  (setting) => {
    const { name } = setting;
    const loads = folders.test(name) ? !ofImage.test(said(setting)) : options.test(name) && loading.test(said(setting));
    return loads && said(setting) !== ''
      ? toChange('weakens', 'runs other code inside its program', setting)
      : undefined;
  },
  (setting) =>
    proxies.test(setting.name) && said(setting) !== ''
      ? toChange('lets-in', 'sends its calls by another', setting)
      : undefined,
  (setting) =>
    services.test(setting.name) && said(setting) !== ''
      ? toChange('lets-in', 'sends what is meant for AWS or the cluster elsewhere', setting)
      : undefined,
  (setting) => {
    const { name } = setting;
    const value = said(setting);
    const off = checks.test(name)
      ? /^(0|false|no|off|none)$/i.test(value)
      : unchecked.test(name)
        ? /^(1|true|yes|on)$/i.test(value)
        : sslMode.test(name) && /^(disabled?|allow|prefer(red)?|none)$/i.test(value);
    return off ? toChange('weakens', 'no longer checks whom it talks to', setting) : undefined;
  },
  (setting) => {
    const { name, before, after } = setting;
    if (judgedElsewhere.test(name)) return undefined;
    const more = members(after).filter((each) => !members(before).includes(each));
    const may =
      lists.test(name) && !notLists.test(name) && before !== undefined ? more : more.filter((each) => each === '*');
    if (may.some((each) => !isSwitch(each) && !/^[\d.]+$/.test(each)))
      return { class: 'lets-in', what: 'lets in more', named: `${name} has ${shortList(may, 3)}` };
    const isOn = /^(true|yes|on|1)$/i;
    return switches.test(name) && isOn.test(said(setting)) && !isOn.test(plainText(before ?? ''))
      ? { class: 'lets-in', what: 'lets in more', named: `${name} is on` }
      : undefined;
  },
  (setting) =>
    callers.test(setting.name) && said(setting) !== ''
      ? toChange('lets-in', 'runs its commands for others', setting)
      : undefined,
  ({ name, before, after }) => {
    const [old, current] = [hostIn(before), hostIn(after)];
    if (old === undefined || current === undefined || old === current || judgedElsewhere.test(name)) return undefined;
    return {
      class: domain(old) === domain(current) ? 'watch' : 'weakens',
      what: `works with ${current} in place of ${old}`,
      named: name,
    };
  },
  ({ name, before, after }) =>
    places.test(name) && typeof before === 'string' && typeof after === 'string'
      ? { class: 'weakens', what: `works with ${after} in place of ${before}`, named: name }
      : undefined,
  ({ name, before, after }) => {
    const isText = [before, after].every((each) => typeof each === 'string' && !isFigure.test(each) && !isSwitch(each));
    return isText && !judgedElsewhere.test(name)
      ? {
          class: 'watch',
          what: 'has other settings',
          named: `${name} ${short(plainText(after))} in place of ${short(plainText(before))}`,
        }
      : undefined;
  },
];

const isSwitch = (text: string): boolean => /^(true|false|yes|no|on|off)$/i.test(text);

/** A number, a time, a size, a version, or a list of figures. */
const isFigure = /^v?[\d.,:\s-]+[a-z%]{0,3}$/i;

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Members of a list as programs write them: those of a map are its texts. */
function members(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(/[,;|\s]+/).filter(Boolean);
  if (Array.isArray(value)) return value.flatMap((each) => memberText(each));
  return [];
}

const acting = z.looseObject({
  actor: z.string().optional(),
  name: z.string().optional(),
  user: z.string().optional(),
});

function memberText(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const { data } = acting.safeParse(value);
  return [data?.actor ?? data?.user ?? data?.name ?? plainText(value)];
}

/** Host of an address, or a host; undefined for anything else. */
function hostIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, host] = /^(?:[a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?([^/:?#\s]+)/i.exec(value) ?? [];
  if (host !== undefined) return host.includes('$') ? undefined : host.toLowerCase();
  return /^([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?$/.test(value) ? value.replace(/:\d+$/, '') : undefined;
}

/** The last two parts of a host. */
const domain = (host: string): string => host.split('.').slice(-2).join('.');
