import type { Rehearsal, RehearsedFinding } from '../report/rehearsal.ts'
import type { Finding, Site } from '../report/report.ts'

/** Lines of the user's that ran: file -> 1-based lines, files relative to the project's root. */
export type RanLines = ReadonlyMap<string, ReadonlySet<number>>

/** What PyTorch says where something is put on a GPU of NVIDIA's that is not there. */
const NO_CUDA = /not compiled with CUDA enabled|no NVIDIA driver/

/** What Python says in a worker that reads the script again, and of what cannot be sent to one. */
const STARTED_ANEW =
  /start a new process before the\s+current process has finished its bootstrapping|Can't (?:pickle|get local object)|cannot pickle/

/**
 * What a run says of each finding for Metal: `confirmed` where there was trouble at one of its lines, `refuted` where all its
 * lines that ran went well though it says that they fail, `not-reached` where none ran or the run could not tell.
 */
export function outcomesOf(
  findings: readonly Finding[],
  { events, device }: Pick<Rehearsal, 'events' | 'device'>,
  ran: RanLines,
): readonly RehearsedFinding[] {
  const trouble = events.filter(({ kind }) => kind !== 'note').flatMap(({ first, most }) => [first, most])
  const wantsCuda = events.some(({ kind, message }) => kind === 'raised' && NO_CUDA.test(message))
  const startsAnew = events.some(({ kind, message }) => kind === 'raised' && STARTED_ANEW.test(message))
  const isIdle = device.onDevice === 0 || events.some(({ kind }) => kind === 'left-device')
  return findings
    .filter(({ platform }) => platform === 'metal')
    .map(({ fingerprint, sites, effect, code }) => {
      if (sites.some((site) => trouble.some((place) => isOn(site, place)))) return { fingerprint, outcome: 'confirmed' }
      const reached = sites.filter((site) => linesOf(site).some((line) => ran.get(site.file)?.has(line)))
      if (reached.length === 0) return { fingerprint, outcome: 'not-reached' }
      // What leaves the GPU idle shows elsewhere: where the program trains, or in nothing having run there.
      if (effect === 'ignores-gpu') return { fingerprint, outcome: isIdle ? 'confirmed' : 'refuted' }
      // A device is named in one place and fails in another, where something is put there.
      if (code.startsWith('device/cuda') && wantsCuda) return { fingerprint, outcome: 'confirmed' }
      if (code === 'data/workers' && startsAnew) return { fingerprint, outcome: 'confirmed' }
      // What is written down may have been replaced before it was used, by an option for instance.
      if (reached.every(({ role }) => role === 'declaration')) return { fingerprint, outcome: 'not-reached' }
      // A run that went well says nothing against what only degrades or gives wrong numbers on a Mac.
      const isTold = effect === 'blocks' || effect === 'falls-back'
      return { fingerprint, outcome: isTold ? 'refuted' : 'not-reached' }
    })
}

function isOn({ file, line, endLine }: Site, place: Site): boolean {
  return file === place.file && line <= place.line && place.line <= endLine
}

function linesOf({ line, endLine }: Site): readonly number[] {
  return Array.from({ length: endLine - line + 1 }, (_, index) => line + index)
}
