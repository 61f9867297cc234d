import type { RehearsedRun } from '../report/port.ts'
import type { Rehearsal, RehearsalEvent } from '../report/rehearsal.ts'

/** What of a run is held against another. */
export function runOf({ exit, device, events }: Rehearsal): RehearsedRun {
  const { reason, code, signal } = exit
  const how = signal ?? (code === undefined ? undefined : `exit code ${code}`)
  return {
    exit: how === undefined ? reason : `${reason}, ${how}`,
    onDevice: device.onDevice,
    fellBack: device.fellBack,
    events: events.map(eventText),
  }
}

/** Without its place, which moves with every edit. */
function eventText({ kind, operator, message }: RehearsalEvent): string {
  return operator === undefined || message.includes(operator)
    ? `${kind}: ${message}`
    : `${kind}: ${operator}: ${message}`
}

/** What the second of two runs did otherwise, in sentences. */
export function runDifferences(before: RehearsedRun, after: RehearsedRun): readonly string[] {
  return [
    ...(before.exit === after.exit
      ? []
      : [`It ended with “${before.exit}” before, and ends with “${after.exit}” now.`]),
    ...counted('Operators that ran on the GPU', before.onDevice, after.onDevice),
    ...counted('Operators that fell back to the CPU', before.fellBack, after.fellBack),
    ...before.events.filter((event) => !after.events.includes(event)).map((event) => `Gone: ${event}`),
    ...after.events.filter((event) => !before.events.includes(event)).map((event) => `New: ${event}`),
  ]
}

function counted(what: string, before: number, after: number): readonly string[] {
  return before === after ? [] : [`${what}: ${before} before, ${after} now.`]
}
