import type { OperatorAnswer } from '../../../../../src/report/lookup.ts'
import { Sources } from '../../../../parts/sources.tsx'
import { fatesInWords } from '../../../parts/fates.ts'
import { HeatTable } from '../../../parts/heat-table.tsx'

/** An operator, with each overload. */
export function OperatorPart({ answer: { name, overloads, sources } }: { readonly answer: OperatorAnswer }) {
  const [first] = overloads
  return (
    <section aria-label={name}>
      <p class="lead">
        {overloads.length === 1 && first ? `${fatesInWords(first.releases)}.` : `It has ${overloads.length} overloads.`}{' '}
        <Sources sources={sources.slice(-1)} />
      </p>
      <HeatTable
        caption={`${name} in each release of PyTorch`}
        releases={first?.releases.map(({ torch }) => torch) ?? []}
        rows={overloads.map((overload) => ({
          key: overload.name,
          label: <code>{overload.name}</code>,
          fates: overload.releases.map(({ status }) => status),
        }))}
      />
    </section>
  )
}
