import type { AssignmentSeen, DefaultSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'

/** The expression that an assignment or a default gives. */
export function valueWritten({ node }: AssignmentSeen | DefaultSeen): Expression | undefined {
  return 'targets' in node ? node.value : node.default
}
