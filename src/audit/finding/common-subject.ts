import type { Subject } from '../../report/subject.ts'

/**
 * What is true of several subjects: what all of them are, without the details that differ; of calls and operators of one
 * module that they are of it, `torch.cuda.*`.
 * @param code of the finding, by which subjects go that have nothing in common
 */
export function commonSubject(subjects: readonly Subject[], code: string): Subject {
  const [first, ...others] = subjects
  let common = first
  for (const other of others) common = common && sharedBy(common, other)
  return common ?? { kind: 'other', name: code }
}

function sharedBy(one: Subject, other: Subject): Subject | undefined {
  if (one.kind === 'call' && other.kind === 'call') {
    const name = commonName(one.name, other.name)
    if (name === undefined) return undefined
    return one.exception === other.exception ? { ...one, name } : { kind: 'call', name }
  }
  if (one.kind === 'operator' && other.kind === 'operator') {
    const name = commonName(one.name, other.name)
    const { since, ...rest } = one
    if (name === undefined) return undefined
    return since === other.since ? { ...one, name } : { ...rest, name }
  }
  if (one.kind === 'device' && other.kind === 'device') return one.value === other.value ? one : undefined
  if (one.kind === 'device' || other.kind === 'device') return undefined
  if (one.kind !== other.kind || one.name !== other.name) return undefined
  if (one.kind === 'package' && other.kind === 'package' && one.version !== other.version)
    return { kind: 'package', name: one.name }
  if (one.kind === 'setting' && other.kind === 'setting' && one.value !== other.value)
    return { kind: 'setting', name: one.name }
  return one
}

/** A name, or the module of both with `.*` behind it; methods of objects that are not known have none. */
function commonName(one: string, other: string): string | undefined {
  if (one === other) return one
  const [parts, others] = [one, other].map((name) => name.replace(/\.\*$/, '').split('.'))
  const different = parts?.findIndex((part, index) => part !== others?.[index]) ?? 0
  const module = parts?.slice(0, different < 0 ? undefined : different).join('.') ?? ''
  return module === '' ? undefined : `${module}.*`
}
