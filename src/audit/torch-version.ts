import { lt, valid } from '@renovatebot/pep440'
import type { AuditContext } from './rule.ts'

/** The version of PyTorch that the project would get; undefined when that is not known. */
export function torchVersion({ target }: AuditContext): string | undefined {
  const version = target.packages['torch']?.version
  return version !== undefined && valid(version) !== null ? version : undefined
}

/** Whether the project would get a PyTorch older than `version`; one that is not known counts as the newest. */
export function torchIsBefore(context: AuditContext, version: string): boolean {
  const own = torchVersion(context)
  return own !== undefined && lt(own, version)
}
