import type { Report } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { placeOf } from '../../src/render/terminal/findings.ts'

/** What the answer rests on: workloads that were recognised, files that were read, and those that were not. */
export function Coverage({ report: { coverage, workloads } }: { readonly report: Report }) {
  const { filesRead, unread, stale } = coverage
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">What this rests on</h2>
      <p>{counted(filesRead, 'file')} read.</p>
      {workloads.length > 0 && (
        <>
          <h3>What the project does</h3>
          <ul>
            {workloads.map(({ kind, certainty, sites }) => (
              <li key={kind}>
                {kind.replaceAll('-', ' ')} <span class="quiet">({certainty})</span>{' '}
                {sites.slice(0, 3).map((site) => (
                  <code key={placeOf(site)} class="place">
                    {placeOf(site)}
                  </code>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {unread.length > 0 && (
        <details open={unread.length <= 10}>
          <summary>Not read, or not wholly: {counted(unread.length, 'place')}</summary>
          <ul>
            {unread.map(({ file, line, reason }, index) => (
              <li key={index}>
                <code>{line === undefined ? file : `${file}:${line}`}</code>: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {stale.length > 0 && (
        <details>
          <summary>{counted(stale.length, 'fact')} that nobody has looked up for a while</summary>
          <ul>
            {stale.map(({ fact, seen }, index) => (
              <li key={index}>
                {fact}, seen {seen}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
