import { machineOf } from '../../../../src/fit/machines/machine-of.ts'
import type { Machine } from '../../../../src/fit/machine.ts'
import { gpuBudget } from '../../../../src/fit/memory/budget.ts'
import type { KnownMachine } from '../../../../src/knowledge/machines.ts'
import { gigabytes } from '../../../../src/render/terminal/fit/numbers.ts'
import { bareName } from '../../../../src/search/bare-name.ts'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { priceInWords, terabytes } from './words.ts'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'

/** All machines, to be narrowed. */
export const page = {
  async load(_params, shipped) {
    const { machines } = await shipped.knowledge('machines')
    return {
      title: 'Machines for machine learning',
      description: `${machines.length} Macs and cards with their memory, bandwidth and prices, and what runs on each.`,
      View: (question) => <Machines known={machines} question={question} />,
    }
  },
} satisfies PageKind

const PLATFORMS = [
  ['', 'any'],
  ['metal', 'Apple (Metal)'],
  ['cuda', 'NVIDIA (CUDA)'],
  ['other', 'AMD and Intel'],
] as const

const SIZES = [8, 16, 24, 32, 48, 64, 96, 128, 192, 256] as const

function Machines({ known, question }: { readonly known: readonly KnownMachine[]; readonly question: Question }) {
  const { query } = question
  const typed = bareName(query.get('q') ?? '')
  const platform = query.get('platform')
  const least = Number(query.get('memory') ?? 0)
  const rows = known
    .filter(
      (one) =>
        (platform === null || one.platform === platform) &&
        one.memory >= least &&
        [...(one.aliases ?? []), ...(one.products ?? []).map(({ name }) => name), machineOf(one).name].some((name) =>
          bareName(name).includes(typed),
        ),
    )
    .map((one) => machineOf(one))
    .toSorted((one, other) => other.memoryBytes - one.memoryBytes || other.bandwidth - one.bandwidth)
  const { shown, more } = useRows(rows)
  return (
    <>
      <h1>Machines</h1>
      <p class="lead">
        {known.length} Macs and cards. How much a model may take is decided by the memory that its GPU may use; how fast
        it answers, mostly by the bandwidth to it.
      </p>
      <FilterBar
        title="Which machines"
        question={question}
        result={`${rows.length} of ${known.length}`}
        fields={[
          { name: 'q', label: 'Name' },
          { name: 'platform', label: 'Of', options: PLATFORMS },
          {
            name: 'memory',
            label: 'Memory of at least',
            options: [['', 'any'], ...SIZES.map((size) => [String(size), `${size} GB`] as const)],
          },
        ]}
      />
      <div class="scroll">
        <table>
          <caption class="hidden">Machines, the most memory first</caption>
          <thead>
            <tr>
              <th scope="col">Machine</th>
              <th scope="col">GPU may use</th>
              <th scope="col">Bandwidth</th>
              <th scope="col">Price</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((machine) => (
              <Row key={machine.id} machine={machine} />
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

function Row({ machine }: { readonly machine: Machine }) {
  return (
    <tr>
      <th scope="row">
        <Link to={`machines/${machine.id}/`}>{machine.name}</Link>
      </th>
      <td data-label="GPU may use">{gigabytes(gpuBudget(machine, {}))}</td>
      <td data-label="Bandwidth">{terabytes(machine.bandwidth)}</td>
      <td data-label="Price">{priceInWords(machine.price ?? machine.rent)}</td>
    </tr>
  )
}
