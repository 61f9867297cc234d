import { useMemo } from 'preact/hooks'
import { failures } from '../src/dashboard/answers.ts'
import { figure, shown } from '../src/questions/cells.ts'
import { says } from '../src/questions/failures/prose.ts'
import type { Part } from './part.ts'
import { Table } from './table.tsx'

/** What could not be audited, and why. */
export function Failures({ data, chosen }: Part) {
  const rows = useMemo(() => failures(data, chosen), [data, chosen])
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">Not audited</h2>
      {says(rows).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {rows.length > 0 && (
        <Table
          label="Not audited"
          rows={rows}
          step={10}
          columns={[
            { title: 'Reason', cell: ({ detail }) => detail },
            { title: 'Kind', cell: ({ failure }) => failure.replaceAll('-', ' ') },
            { title: 'Repositories', isFigure: true, cell: ({ repositories }) => figure(repositories) },
            {
              title: 'For example',
              cell: ({ examples }) =>
                examples.slice(0, 2).map((name) => (
                  <span key={name} class="quiet">
                    <bdi>{shown(name, 'repository')}</bdi>
                  </span>
                )),
            },
          ]}
        />
      )}
    </section>
  )
}
