import type { CallSeen } from '../../../trace/observation.ts'
import type { Argument } from '../../../trace/syntax.ts'
import { memoized } from '../../memoized.ts'
import { innermost, nestedSpans } from '../../observations/nested-spans.ts'
import type { AuditContext } from '../../rule.ts'
import { callsNamingCuda } from '../calls-naming-cuda.ts'

/** What is given a device, and by which argument. */
export interface DeviceUse {
  readonly call: CallSeen
  readonly argument: Argument
}

/** What uses a device that is made for that alone, `x.to(torch.device("cuda"))`; undefined for one that is chosen for more. */
export function useOfDevice({ module, node: { at, end } }: CallSeen, context: AuditContext): DeviceUse | undefined {
  return innermost(usingArguments(context), { module, at, end })?.of
}

/** The arguments by which CUDA is named to whatever uses it. */
const usingArguments = memoized((context: AuditContext) =>
  nestedSpans(
    callsNamingCuda(context)
      .filter(({ name }) => name !== 'torch.device')
      .flatMap((call) =>
        call.node.arguments.map((argument) => ({
          place: { module: call.module, at: argument.at, end: argument.end },
          of: { call, argument },
        })),
      ),
  ),
)
