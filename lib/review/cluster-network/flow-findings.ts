import { shortList } from '../../short-list';
import { groupBy } from '../../group-by';
import { areCovered, type Box } from '../network/boxes';
import { protocolsAndPorts, trafficWords } from '../network/traffic';
import type { ReviewClass } from '../review-finding';
import type { NetworkPods } from './cluster-pods';
import type { PodFlow } from './new-flows';
import { otherNamespace } from './presumed-pods';

/** What is said of new traffic, with the pods that it is about. */
export interface TrafficFinding {
  readonly class: ReviewClass;
  readonly subject: string;
  readonly what: string;
  /** The pods that the subject names, and those at the other end. */
  readonly pods: readonly NetworkPods[];
  /** Whether the other end is every pod, or most of the internet. */
  readonly isEverybody: boolean;
}

/** Says which pods are reached by whom: one sentence for all that reach the same pods at the same ports. */
export function flowFindings(flows: readonly PodFlow[]): readonly TrafficFinding[] {
  const allowed = flows.filter(({ isRefused }) => !isRefused);
  const inwards = allowed.filter(({ callee }) => !callee.isUnseen);
  const outwards = allowed.filter(({ callee }) => callee.isUnseen);
  const said = new Set(inwards.map(({ callee }) => callee.key));
  const refused = flows.filter(({ isRefused, callee }) => isRefused && !callee.isUnseen && !said.has(callee.key));
  return [
    ...findingsByPods(inwards, 'callee', classForCaller, reached),
    ...findingsByPods(
      outwards,
      'caller',
      ({ callee }) => (callee.namespace === otherNamespace ? 'weakens' : 'watch'),
      sends,
    ),
    ...findingsByPods(refused, 'callee', () => 'watch', wouldTake),
  ];
}

const wouldTake = (traffic: string, others: string) =>
  `would take ${traffic} from ${others}, which only the policies of those refuse now`;
const reached = (traffic: string, others: string) =>
  `can be reached on ${traffic === 'everything' ? 'every port' : traffic} by ${others}`;
const sends = (traffic: string, others: string) => `may send ${traffic} to ${others}`;

const findingsByPods = (
  flows: readonly PodFlow[],
  subject: 'caller' | 'callee',
  ...say: [classFor: (flow: PodFlow) => ReviewClass, words: (traffic: string, others: string) => string]
): readonly TrafficFinding[] =>
  [...groupBy(flows, (flow) => flow[subject].key).values()].flatMap((all) => findingsFor(subject, all, ...say));

function findingsFor(
  end: 'caller' | 'callee',
  flows: readonly PodFlow[],
  classFor: (flow: PodFlow) => ReviewClass,
  words: (traffic: string, others: string) => string,
): readonly TrafficFinding[] {
  const otherEnd = (flow: PodFlow) => flow[end === 'caller' ? 'callee' : 'caller'];
  const all = flows.find((flow) => otherEnd(flow).namespace === otherNamespace);
  // Whoever is among all needs no word.
  const said = flows.filter((flow) => flow === all || all === undefined || !areCovered(flow.boxes, all.boxes));
  return [...groupBy(said, (flow) => `${classFor(flow)} ${portWords(flow.boxes)}`).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [
      {
        class: classFor(first),
        subject: first[end].words,
        what: words(portWords(first.boxes), othersWords(same.map(otherEnd))),
        pods: [first[end], ...same.map(otherEnd)],
        isEverybody: all !== undefined && same.includes(all),
      },
    ];
  });
}

const portWords = (boxes: readonly Box[]): string => trafficWords(protocolsAndPorts(boxes));

const mostNamed = 3;

function othersWords(pods: readonly NetworkPods[]): string {
  const words = [...groupBy(pods, ({ namespace }) => namespace)].flatMap(([namespace, there]) => {
    if (namespace === otherNamespace) return ['pods of every namespace'];
    const isAll =
      there.length > 1 && there.some(({ maker, labels }) => maker === undefined && Object.keys(labels).length === 0);
    return isAll ? [`all pods of namespace ${namespace}`] : there.map((each) => each.words);
  });
  return shortList(words, mostNamed);
}

/** Between namespaces is between people who do not know of each other; the cluster's own pods are trusted with more. */
function classForCaller({ caller, callee, isNew }: PodFlow): ReviewClass {
  if (isNew || caller.namespace === callee.namespace) return 'watch';
  return caller.isUnseen && caller.namespace !== otherNamespace ? 'watch' : 'lets-in';
}
