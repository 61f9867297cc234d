import type { Report } from '../../src/report/report.ts'

/** Ways to the long parts of the page, with how much there is. */
export function Contents({ report }: { readonly report: Report }) {
  const { findings, models = [], dependencies, entryPoints = [], projects = [], recommendation } = report
  const parts: readonly (readonly [string, string, number])[] = [
    ['projects', 'Projects', projects.length],
    ['entry-points', 'What runs where', entryPoints.length],
    ['findings', 'Findings', findings.length],
    ['models', 'Models', models.length],
    ['packages', 'Packages', dependencies.length],
    ['why', 'Why this advice', recommendation.considerations?.length ?? 0],
  ]
  const there = parts.filter(([, , count]) => count > 0)
  if (there.length < 2) return null
  return (
    <nav class="contents" aria-label="On this page">
      {there.map(([id, title, count]) => (
        <a key={id} href={`#${id}`}>
          {title} <span class="quiet">{count}</span>
        </a>
      ))}
    </nav>
  )
}
