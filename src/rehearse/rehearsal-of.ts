import { firstNative, operatorSources, operatorStatus } from '../knowledge/operators.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Rehearsal, RehearsalEvent, RehearsalExit } from '../report/rehearsal.ts'
import type { Source } from '../report/report.ts'
import type { ProcessRecord, RecordedEvent } from './process-record.ts'
import type { ProgramEnd } from './run-program.ts'
import { noSite, type ReadText, siteOf } from './sites.ts'

/** What a rehearsal was asked to be, and how it ended. */
export interface Rehearsed {
  readonly command: readonly string[]
  readonly records: readonly ProcessRecord[]
  readonly end: ProgramEnd
  readonly torch?: string
  readonly macos: string
  readonly machine?: string
  readonly pretend?: 'cuda'
  /** Folder of the project, with a slash at its end. */
  readonly root: string
  readonly readText: ReadText
}

/** The findings of the audit that say what to do about an event. */
const CODES: Partial<Record<RecordedEvent['kind'], string>> = {
  'dtype-refused': 'dtype/float64',
  'fell-back': 'operators/missing',
  'left-device': 'device/ignores-metal-gpu',
}

/** The document of a rehearsal, made of what its processes wrote. */
export function rehearsalOf(rehearsed: Rehearsed, knowledge: Knowledge, version: string): Omit<Rehearsal, 'findings'> {
  const { records, command, macos, machine, pretend, root, readText } = rehearsed
  const torch = records[0]?.torch ?? rehearsed.torch ?? ''
  const events = merged(records)
  const onDevice = sum(records.flatMap(({ calls }) => Object.values(calls)))
  const fellBack = events.filter(({ kind }) => kind === 'fell-back')
  const memory = records.flatMap((record) => record.memory ?? []).toSorted((a, b) => b.peak - a.peak)[0]
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version, knowledge: knowledge.newest },
    target: {
      torch,
      installedTorch: records[0]?.installedTorch ?? '',
      os: 'macos',
      osVersion: macos,
      ...(machine !== undefined && { machine }),
      ...(pretend !== undefined && { pretend }),
    },
    command,
    exit: exitOf(rehearsed),
    device: {
      calls: onDevice + sum(records.map(({ callsOnCpu }) => callsOnCpu)),
      onDevice: onDevice - sum(fellBack.map(({ count }) => count)),
      fellBack: sum(fellBack.map(({ count }) => count)),
    },
    events: events.map((event) => eventOf(event, torch, knowledge, root, readText)),
    ...(memory && {
      memory: {
        peakBytes: memory.peak,
        ...(memory.budget !== null && { budgetBytes: memory.budget }),
        ...(memory.at && { at: siteOf(memory.at, root, readText) }),
      },
    }),
  }
}

function exitOf({ end, records }: Rehearsed): RehearsalExit {
  const { code, signal, stopped } = end
  const ended = records.find((record) => record.ended !== undefined)?.ended
  const reason =
    stopped ?? (signal !== undefined ? 'killed' : (ended ?? (code !== undefined && code > 128 ? 'killed' : 'ended')))
  return { ...(code !== undefined && { code }), ...(signal !== undefined && { signal }), reason }
}

/** The same event of several processes is one. */
function merged(records: readonly ProcessRecord[]): readonly RecordedEvent[] {
  const byKey = new Map<string, RecordedEvent & { most: RecordedEvent['most']; mostCount: number }>()
  for (const event of records.flatMap(({ events }) => events)) {
    const key = JSON.stringify([event.kind, event.operator, event.message, event.phase])
    const known = byKey.get(key)
    if (!known) byKey.set(key, { ...event, mostCount: event.count })
    else {
      const isMore = event.count > known.mostCount
      byKey.set(key, {
        ...known,
        count: known.count + event.count,
        seconds: known.seconds + event.seconds,
        ...(isMore && { most: event.most, mostCount: event.count }),
      })
    }
  }
  return [...byKey.values()]
}

function eventOf(
  event: RecordedEvent,
  torch: string,
  knowledge: Knowledge,
  root: string,
  readText: ReadText,
): RehearsalEvent {
  const { kind, operator, message, phase, count } = event
  const first = event.first ? siteOf(event.first, root, readText) : noSite()
  const most = event.most ? siteOf(event.most, root, readText) : first
  const short = operator?.replace(/^aten::/, '')
  const status = short === undefined ? undefined : operatorStatus(knowledge, short, torch)
  const isLacking = status === 'missing' || status === 'falls-back'
  const mendedIn = isLacking && short !== undefined ? firstNative(knowledge, short) : undefined
  const code = kind === 'raised' && isLacking ? 'operators/missing' : CODES[kind]
  return {
    kind,
    ...(operator !== null && { operator }),
    message,
    count,
    first,
    most,
    phase,
    ...(mendedIn !== undefined && { mendedIn }),
    ...(code !== undefined && { code }),
    sources: sourcesOf(torch, knowledge),
  }
}

/** The wheel of the release that was rehearsed: its tables and texts are what the stand-in is made of. */
function sourcesOf(torch: string, knowledge: Knowledge): readonly Source[] {
  return operatorSources(knowledge, torch === '' ? undefined : torch.replace(/\+.*$/, ''))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
