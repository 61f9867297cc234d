import { useMemo } from 'preact/hooks'
import { Prose } from '../../../web/parts/prose.tsx'
import { blockers } from '../src/dashboard/answers.ts'
import { figure } from '../src/questions/cells.ts'
import { says } from '../src/questions/blockers/prose.ts'
import type { Filter } from '../src/dashboard/choose.ts'
import type { Part } from './part.ts'
import { Table } from './table.tsx'

interface Props extends Part {
  /** Asked for the repositories that a blocker stops. */
  readonly onChoose: (change: (filter: Filter) => Filter) => void
}

/** What stops most repositories, and what its replacement would free. */
export function Blockers({ data, chosen, onChoose }: Props) {
  const rows = useMemo(() => blockers(data, chosen), [data, chosen])
  const most = rows[0]?.repositories ?? 1
  const choose = (kind: string, name: string) => {
    const blocker = data.blockers.findIndex((one) => one.kind === kind && one.name === name)
    onChoose((filter) => ({ ...filter, blocker }))
  }
  return (
    <section aria-labelledby="blockers">
      <h2 id="blockers">What blocks most</h2>
      <ol class="matters">
        {says(rows).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      {rows.length > 0 && (
        <Table
          label="What blocks most"
          rows={rows}
          step={10}
          columns={[
            {
              title: 'What',
              cell: ({ kind, name, remedy }) => (
                <>
                  <button type="button" class="link" onClick={() => choose(kind, name)}>
                    <bdi>{name}</bdi>
                  </button>{' '}
                  <span class="kind">{kind}</span>
                  {remedy !== '' && (
                    <span class="quiet">
                      <Prose text={remedy} />
                    </span>
                  )}
                </>
              ),
            },
            {
              title: 'Stops',
              cell: ({ repositories, frees }) => <Share repositories={repositories} frees={frees} most={most} />,
            },
            { title: 'Frees', isFigure: true, cell: ({ frees }) => figure(frees) },
            { title: 'With all above', isFigure: true, cell: ({ frees_with_above }) => figure(frees_with_above) },
          ]}
        />
      )}
      <p class="quiet">
        <i class="key frees" /> freed: repositories that nothing else stops, so that they run once this alone is
        replaced.
      </p>
    </section>
  )
}

/** How many it stops; the part that it frees by itself stands out. */
function Share({ repositories, frees, most }: { repositories: number; frees: number; most: number }) {
  return (
    <span class="share">
      <svg class="stack" viewBox={`0 0 ${most} 10`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="stops" width={repositories} height={10} />
        <rect class="frees" width={frees} height={10} />
      </svg>
      {figure(repositories)}
    </span>
  )
}
