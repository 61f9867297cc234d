import { BarChart } from '../../../parts/bar-chart.tsx'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { type Fate, FATE_WORDS, short } from '../../parts/fates.ts'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { HeatTable } from '../../parts/heat-table.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { functionRows, operatorRows, type Operators, rowsFor } from './rows.ts'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'

/** All operators over the releases of PyTorch, as a heat map. */
export const page = {
  async load(_params, shipped) {
    const knowledge = await shipped.knowledge('operators')
    const { operators } = knowledge.operators
    return {
      title: 'Operators of PyTorch on Metal',
      description: `How ${Object.keys(operators).length} operators of PyTorch fare on Apple's GPUs, release by release: native, falling back to the CPU, or missing.`,
      View: (question) => <OperatorsPage knowledge={knowledge} question={question} />,
    }
  },
} satisfies PageKind

const FATES = ['native', 'composite', 'falls-back', 'missing', 'unknown'] as const

function OperatorsPage({ knowledge, question }: { readonly knowledge: Operators; readonly question: Question }) {
  const { releases } = knowledge.operators
  const areOperators = question.query.get('show') === 'operators'
  const all = areOperators ? operatorRows(knowledge) : functionRows(knowledge)
  const rows = rowsFor(all, releases, question.query)
  const { shown, more } = useRows(rows)
  return (
    <>
      <h1>Operators of PyTorch on Metal</h1>
      <p class="lead">{summaryOf(knowledge)}</p>
      <Missing knowledge={knowledge} />
      <h2>Release by release</h2>
      <FilterBar
        title="Which"
        question={question}
        result={`${rows.length.toLocaleString('en')} of ${all.length.toLocaleString('en')}`}
        fields={[
          { name: 'q', label: 'Name' },
          {
            name: 'show',
            label: 'Show',
            options: [
              ['', 'functions as called in Python'],
              ['operators', 'operators beneath them'],
            ],
          },
          {
            name: 'status',
            label: 'That are',
            options: [
              ['', 'anything'],
              ['changed', 'different between releases'],
              ...FATES.map((fate) => [fate, FATE_WORDS[fate]] as const),
            ],
          },
          {
            name: 'release',
            label: 'In PyTorch',
            options: [
              ['', `${short(releases.at(-1) ?? '')}, the newest`],
              ...releases
                .slice(0, -1)
                .toReversed()
                .map((release) => [release, short(release)] as const),
            ],
          },
        ]}
      />
      <HeatTable
        caption="How each fares on Metal in each release of PyTorch"
        releases={releases}
        rows={shown.map(({ name, slug, fates }) => ({
          key: name,
          label: <Link to={`operators/${encodeURIComponent(slug)}/`}>{name}</Link>,
          fates,
        }))}
      />
      {more}
    </>
  )
}

function summaryOf(knowledge: Operators): string {
  const { releases } = knowledge.operators
  const rows = operatorRows(knowledge)
  const inRelease = (column: number) => {
    const fates = rows.map((row) => row.fates.at(column)).filter((fate) => LOOKS.some(([own]) => own === fate))
    const missing = fates.filter((fate) => fate === 'missing').length
    return `${missing} of its ${fates.length.toLocaleString('en')}`
  }
  return `PyTorch ${short(releases.at(-1) ?? '')} lacks ${inRelease(-1)} operators on Metal; ${short(releases[0] ?? '')} lacked ${inRelease(0)}.`
}

const LOOKS = [
  ['native', 'support-supported'],
  ['composite', 'side-metal'],
  ['falls-back', 'support-partial'],
  ['missing', 'support-unsupported'],
] as const satisfies readonly (readonly [Fate, string])[]

function Missing({ knowledge }: { readonly knowledge: Operators }) {
  const { releases } = knowledge.operators
  const rows = operatorRows(knowledge)
  const bars = releases.map((release, column) => ({
    label: short(release),
    parts: LOOKS.map(([fate, look]) => ({
      label: FATE_WORDS[fate],
      look,
      count: rows.filter(({ fates }) => fates[column] === fate).length,
    })),
  }))
  return <BarChart title="Operators in each release, by how they fare on Metal" bars={bars} />
}
