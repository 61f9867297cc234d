import { callAnswers } from '../../../../src/lookup/call-answer.ts'
import type { Knowledge } from '../../../../src/knowledge/knowledge.ts'
import type { CallAnswer } from '../../../../src/report/lookup.ts'
import { bareName } from '../../../../src/search/bare-name.ts'
import { withoutArguments } from '../../../../src/search/name-index.ts'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { BEHAVIOURS, lookOf, shortOutcome } from './words.ts'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'

type Calls = Pick<Knowledge, 'calls' | 'equivalents' | 'metalNames'>

/** All calls around CUDA: what each does on a Mac, and what to write instead. */
export const page = {
  async load(_params, shipped) {
    const knowledge = await shipped.knowledge('calls', 'equivalents', 'metalNames', 'newest')
    return {
      title: 'Calls around CUDA on a Mac',
      description:
        'What torch.cuda and its like do on a machine without CUDA, recorded by calling them, and what to write instead.',
      View: (question) => <CallsPage knowledge={knowledge} asOf={knowledge.newest} question={question} />,
    }
  },
} satisfies PageKind

interface Props {
  readonly knowledge: Calls
  readonly asOf: string
  readonly question: Question
}

function CallsPage({ knowledge, asOf, question }: Props) {
  const names = [...new Set([...knowledge.calls, ...knowledge.equivalents].map(({ name }) => withoutArguments(name)))]
  const all = names.flatMap((name) => callAnswers(knowledge, { name, asOf }))
  const typed = bareName(question.query.get('q') ?? '')
  const behaviour = question.query.get('does')
  const rows = all.filter(
    (call) =>
      bareName(call.name).includes(typed) && (behaviour === null || (call.behaviour ?? 'not-called') === behaviour),
  )
  // What was tried says more.
  const { shown, more } = useRows([...rows.filter(wasTried), ...rows.filter((call) => !wasTried(call))])
  const tried = all.filter(wasTried)
  const raising = tried.filter((call) => call.behaviour === 'raises').length
  return (
    <>
      <h1>Calls around CUDA</h1>
      <p class="lead">
        Of {tried.length} calls that were tried without CUDA, {raising} raise an exception; the others return, warn,
        fail later, or are not there.
      </p>
      <FilterBar
        title="Which calls"
        question={question}
        result={`${rows.length.toLocaleString('en')} of ${all.length.toLocaleString('en')}`}
        fields={[
          { name: 'q', label: 'Name' },
          { name: 'does', label: 'On a Mac it', options: [['', 'does anything'], ...BEHAVIOURS] },
        ]}
      />
      <div class="scroll">
        <table>
          <caption class="hidden">Calls, what they do without CUDA, and what to write instead</caption>
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col">On a Mac</th>
              <th scope="col">Instead</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((call) => (
              <tr key={call.name}>
                <th scope="row">
                  <Link to={`calls/${encodeURIComponent(withoutArguments(call.name))}/`}>
                    <code>{call.name}</code>
                  </Link>
                </th>
                <td data-label="On a Mac">
                  <span class={`chip ${lookOf(call)}`}>{shortOutcome(call)}</span>
                </td>
                <td data-label="Instead">{insteadOf(call)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

function wasTried({ behaviour }: CallAnswer): boolean {
  return behaviour !== undefined && behaviour !== 'not-called'
}

function insteadOf({ neutral, mps }: CallAnswer) {
  const other = neutral ?? mps
  return other === undefined ? null : <code>{other}</code>
}
