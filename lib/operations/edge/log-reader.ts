import { z } from 'zod';
import { toBlock } from '../../../model/address-blocks';

/** What a line of a log says of one caller. */
export interface LoggedCall {
  /** Block of one address. */
  readonly caller: string;
  /** Of IP packets in flow logs, of answers in router logs. */
  readonly bytes: number;
  /** Whether a security group or ACL refused it, or the router answered with a status from 400 on. */
  readonly isRefused: boolean;
}

/**
 * Reads the lines of one log: flow logs of a VPC, in the default format or with a line of field names before them, and logs of OpenShift's
 * routers, also as JSON with the line in `message`, `line` or `log`.
 *
 * Sources: Amazon VPC user guide, "Flow log records"; HAProxy configuration manual, "HTTP log format" and "TCP log format".
 */
export class LogReader {
  private columns = defaultColumns;
  /** Lines that are of no format. */
  unread = 0;

  /** The call that a line is about; undefined for lines without one: field names, answers to calls of ours, unknown formats. */
  read(text: string): LoggedCall | undefined {
    const line = text.startsWith('{') ? innerLine(text) : text.trim();
    if (line === '') return undefined;
    const routed = /\bhaproxy\[\d+\]:\s(.*)/.exec(line)?.[1];
    if (routed !== undefined) return this.counted(routerCall(routed));
    const fields = line.split(/[\s,]+/);
    if (fields.some((field) => /^(pkt[-_])?srcaddr$/.test(field))) {
      this.columns = fields.map((field) => field.replaceAll('_', '-'));
      return undefined;
    }
    if (!this.columns.includes('srcaddr') || fields.length !== this.columns.length) return this.counted(undefined);
    const flow = new Map(this.columns.map((column, index) => [column, fields[index] ?? '']));
    if (/^(NODATA|SKIPDATA)$/.test(flow.get('log-status') ?? '')) return undefined;
    return isAnswer(flow) ? undefined : this.counted(flowCall(flow));
  }

  private counted(call: LoggedCall | undefined): LoggedCall | undefined {
    if (call === undefined) this.unread += 1;
    return call;
  }
}

const defaultColumns: readonly string[] = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
];

const jsonSchema = z.union([
  z.looseObject({ message: z.string() }).transform(({ message }) => message),
  z.looseObject({ line: z.string() }).transform(({ line }) => line),
  z.looseObject({ log: z.string() }).transform(({ log }) => log),
]);

function innerLine(text: string): string {
  try {
    return jsonSchema.safeParse(JSON.parse(text)).data?.trim() ?? text;
  } catch {
    return text;
  }
}

/** Answers to calls that the cluster made come from a well-known port, and go to one that is not. */
const isAnswer = (flow: ReadonlyMap<string, string>): boolean =>
  Number(flow.get('srcport')) > 0 && Number(flow.get('srcport')) < 1024 && Number(flow.get('dstport')) >= 1024;

function flowCall(flow: ReadonlyMap<string, string>): LoggedCall | undefined {
  const caller = toCaller(flow.get('srcaddr'));
  const bytes = Number(flow.get('bytes') ?? '0');
  return caller === undefined || !Number.isFinite(bytes)
    ? undefined
    : { caller, bytes, isRefused: flow.get('action') === 'REJECT' };
}

/** `203.0.113.7:51234 [30/Nov/2026:04:00:00.123] frontend backend/server 0/0/1/2/3 200 5120 …`; logs of TCP have no status. */
function routerCall(line: string): LoggedCall | undefined {
  const [, address, status, size] = /^(\S+):\d+ \[[^\]]*\] \S+ \S+ [\d/+-]+ (?:(\d{3}|-1) )?\+?(\d+)/.exec(line) ?? [];
  const caller = toCaller(address);
  return caller === undefined ? undefined : { caller, bytes: Number(size), isRefused: Number(status ?? '0') >= 400 };
}

/** HAProxy writes an IPv4 address as one of IPv6 where it listens on both. */
const toCaller = (address: string | undefined): string | undefined =>
  address === undefined || address.includes('/') ? undefined : toBlock(address.replace(/^::ffff:(?=[\d.]+$)/, ''));
