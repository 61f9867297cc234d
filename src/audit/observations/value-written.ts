import type { AssignmentSeen, DefaultSeen } from '../../evaluate/observation.ts'
import type { Expression } from '../../project/python/tree.ts'

/** The expression that an assignment or a default gives. */
export function valueWritten({ node }: AssignmentSeen | DefaultSeen): Expression | undefined {
  return 'targets' in node ? node.value : node.default
}
