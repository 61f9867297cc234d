import { functionAnswers } from '../../../../../src/lookup/function-answer.ts'
import { operatorAnswers } from '../../../../../src/lookup/operator-answer.ts'
import { visionOperatorAnswers } from '../../../../../src/lookup/vision-operator-answer.ts'
import { pythonNames } from '../../../../../src/knowledge/operators.ts'
import type { Answer, FunctionAnswer, OperatorAnswer, VisionOperatorAnswer } from '../../../../../src/report/lookup.ts'
import { withoutArguments } from '../../../../../src/search/name-index.ts'
import { sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { fatesInWords } from '../../../parts/fates.ts'
import { FunctionPart } from './function-part.tsx'
import { OperatorPart } from './operator-part.tsx'
import { VisionPart } from './vision-part.tsx'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/charts.css'
import '../../../../parts/style/findings.css'
import '../../../../parts/style/tables.css'
import '../../../style/knowledge.css'

type OwnAnswer = FunctionAnswer | OperatorAnswer | VisionOperatorAnswer

/** A function or an operator: how it fares on Metal over the releases, because of what, and in which cases not. */
export const page = {
  async paths(shipped) {
    const knowledge = await shipped.knowledge('operators', 'visionOperators')
    const { operators } = knowledge.operators
    const names = [
      ...pythonNames(knowledge).map(withoutArguments),
      ...Object.keys(operators).map((name) => `aten.${name.split('.')[0] ?? name}`),
      ...knowledge.visionOperators.flatMap(({ operator, backward: isGradient }) =>
        isGradient === true ? [] : [operator.replace('::', '.')],
      ),
    ]
    return [...new Set(names)].map((name) => ({ name }))
  },
  async load({ name = '' }, shipped) {
    const knowledge = await shipped.knowledge('operators', 'visionOperators', 'pitfalls', 'mlx', 'releases', 'newest')
    const question = { name: name.replace(/^torchvision\.(?=\w+$)/, 'torchvision::'), asOf: knowledge.newest }
    const found: readonly OwnAnswer[] = [
      functionAnswers(knowledge, question),
      operatorAnswers(knowledge, question),
    ].flat()
    const answers = found.length > 0 ? found : visionOperatorAnswers(knowledge, question)
    const [first] = answers
    if (first === undefined) return undefined
    const title = first.kind === 'function' ? withoutArguments(first.name) : first.name
    return {
      title: `${title} on Metal`,
      description: `${title} on Apple's GPUs, release by release: ${courseOf(first)}.`,
      View: () => <OperatorPage title={title} answers={answers} />,
    }
  },
} satisfies PageKind

function OperatorPage({ title, answers }: { readonly title: string; readonly answers: readonly OwnAnswer[] }) {
  const particular = answers.flatMap((answer) =>
    answer.kind === 'function' ? [...(answer.cases ?? []), ...answer.pitfalls] : [],
  )
  return (
    <Cited sources={sourcesOf([...particular, ...answers])}>
      <p class="kicker">
        <Link to="operators/">Operators</Link>
      </p>
      <h1>
        {title} <span class="quiet">on Metal</span>
      </h1>
      {answers.map((answer) => (
        <Part key={`${answer.kind} ${answer.name}`} answer={answer} isOne={answers.length === 1} />
      ))}
    </Cited>
  )
}

function Part({ answer, isOne }: { readonly answer: OwnAnswer; readonly isOne: boolean }) {
  switch (answer.kind) {
    case 'function':
      return <FunctionPart answer={answer} isOne={isOne} />
    case 'operator':
      return <OperatorPart answer={answer} />
    case 'vision-operator':
      return <VisionPart answer={answer} />
  }
}

function courseOf(answer: Answer): string {
  if (answer.kind === 'function') return fatesInWords(answer.releases)
  if (answer.kind === 'operator') return fatesInWords(answer.overloads[0]?.releases ?? [])
  return 'since which release of torchvision'
}
