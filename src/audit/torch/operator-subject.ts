import type { OperatorSubject } from '../../report/subject.ts'
import type { AuditContext } from '../rule.ts'
import { torchVersion } from './torch-version.ts'

/** An operator as the subject of a finding; `since` is the first release in which it works on Metal. */
export function operatorSubject(name: string, since: string | undefined, context: AuditContext): OperatorSubject {
  const torch = torchVersion(context)
  return {
    kind: 'operator',
    name,
    ...(torch === undefined ? {} : { torch }),
    ...(since === undefined ? {} : { since }),
  }
}
