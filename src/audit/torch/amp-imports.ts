import type { CallSeen } from '../../trace/observation.ts'
import { unparse } from '../../trace/unparse.ts'
import { seen } from '../observations/seen.ts'
import { type SiteInRole, useSite } from '../observations/sites.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Where a module imports what it calls from `torch.cuda`, such as `from torch.cuda.amp import autocast`: once the call is for
 * any device, the import is of another name.
 */
export function ampImports({ module, name, node }: CallSeen, context: AuditContext): readonly SiteInRole[] {
  if (!name.startsWith('torch.cuda.') || unparse(node.callee).startsWith('torch.')) return []
  return seen(context, 'import', 'torch')
    .filter((imported) => imported.module === module && /^torch\.cuda(?:\.amp)?$/.test(imported.name))
    .filter(({ name: from, names }) => names.some((own) => name.startsWith(`${from}.${own}`)))
    .map(useSite)
}
