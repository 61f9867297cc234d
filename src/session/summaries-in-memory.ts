import type { TextFile } from '../project/text-file.ts'
import { type FileSummary, NO_SUMMARIES, type Summaries } from '../project/summary.ts'

interface Kept {
  readonly digest: string
  readonly lens: string
  readonly summary: FileSummary
}

/** Most summaries that are kept of one text: a setup.py is read in two ways, and Python code also for what it imports. */
const READINGS_LIMIT = 4

/**
 * Keeps the summaries of each file as it was read last.
 * @param digest tells texts apart
 * @param others are asked where there is none, and told of those that are made
 */
export function summariesInMemory(digest: (text: string) => string, others: Summaries = NO_SUMMARIES): Summaries {
  const byPath = new Map<string, readonly Kept[]>()
  const digests = new WeakMap<TextFile, string>()
  const digestOf = (file: TextFile): string => {
    const own = digests.get(file) ?? digest(file.text)
    digests.set(file, own)
    return own
  }
  const ofText = (path: string, own: string): readonly Kept[] =>
    (byPath.get(path) ?? []).filter((kept) => kept.digest === own)
  const remember = (path: string, made: Kept): void => {
    byPath.set(path, [made, ...ofText(path, made.digest)].slice(0, READINGS_LIMIT))
  }
  return {
    find(file, lens) {
      const own = digestOf(file)
      const kept = ofText(file.path, own).find((reading) => reading.lens === lens)
      if (kept) return kept.summary
      const summary = others.find(file, lens)
      if (summary) remember(file.path, { digest: own, lens, summary })
      return summary
    },
    keep(file, lens, summary) {
      remember(file.path, { digest: digestOf(file), lens, summary })
      others.keep(file, lens, summary)
    },
  }
}
