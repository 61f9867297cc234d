import { useMemo } from 'preact/hooks'
import { changes } from '../src/dashboard/answers.ts'
import { says } from '../src/questions/changes/prose.ts'
import type { Part } from './part.ts'
import { Chip, Name } from './repositories.tsx'
import { Table } from './table.tsx'

/** What is worse, better or new, and what did it. */
export function Changes({ data, chosen }: Part) {
  const rows = useMemo(() => changes(data, chosen), [data, chosen])
  const places = useMemo(() => new Map(data.repositories.name.map((name, place) => [name, place])), [data])
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">What changed since {data.since.slice(0, 10)}</h2>
      {says(rows).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {rows.length > 0 && (
        <Table
          label="What changed"
          class="changed"
          rows={rows}
          step={10}
          columns={[
            {
              title: 'Repository',
              cell: ({ repository }) => <Name data={data} place={places.get(repository) ?? -1} />,
            },
            { title: 'Is', cell: ({ way }) => <b class={`way-${way}`}>{way === 'lost' ? 'no report' : way}</b> },
            { title: 'Was', cell: ({ was }) => <Chip status={was} /> },
            { title: 'Now', cell: ({ now }) => <Chip status={now} /> },
            { title: 'Edits', cell: ({ edits_were, edits }) => inNumbers(edits_were, edits) },
            {
              title: 'Because of',
              cell: ({ way, because }) => (way === 'new' ? '' : because.join(', ') || 'another try'),
            },
          ]}
        />
      )}
    </section>
  )
}

function inNumbers(were: number | null, are: number | null): string {
  if (were === null || are === null || were === are) return ''
  return `${were} to ${are}`
}
