import type { Report, Status } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { STATUS_CHIPS } from '../../src/render/words.ts'

const STATUSES: readonly Status[] = ['runs', 'runs-degraded', 'needs-edits', 'blocked', 'unknown']
/** Ways in that are shown at once. */
const MAX_SHOWN = 12

/** Whether each script, command or notebook runs on a Mac: one may where another does not. */
export function EntryPoints({ report: { entryPoints = [] } }: { readonly report: Report }) {
  if (entryPoints.length === 0) return null
  const count = (status: Status) => entryPoints.filter(({ metal }) => metal.status === status).length
  const rest = entryPoints.slice(MAX_SHOWN)
  return (
    <section aria-labelledby="entry-points">
      <h2 id="entry-points">Ways in</h2>
      <ul class="counts" aria-label="How they fare on a Mac">
        {STATUSES.filter((status) => count(status) > 0).map((status) => (
          <li key={status} class={`chip status-${status}`}>
            {count(status)} × {STATUS_CHIPS[status]}
          </li>
        ))}
      </ul>
      <Table points={entryPoints.slice(0, MAX_SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more way', 'more ways')} in</summary>
          <Table points={rest} />
        </details>
      )}
    </section>
  )
}

function Table({ points }: { readonly points: NonNullable<Report['entryPoints']> }) {
  return (
    <div class="scroll" role="region" aria-label="Ways in" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Script, command or notebook</th>
            <th scope="col">What it does</th>
            <th scope="col">On a Mac</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ file, line, title, workloads, metal }) => (
            <tr key={`${file}:${line}:${title}`}>
              <th scope="row">
                {title !== undefined && <b>{title} </b>}
                <code>{`${file}:${line}`}</code>
              </th>
              <td data-label="What it does">
                {workloads.length === 0 ? '–' : workloads.join(', ').replaceAll('-', ' ')}
              </td>
              <td data-label="On a Mac">
                <span class={`chip status-${metal.status}`}>{STATUS_CHIPS[metal.status]}</span>
                {metal.findings.length > 0 && (
                  <span class="quiet">{counted(metal.findings.length, 'finding')} on the way</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
