import { ge, valid } from '@renovatebot/pep440'
import type { Knowledge, VisionOperator } from '../knowledge/knowledge.ts'
import { newestRelease } from '../knowledge/releases.ts'
import type { VisionKernel, VisionOperatorAnswer } from '../report/lookup.ts'
import type { Question } from './question.ts'

/** An operator of torchvision, asked for as `torchvision::nms`, `torchvision.ops.nms`, `ops.nms` or `nms`. */
export function visionOperatorAnswers(
  knowledge: Pick<Knowledge, 'releases' | 'visionOperators'>,
  question: Question,
): readonly VisionOperatorAnswer[] {
  const { version, asOf } = question
  const torchvision = version ?? newestRelease(knowledge, 'torchvision', asOf)?.version
  const wanted = lastPart(question.name)
  const isMeant = ({ operator, calls }: VisionOperator): boolean =>
    [operator, ...calls].some((name) => isNamed(name, question.name) && lastPart(name) === wanted)
  const meant = knowledge.visionOperators.filter(isMeant)
  return meant
    .filter(({ backward }) => backward !== true)
    .map((operator) => {
      const gradient = meant.find(
        ({ backward, calls }) => backward === true && calls.some((name) => operator.calls.includes(name)),
      )
      return {
        kind: 'vision-operator',
        ...kernelOf(operator, torchvision),
        calls: operator.calls,
        ...(torchvision === undefined ? {} : { torchvision }),
        ...(gradient === undefined ? {} : { backward: kernelOf(gradient, torchvision) }),
        sources: [...operator.sources, ...(gradient?.sources ?? [])],
      }
    })
}

/** A name may be cut short in front: `ops.nms` is `torchvision.ops.nms`. */
function isNamed(name: string, asked: string): boolean {
  const bare = asked.replace(/\(\)?$/, '')
  return name === bare || name.endsWith(`.${bare}`) || name.endsWith(`::${bare}`)
}

function lastPart(name: string): string | undefined {
  return name
    .replace(/\(\)?$/, '')
    .split(/[.:]/)
    .at(-1)
}

function kernelOf({ operator, since }: VisionOperator, torchvision: string | undefined): VisionKernel {
  const isKnown = torchvision !== undefined && valid(torchvision) !== null
  const isNative = since !== undefined && isKnown && ge(torchvision, since)
  return {
    name: operator,
    status: isNative ? 'native' : isKnown || since === undefined ? 'missing' : 'unknown',
    ...(since === undefined ? {} : { nativeSince: since }),
  }
}
