import { operatorStatus, pythonStatus } from '../../../knowledge/operators.ts'
import type { Way } from '../../../knowledge/knowledge.ts'
import type { Words } from '../../../project/python/relevance.ts'
import type { Known } from '../../rule.ts'

/** The functions and methods that come down to an operator which Metal lacks in the target's PyTorch, gradients included. */
export function operatorWords(known: Known): Words {
  const { knowledge, target } = known
  const { python, backward } = knowledge.operators
  const ways = waysLacking(known)
  const lacks = (name: string, isBackward: boolean): boolean =>
    /^(missing|falls-back)$/.test(pythonStatus(knowledge, name, target.packages['torch']?.version, isBackward) ?? '')
  const operators = [
    ...Object.keys(python).filter((name) => lacks(name, false)),
    ...Object.keys(backward).filter((name) => lacks(name, true)),
    ...ways.flatMap(({ calls }) => calls),
  ].map((name) => name.replace(/\(.*$/, ''))
  const vision = knowledge.visionOperators.flatMap(({ calls }) => calls.map(lastPart))
  return {
    strong: ['mps', 'pyro', ...vision.filter((name) => name !== ORDINARY)],
    called: [...operators.map(lastPart), ...vision],
    methods: operators.filter((name) => name.startsWith(METHOD)).map(lastPart),
    given: ways.flatMap(argumentsOf),
    operators: ways.some(({ calls }) => calls.includes('torch.Tensor.__rshift__')) ? ['<<', '>>'] : [],
    weak: [
      'device',
      'cpu',
      'dtype',
      'backward',
      'requires_grad',
      'optim',
      'Trainer',
      'Conv3d',
      'conv3d',
      'MaxPool3d',
      'BatchNorm3d',
    ],
  }
}

/** Ways of calls that lack an operator. */
function waysLacking({ knowledge, target }: Known): readonly Way[] {
  const version = target.packages['torch']?.version
  const isLacking = (operator: string): boolean =>
    /^(missing|falls-back)$/.test(operatorStatus(knowledge, operator, version) ?? '')
  return knowledge.operators.ways.filter(({ operators }) => operators.some(isLacking))
}

/** Of the arguments by which a way is taken, those with names of several parts, which nothing else has. */
function argumentsOf({ decides = [] }: Way): readonly string[] {
  return decides.map(({ argument }) => argument).filter((name) => /_\w+_/.test(name))
}

/** Some projects have a function of that name of their own in every file. */
const ORDINARY = 'nms'

const METHOD = 'torch.Tensor.'

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
