import type { Observation, TrialSeen } from '../../../trace/observation.ts'
import type { Statement } from '../../../trace/syntax.ts'
import { unparse } from '../../../trace/unparse.ts'
import { cpuLinesIn, switchesIn } from '../../devices/falls-back.ts'
import { nameSite, declarationSite } from '../../observations/sites.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { reachOfModule } from '../../reachability/reach.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { picksCuda } from './picks-cuda.ts'
import { fix, messages, sources } from './prose.ts'

/** A device that is chosen by trying CUDA: `try: torch.cuda.current_device()`, and `device = "cpu"` where that raises. */
export function trialsOfCuda(context: AuditContext, aware: (observation: Observation) => boolean): Draft[] {
  return seen(context, 'trial')
    .filter((trial) => isLive(trial) && reachOfModule(trial.module) !== 'test' && !aware(trial) && decides(trial))
    .map((trial) => ({
      effect: 'ignores-gpu',
      // Another object than a tensor or a network may have a method of that name.
      certainty: certaintyOf(trial, isMove(trial) ? 'likely' : 'certain'),
      message: messages.tried,
      subject: { kind: 'device', value: 'cuda' },
      sites: [
        nameSite(trial, trial.node),
        ...handled(trial)
          .flatMap(withoutGpu)
          .map((line) => declarationSite(trial, line)),
      ],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      group: 'trial',
    }))
}

/** Whether a device comes out of it, rather than something to be shown. */
function decides(trial: TrialSeen): boolean {
  const { body, otherwise = [] } = trial.tried
  return (
    (isMove(trial) && !handled(trial).flat().some(speaksOfMetal)) ||
    picksCuda([...body, ...otherwise]) ||
    handled(trial).some((lines) => withoutGpu(lines).length > 0)
  )
}

function isMove({ name }: TrialSeen): boolean {
  return !name.startsWith('torch.')
}

function speaksOfMetal(statement: Statement): boolean {
  const value = statement.kind === 'assignment' || statement.kind === 'return' ? statement.value : undefined
  return value !== undefined && /\bmps\b/.test(unparse(value))
}

function handled({ tried }: TrialSeen): readonly (readonly Statement[])[] {
  return tried.handlers.map(({ body }) => body)
}

function withoutGpu(body: readonly Statement[]): readonly Statement[] {
  return [...cpuLinesIn(body), ...switchesIn(body)]
}
