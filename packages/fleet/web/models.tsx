import { useMemo } from 'preact/hooks'
import { models } from '../src/dashboard/answers.ts'
import { figure, shown } from '../src/questions/cells.ts'
import { says } from '../src/questions/models/prose.ts'
import type { Part } from './part.ts'
import { Table } from './table.tsx'

/** Which models need how much memory. */
export function Models({ data, chosen }: Part) {
  const rows = useMemo(() => models(data, chosen), [data, chosen])
  return (
    <section aria-labelledby="models">
      <h2 id="models">Models and their memory</h2>
      {says(rows).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {rows.length > 0 && (
        <Table
          label="Models"
          rows={rows}
          step={10}
          columns={[
            { title: 'Model', cell: ({ model }) => <bdi>{model}</bdi> },
            {
              title: 'As',
              cell: ({ work, quantization }) => [work, quantization].filter(Boolean).join(', ') || 'not known',
            },
            { title: 'Memory', isFigure: true, cell: ({ bytes }) => shown(bytes, 'bytes') || 'not known' },
            {
              title: 'Fits a Mac from',
              isFigure: true,
              cell: ({ bytes, fits_from }) => (bytes === null ? '' : shown(fits_from, 'gigabytes') || 'none'),
            },
            { title: 'Repositories', isFigure: true, cell: ({ repositories }) => figure(repositories) },
          ]}
        />
      )}
    </section>
  )
}
