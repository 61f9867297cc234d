import { question as blockers } from './blockers/index.ts'
import { question as changes } from './changes/index.ts'
import { question as failures } from './failures/index.ts'
import { question as minutesAway } from './minutes-away/index.ts'
import { question as models } from './models/index.ts'
import type { Question } from './question.ts'
import { question as readiness } from './readiness/index.ts'

/** All questions, in the order in which a report tells them. */
export const QUESTIONS: readonly Question[] = [readiness, blockers, minutesAway, changes, models, failures]
