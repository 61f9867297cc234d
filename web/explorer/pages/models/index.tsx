import type { Machine } from '../../../../src/fit/machine.ts'
import { modelOf } from '../../../../src/fit/models/model-of.ts'
import type { KnownModel } from '../../../../src/knowledge/models.ts'
import { gigabytes } from '../../../../src/render/terminal/fit/numbers.ts'
import { bareName } from '../../../../src/search/bare-name.ts'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { bySize, type FitKnowledge, type Least, leastOf } from './least.ts'
import { KIND_WORDS, parametersInWords } from './words.ts'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'

/** All models, to be narrowed. */
export const page = {
  async load(_params, shipped) {
    const knowledge = await shipped.knowledge('machines', 'models', 'rates')
    return {
      title: 'Models and the machines that hold them',
      description: `${knowledge.models.length} open models: their parameters, the memory that each takes, and the smallest Mac and the smallest card that hold it.`,
      View: (question) => <Models knowledge={knowledge} question={question} />,
    }
  },
} satisfies PageKind

const SIZES = [8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512] as const

function Models({ knowledge, question }: { readonly knowledge: FitKnowledge; readonly question: Question }) {
  const { query } = question
  const typed = bareName(query.get('q') ?? '')
  const kind = query.get('kind')
  const memory = Number(query.get('memory') ?? 0)
  const machines = bySize(knowledge)
  const small = { metal: upTo(memory, machines.metal), cuda: upTo(memory, machines.cuda) }
  const rows = knowledge.models
    .filter(
      (known) =>
        (kind === null || (known.kind ?? 'text') === kind) &&
        (memory === 0 || holds(small, known, knowledge)) &&
        [known.name, ...(known.aliases ?? []), ...(known.hub ?? [])].some((name) => bareName(name).includes(typed)),
    )
    // Who says how much memory there is looks for the most that it holds.
    .toSorted((one, other) =>
      memory === 0 ? one.name.localeCompare(other.name, 'en', { numeric: true }) : other.parameters - one.parameters,
    )
  const { shown, more } = useRows(rows)
  return (
    <>
      <h1>Models</h1>
      <p class="lead">
        {knowledge.models.length} open models, and the least memory with which a Mac or a card runs each: language
        models in 4 bits with 8,192 tokens of context.
      </p>
      <FilterBar
        title="Which models"
        question={question}
        result={`${rows.length} of ${knowledge.models.length}`}
        fields={[
          { name: 'q', label: 'Name' },
          { name: 'kind', label: 'For', options: [['', 'anything'], ...Object.entries(KIND_WORDS)] },
          {
            name: 'memory',
            label: 'For a Mac or a card with',
            options: [['', 'any memory'], ...SIZES.map((size) => [String(size), `${size} GB`] as const)],
          },
        ]}
      />
      <div class="scroll">
        <table>
          <caption class="hidden">Models, with the least memory that holds each</caption>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Parameters</th>
              <th scope="col">Takes</th>
              <th scope="col">Smallest Mac</th>
              <th scope="col">Smallest card</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((known) => (
              <Row key={known.name} known={known} machines={machines} knowledge={knowledge} />
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

/** Machines with at most so many GiB of memory. */
function upTo(memory: number, machines: readonly Machine[]): readonly Machine[] {
  return machines.filter(({ memoryBytes }) => memoryBytes <= memory * 2 ** 30)
}

function holds(machines: ReturnType<typeof bySize>, known: KnownModel, knowledge: FitKnowledge): boolean {
  const model = modelOf(known)
  return [machines.metal, machines.cuda].some((those) => leastOf(those.slice(-1), model, {}, knowledge) !== undefined)
}

interface RowProps {
  readonly known: KnownModel
  readonly machines: ReturnType<typeof bySize>
  readonly knowledge: FitKnowledge
}

function Row({ known, machines, knowledge }: RowProps) {
  const model = modelOf(known)
  const mac = leastOf(machines.metal, model, {}, knowledge)
  const card = leastOf(machines.cuda, model, {}, knowledge)
  const takes = (mac ?? card)?.fit.memory.bytes.value
  return (
    <tr>
      <th scope="row">
        <Link to={`models/${encodeURIComponent(model.id)}/`}>{known.name}</Link>
      </th>
      <td data-label="Parameters">{parametersInWords(known.parameters)}</td>
      <td data-label="Takes">{takes === undefined ? 'too much for one machine' : gigabytes(takes)}</td>
      <td data-label="Smallest Mac">{memoryOf(mac)}</td>
      <td data-label="Smallest card">{memoryOf(card)}</td>
    </tr>
  )
}

function memoryOf(least: Least | undefined): string {
  return least === undefined ? 'none' : `${Math.round(least.machine.memoryBytes / 2 ** 30)} GB`
}
