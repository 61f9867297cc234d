import type { ChoiceKnowledge } from '../../../../src/verdict/choose/choose.ts'
import { sourcesOf } from '../../../parts/sources.tsx'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { Cited } from '../../parts/cited.tsx'
import { Advised } from './advised.tsx'
import { choiceFor } from './choice.ts'
import { ChoiceForm } from './choice-form.tsx'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'
import './choose.css'

/** What to choose for what somebody wants to do: CUDA, Metal or both, and which machine. */
export const page = {
  async load(_params, shipped) {
    const knowledge = await shipped.knowledge('considerations', 'libraries', 'machines', 'models', 'rates', 'newest')
    return {
      title: 'CUDA or Metal for what you want to do?',
      description:
        'Say what you want to do, with which models and libraries and for how much: which platform and which machines suit it, with reasons and sources.',
      View: (question) => <Choose knowledge={knowledge} asOf={knowledge.newest} question={question} />,
    }
  },
} satisfies PageKind

interface Props {
  readonly knowledge: ChoiceKnowledge
  readonly asOf: string
  readonly question: Question
}

function Choose({ knowledge, asOf, question }: Props) {
  const chosen = choiceFor(question.query, knowledge, asOf)
  const sources = chosen !== undefined && 'is' in chosen ? sourcesOf(reasonsOf(chosen.is.recommendation)) : []
  return (
    <Cited sources={sources}>
      <h1>CUDA or Metal?</h1>
      <p class="lead">Say as much as you know; every question may be left out.</p>
      <ChoiceForm question={question} />
      <div aria-live="polite">
        {chosen === undefined ? (
          <Example />
        ) : 'problem' in chosen ? (
          <p class="lead" role="alert">
            {chosen.problem}
          </p>
        ) : (
          <Advised advice={chosen.is} />
        )}
      </div>
    </Cited>
  )
}

function reasonsOf({
  reasons,
  considerations = [],
}: Parameters<typeof Advised>[0]['advice']['recommendation']): Parameters<typeof sourcesOf>[0] {
  return [...reasons, ...considerations]
}

const EXAMPLE = { work: 'llm', models: 'Llama 3.3 70B', owned: 'MacBook Air M2 16GB', budget: '4000' }

function Example() {
  return (
    <p>
      For example:{' '}
      <Link to={`choose/?${new URLSearchParams(EXAMPLE).toString()}`}>
        chat with Llama 3.3 70B, with a MacBook Air and 4,000 dollars
      </Link>
      .
    </p>
  )
}
