import type { Understood } from '../../fit/understood.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Advice } from '../../report/advice.ts'
import type { Needs } from '../../report/needs.ts'
import type { Recommendation, Report } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { optionsFor } from '../options/options-for.ts'
import { picked } from '../options/pick.ts'
import { plainOptions } from '../options/plain-options.ts'
import { type Wanted, wantedIn } from '../options/wanted.ts'
import { evidenceOf, recommend } from '../recommend/recommendation.ts'
import { evidenceOfNeeds } from './evidence-of-needs.ts'
import { nextSteps } from './next-steps.ts'
import { notesOn } from './notes.ts'
import { otherwise } from './otherwise.ts'

/** What a choice is made from. */
export type ChoiceKnowledge = Pick<Knowledge, 'considerations' | 'libraries' | 'machines' | 'models' | 'rates'>

export type Chosen = Pick<Advice, 'needs' | 'project' | 'options' | 'recommendation' | 'nextSteps' | 'notes'>

/**
 * What to choose for a person's needs: by themselves, or together with what an audit of their project found.
 *
 * @param asOf - the day by which libraries are judged, YYYY-MM-DD
 * @returns why not, where a model or a machine was named that nobody knows
 */
export function choose(needs: Needs, knowledge: ChoiceKnowledge, asOf: string, report?: Report): Understood<Chosen> {
  const wanted = wantedIn(needs, knowledge)
  if ('problem' in wanted) return wanted
  const { evidence, options } = foundFor(wanted.is, evidenceFor(needs, knowledge, asOf, report), knowledge)
  const recommendation = humble(recommend(knowledge.considerations, evidence, report?.platforms), wanted.is)
  const changes = otherwise(wanted.is, evidence.picked, knowledge)
  const chosen: Chosen = {
    needs,
    ...(report && {
      project: { ...report.project, metal: report.platforms.metal.status, cuda: report.platforms.cuda.status },
    }),
    options: options(recommendation.choice),
    recommendation: { ...recommendation, wouldChange: [...changes, ...(recommendation.wouldChange ?? [])] },
    nextSteps: nextSteps(recommendation, evidence, needs),
    notes: [...wanted.notes, ...notesOn(evidence, wanted.is, knowledge.rates)],
  }
  return { is: chosen, notes: [] }
}

/** Parameters of the largest models of which measurements on a Mac are kept here, with a margin. */
const LARGEST_MEASURED = 300e9

/** What nobody measured on a Mac is not called likely there. */
function humble(recommendation: Recommendation, { models }: Wanted): Recommendation {
  const isBeyond = models.some(({ model }) => model.parameters > LARGEST_MEASURED)
  return isBeyond && recommendation.choice === 'metal' ? { ...recommendation, certainty: 'possible' } : recommendation
}

/** The project says what is done, unless the person does: they may want a part of it only. */
function evidenceFor(needs: Needs, knowledge: ChoiceKnowledge, asOf: string, report: Report | undefined): Evidence {
  const needed = evidenceOfNeeds(needs, knowledge, asOf)
  if (report === undefined) return needed
  const found = evidenceOf(report, needs)
  return {
    ...found,
    workloads: needed.workloads.length > 0 ? needed.workloads : found.workloads,
    dependencies: [...found.dependencies, ...needed.dependencies],
  }
}

interface Found {
  readonly evidence: Evidence
  readonly options: (choice: Advice['recommendation']['choice']) => Advice['options']
}

/** Machines for the models; without models, for what the work asks of any machine. */
function foundFor(wanted: Wanted, evidence: Evidence, knowledge: ChoiceKnowledge): Found {
  const hasPc = wanted.pc !== undefined
  if (wanted.models.length === 0) {
    return { evidence: { ...evidence, hasPc }, options: () => plainOptions(wanted, evidence, knowledge) }
  }
  const found = picked(wanted, knowledge.machines, { rates: knowledge.rates })
  const all: Evidence = { ...evidence, hasPc, picked: found }
  return { evidence: all, options: (choice) => optionsFor(found, wanted, all, choice) }
}
