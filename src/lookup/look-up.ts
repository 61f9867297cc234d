import { version } from '../generated/version.ts'
import type { Answer, Lookup } from '../report/lookup.ts'
import { callAnswers } from './call-answer.ts'
import { functionAnswers } from './function-answer.ts'
import { libraryAnswers } from './library-answer.ts'
import type { LookupKnowledge } from './lookup-knowledge.ts'
import { knownNames } from './names.ts'
import { nearestOf } from './nearest.ts'
import { operatorAnswers } from './operator-answer.ts'
import { type Question, questionOf } from './question.ts'
import { visionOperatorAnswers } from './vision-operator-answer.ts'

/** What may be said about a look-up; all of it has a default. */
export interface LookupOptions {
  /** Answer for what was known on this day, YYYY-MM-DD; today when absent. */
  readonly asOf?: string
  /** The version of PyTorch to answer for, PEP 440; the newest of the day when absent. */
  readonly torch?: string
}

const MAX_SUGGESTIONS = 3

/** Who answers: a library and an operator can bear the same name, so that all are asked. */
const ANSWERERS: readonly ((knowledge: LookupKnowledge, question: Question) => readonly Answer[])[] = [
  libraryAnswers,
  functionAnswers,
  callAnswers,
  operatorAnswers,
  visionOperatorAnswers,
]

/**
 * What is known of a library (`flash-attn`, `bitsandbytes==0.45`), an operator (`aten::mode`, `torchvision::nms`), a function
 * of PyTorch (`torch.linalg.eig`) or a call around CUDA (`torch.cuda.synchronize`). Never throws; unknown names get suggestions.
 *
 * @param text - one name, with or without a version
 */
export function lookUp(knowledge: LookupKnowledge, text: string, options: LookupOptions = {}): Lookup {
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10)
  const question = questionOf(text, { ...options, asOf })
  const answers = ANSWERERS.flatMap((answer) => answer(knowledge, question))
  const suggestions = answers.length > 0 ? [] : nearestOf(question.name, knownNames(knowledge), MAX_SUGGESTIONS)
  const tool = { name: 'acclimate', version, knowledge: knowledge.newest } as const
  return { schemaVersion: 1, tool, query: text, asOf, answers, suggestions }
}
