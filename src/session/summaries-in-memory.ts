import { type FileSummary, NO_SUMMARIES, type Summaries } from '../project/summary.ts'

interface Kept {
  readonly digest: string
  readonly lens: string
  readonly summary: FileSummary
}

/**
 * Keeps the summary of each file as it was read last.
 * @param digest tells texts apart
 * @param others are asked where there is none, and told of those that are made
 */
export function summariesInMemory(digest: (text: string) => string, others: Summaries = NO_SUMMARIES): Summaries {
  const byPath = new Map<string, Kept>()
  return {
    find(file, lens) {
      const key = keyOf(file.path, lens)
      const own = digest(file.text)
      const kept = byPath.get(key)
      if (kept?.digest === own && kept.lens === lens) return kept.summary
      const summary = others.find(file, lens)
      if (summary) byPath.set(key, { digest: own, lens, summary })
      return summary
    },
    keep(file, lens, summary) {
      byPath.set(keyOf(file.path, lens), { digest: digest(file.text), lens, summary })
      others.keep(file, lens, summary)
    },
  }
}

/** A setup.py is read both for what it declares and as Python. */
function keyOf(path: string, lens: string): string {
  return lens === '' ? path : `${path}\0python`
}
