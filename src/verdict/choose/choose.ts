import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { Advice, Needs } from '../../report/advice.ts'
import type { Report } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { evidenceOf, recommend } from '../recommend/recommendation.ts'
import { evidenceOfNeeds } from './evidence-of-needs.ts'
import { nextSteps } from './next-steps.ts'

/**
 * What to choose for a person's needs: by themselves, or together with what an audit of their project found.
 *
 * @param asOf - the day by which libraries are judged, YYYY-MM-DD
 */
export function choose(
  needs: Needs,
  knowledge: Knowledge,
  asOf: string,
  report?: Report,
): Pick<Advice, 'needs' | 'project' | 'recommendation' | 'nextSteps'> {
  const needed = evidenceOfNeeds(needs, knowledge, asOf)
  const evidence = report ? together(evidenceOf(report, needs), needed) : needed
  const recommendation = recommend(knowledge.considerations, evidence, report?.platforms)
  return {
    needs,
    ...(report
      ? {
          project: {
            ...report.project,
            metal: report.platforms.metal.status,
            cuda: report.platforms.cuda.status,
          },
        }
      : {}),
    recommendation,
    nextSteps: nextSteps(recommendation, evidence, needs),
  }
}

/** The project says what is done, unless the person does: they may want a part of it only. */
function together(found: Evidence, needed: Evidence): Evidence {
  return {
    ...found,
    workloads: needed.workloads.length > 0 ? needed.workloads : found.workloads,
    dependencies: [...found.dependencies, ...needed.dependencies],
  }
}
