import type { Knowledge } from '../knowledge/knowledge.ts'
import { staleSource } from '../knowledge/shelf-life.ts'
import type { Dependency, Finding, Source, StaleFact } from '../report/report.ts'

interface Judging {
  readonly knowledge: Pick<Knowledge, 'shelfLives'>
  /** The day of the audit, YYYY-MM-DD. */
  readonly asOf: string
}

/**
 * The facts that a report relies on and that nobody has looked up again for longer than their kind of source lasts, in
 * the order of the report. Each source is named once, by the first that relies on it.
 */
export function staleFacts(
  dependencies: readonly Dependency[],
  findings: readonly Finding[],
  { knowledge: { shelfLives }, asOf }: Judging,
): readonly StaleFact[] {
  const facts: readonly (readonly [fact: string, sources: readonly Source[]])[] = [
    ...dependencies.flatMap(
      ({ name, metal, cuda }) =>
        [
          [`${name} on Metal`, metal.sources],
          [`${name} on CUDA`, cuda.sources],
        ] as const,
    ),
    ...findings.map(({ code, sources }) => [code, sources] as const),
  ]
  const byAddress = new Map<string, StaleFact>()
  for (const [fact, sources] of facts) {
    const stale = staleSource(sources, shelfLives, asOf)
    if (stale && !byAddress.has(stale.url)) {
      byAddress.set(stale.url, { fact, url: stale.url, seen: stale.seen, kind: stale.kind })
    }
  }
  return [...byAddress.values()]
}
