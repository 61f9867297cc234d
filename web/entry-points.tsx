import type { Report } from '../src/report/report.ts'
import { STATUS_WORDS } from '../src/render/words.ts'

/** Whether each script, command or notebook runs on a Mac: one may where another does not. */
export function EntryPoints({ report: { entryPoints = [] } }: { readonly report: Report }) {
  if (entryPoints.length === 0) return null
  return (
    <section aria-labelledby="entry-points">
      <h2 id="entry-points">Ways in</h2>
      <div class="scroll" role="region" aria-labelledby="entry-points" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Script, command or notebook</th>
              <th scope="col">What it does</th>
              <th scope="col">On a Mac</th>
            </tr>
          </thead>
          <tbody>
            {entryPoints.map(({ file, line, title, workloads, metal }) => (
              <tr key={`${file}:${line}:${title}`}>
                <th scope="row">
                  {title !== undefined && <b>{title} </b>}
                  <code>{`${file}:${line}`}</code>
                </th>
                <td>{workloads.join(', ').replaceAll('-', ' ')}</td>
                <td>
                  {STATUS_WORDS[metal.status]}
                  {metal.findings.length > 0 && ` (${metal.findings.length})`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
