import type { TracedFunction } from '../../trace/definition.ts'
import type { Parameter } from '../../trace/syntax.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** The function whose parameter it is. */
export function ownerOfParameter(parameter: Parameter, context: AuditContext): TracedFunction | undefined {
  return functionsByParameter(context).get(parameter)
}

const functionsByParameter = memoized(({ trace }: AuditContext): ReadonlyMap<Parameter, TracedFunction> => {
  return new Map(trace.functions.flatMap((own) => own.parameters.map((parameter) => [parameter, own] as const)))
})
